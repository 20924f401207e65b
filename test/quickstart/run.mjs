// `npm run quickstart`: a real preview and update of examples/quickstart against the embedded gateway, and a call before and after numbers
// are anonymized. What Pulumi prints is Pulumi's own.
//
//   npm run quickstart              everything, then cleans up
//   npm run quickstart -- --keep    leaves gateway and stack running and says how to go on
//   npm run quickstart -- --stop    ends what --keep left
import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

const repository = fileURLToPath(new URL("../..", import.meta.url));
const home = join(repository, ".quickstart");
const stackFile = join(repository, "Pulumi.quickstart.yaml");
/** What an earlier run may have kept: the file that holds its process's id, and a word of its command. */
const KEPT = [
    { pidFile: join(home, "gateway.pid"), word: "sandbox" },
    { pidFile: join(home, "bot.pid"), word: "bot.mjs" },
];
const [GATEWAY, BOT] = KEPT;
const BOT_TOKEN = "token-of-the-bot";
const CALLER = "+49111111111";

const { keep, stop } = parseArgs({ options: { keep: { type: "boolean" }, stop: { type: "boolean" } } }).values;

const heading = (text) => console.log(`\n\x1b[1m${text}\x1b[0m`);
const say = (text) => console.log(text);

/** Runs a command whose output is the reader's to see. */
function run(command, args, env = process.env) {
    const { status, error } = spawnSync(command, args, { cwd: repository, stdio: "inherit", env });
    if (error) throw error;
    if (status !== 0) throw new Error(`${command} ${args.join(" ")} ended with ${status}`);
}

/** Runs a command for what it prints. */
function ask(command, args, env) {
    const { status, stdout, stderr } = spawnSync(command, args, { cwd: repository, encoding: "utf8", env });
    if (status !== 0) throw new Error(`${command} ${args.join(" ")} ended with ${status}\n${stderr}`);
    return stdout.trim();
}

const isRunning = (pid, word) =>
    existsSync(`/proc/${pid}/cmdline`) ? readFileSync(`/proc/${pid}/cmdline`, "utf8").includes(word) : signals(pid, 0);
function signals(pid, signal) {
    try {
        return process.kill(pid, signal);
    } catch {
        return false;
    }
}

/** Ends the gateway and the bot that an earlier run kept, and removes what they left. */
async function cleanUp() {
    for (const { pidFile, word } of KEPT) {
        if (!existsSync(pidFile)) continue;
        const pid = Number(readFileSync(pidFile, "utf8"));
        if (isRunning(pid, word)) signals(pid, "SIGTERM");
        for (let waited = 0; waited < 50 && isRunning(pid, word); waited++) await new Promise((resolve) => setTimeout(resolve, 100));
    }
    rmSync(home, { recursive: true, force: true });
    rmSync(stackFile, { force: true });
}

/** Starts the embedded gateway, its data in a file, as a process of its own: with --keep it outlives this one. */
async function startGateway() {
    const log = openSync(join(home, "gateway.log"), "w");
    const args = [join(repository, "dist/cli/main.js"), "sandbox", "--json", "--data", join(home, "gateway.db")];
    const gateway = spawn(process.execPath, args, { detached: true, stdio: ["ignore", log, log] });
    gateway.unref();
    writeFileSync(GATEWAY.pidFile, String(gateway.pid));
    for (let waited = 0; waited < 100; waited++) {
        await new Promise((resolve) => setTimeout(resolve, 100));
        const lines = readFileSync(join(home, "gateway.log"), "utf8").split("\n");
        const ready = lines.find((line) => line.startsWith("{"));
        if (ready !== undefined) return { pid: gateway.pid, ...JSON.parse(ready) };
        if (gateway.exitCode !== null) break;
    }
    throw new Error(`the gateway did not start:\n${readFileSync(join(home, "gateway.log"), "utf8")}`);
}

/** Starts a real bot of a few lines; what it prints is in its log. @returns its address */
async function startBot() {
    const log = openSync(join(home, "bot.log"), "w");
    const bot = spawn(process.execPath, [join(repository, "test/quickstart/bot.mjs"), "0", BOT_TOKEN], {
        detached: true,
        stdio: ["ignore", log, log],
    });
    bot.unref();
    writeFileSync(BOT.pidFile, String(bot.pid));
    for (let waited = 0; waited < 100; waited++) {
        await new Promise((resolve) => setTimeout(resolve, 100));
        const [, port] = /^listening (\d+)/.exec(readFileSync(join(home, "bot.log"), "utf8")) ?? [];
        if (port !== undefined) return `http://127.0.0.1:${port}`;
        if (bot.exitCode !== null) break;
    }
    throw new Error(`the bot did not start:\n${readFileSync(join(home, "bot.log"), "utf8")}`);
}

function environment() {
    return {
        ...process.env,
        PATH: [join(repository, ".engine/bin"), process.env.PATH].join(delimiter),
        PULUMI_HOME: join(home, "pulumi"),
        PULUMI_BACKEND_URL: `file://${join(home, "state")}`,
        PULUMI_CONFIG_PASSPHRASE: "quickstart",
        PULUMI_SKIP_UPDATE_CHECK: "true",
        PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
    };
}

/** A call that the bot takes. @returns what the bot printed of it */
async function call(gateway, project) {
    const before = readFileSync(join(home, "bot.log"), "utf8").length;
    const caller = [{ says: "Mein Auto hat einen Kratzer." }];
    const body = JSON.stringify({ project, direction: "inbound", from: CALLER, to: "+4989200001", bot: true, caller });
    const answer = await fetch(`${gateway.control}/calls`, { method: "POST", headers: { "content-type": "application/json" }, body });
    if (!answer.ok) throw new Error(`the call failed: ${answer.status} ${await answer.text()}`);
    const { callStarted, transcript } = await answer.json();
    for (const { from, what, body } of transcript) {
        if (from === "bot") say(`  the gateway speaks   ${body.text}`);
        else if (what.startsWith("says")) say(`  the caller ${what}`);
    }
    const printed = readFileSync(join(home, "bot.log"), "utf8").slice(before).trimEnd();
    say("  what the bot printed:");
    for (const line of printed.split("\n")) say(`    | ${line}`);
    say(`  a webhook would see   CallStarted.callerNumber = "${callStarted.callerNumber}"`);
    return printed;
}

function require(condition, what) {
    if (!condition) throw new Error(`the quickstart did not do what it says: ${what}`);
}

async function quickstart() {
    run("npm", ["run", "--silent", "engine"]);
    run("npm", ["run", "--silent", "build"]);
    await cleanUp();
    mkdirSync(join(home, "state"), { recursive: true });

    heading("1. The embedded gateway: a stand-in for the real service, on this machine");
    const gateway = await startGateway();
    say(`  ${gateway.endpoint}`);
    const botUrl = await startBot();
    say(`  and a bot of a few lines at ${botUrl} (test/quickstart/bot.mjs)`);
    const env = environment();
    const pulumi = (...args) => run("pulumi", args, env);

    ask("pulumi", ["stack", "init", "quickstart"], env);
    for (const key of ["endpoint", "reseller", "tokenUrl", "clientId"])
        ask("pulumi", ["config", "set", "--plaintext", `cvg:${key}`, gateway[key]], env);
    ask("pulumi", ["config", "set", "--secret", "cvg:clientSecret", gateway.clientSecret], env);
    ask("pulumi", ["config", "set", "--secret", "botToken", BOT_TOKEN], env);
    ask("pulumi", ["config", "set", "botUrl", botUrl], env);
    ask("pulumi", ["config", "set", "anonymizeNumbers", "false"], env);

    heading("2. pulumi preview: what would be made, and what would apply to the claims hotline; nothing is written");
    say("   (--diff shows, for every unit, each setting and who decides it)");
    pulumi("preview");

    heading("3. pulumi up: the tenant is made, top down, each unit with its settings from the first moment");
    pulumi("up", "--yes", "--skip-preview");

    heading("4. pulumi preview again: nothing to do, because the gateway holds what is declared");
    pulumi("preview", "--expect-no-changes");

    const project = ask("pulumi", ["stack", "output", "claimsHotline"], env);
    heading(`5. A call from ${CALLER} to the claims hotline: the bot sees the caller's number`);
    const before = await call(gateway, project);
    require(before.includes(`a call from ${CALLER}`), "the bot did not see the number");

    heading("6. anonymizeNumbers is switched on at the customer: five units below follow, and the preview names each");
    ask("pulumi", ["config", "set", "anonymizeNumbers", "true"], env);
    pulumi("preview", "--diff");
    pulumi("up", "--yes", "--skip-preview");

    heading(`7. The same call: the bot sees a hash, the same for each call of ${CALLER}, and no number`);
    const after = await call(gateway, project);
    require(after.includes("a call from md5-hash:") && !after.includes(CALLER), "the bot saw the number");

    if (!keep) return;
    heading("Kept running. To go on:");
    say(`  endpoint   ${gateway.endpoint}`);
    say(`  control    ${gateway.control}`);
    say(`  logs       ${join(home, "gateway.log")}, ${join(home, "bot.log")}`);
    say("");
    for (const name of ["PATH", "PULUMI_HOME", "PULUMI_BACKEND_URL", "PULUMI_CONFIG_PASSPHRASE", "PULUMI_SKIP_UPDATE_CHECK"]) {
        say(`  export ${name}='${name === "PATH" ? `${join(repository, ".engine/bin")}:'"$PATH"` : `${env[name]}'`}`);
    }
    say("  pulumi preview --stack quickstart          # edit examples/quickstart/index.ts first");
    say("  pulumi up --stack quickstart");
    say(`  curl -s ${gateway.control}/calls -H 'content-type: application/json' \\`);
    say(
        `      -d '{"project":"${project}","direction":"inbound","from":"${CALLER}","to":"+4989200001","bot":true,"caller":[{"says":"Hallo"}]}'`,
    );
    say(`  curl -s ${gateway.control}/tree`);
    say("");
    say("  npm run quickstart -- --stop               # ends gateway and bot and removes the stack");
}

let failed = false;
try {
    if (!stop) await quickstart();
} catch (error) {
    failed = true;
    console.error(`\nquickstart: ${error.message}`);
    process.exitCode = 1;
}
if (stop || failed || !keep) await cleanUp();
