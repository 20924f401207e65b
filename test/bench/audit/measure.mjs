// What reading everything costs: `cvg audit` and `cvg export` of 5,000 units against a loop that only sends the same requests, and against the
// arithmetic of a limit. `npm run bench -- audit`.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { startGateway } from "../gateway.mjs";
import { median } from "../rules/median.mjs";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const CLI = here("../../../dist/cli/main.js");
/** With accounts and customers above them: 5,000 units. */
const PROJECTS = 4500;
const RUNS = 3;
const CONCURRENCY = 10;
const PER_SECOND = 400;

/** Requests a second, the most that can be configured: a client without a limit there is not. */
export const HIGHEST = 1000;

/** What an answer takes, in milliseconds: at once, so that a command has nothing to wait for, and as a gateway across a network. */
const LATENCIES = [0, 20];

/** Times a loop that only sends the same requests, by the clock: where the highest limit does not decide. */
export const TIME_AT_MOST = 1.5;
/** Times calls over `maxRequestsPerSecond`. */
export const LIMITED_AT_MOST = 1.2;
/** What the highest limit alone makes of so many requests, in seconds. */
export const atHighest = (requests) => requests / HIGHEST;
/** Bytes at the most. */
export const MEMORY_BELOW = 250e6;

const RULES = "rules: { a-week: { says: Nobody keeps recordings over a week., level: advisory, floor: { recordingRetention: 1 week } } }\n";
const USED = 'process.on("exit", () => require("node:fs").writeFileSync(process.env.USED_FILE, JSON.stringify(process.resourceUsage())));';

const COMMANDS = (folder) => ({
    loop: [here("loop.cjs")],
    audit: [CLI, "audit", "--rules", join(folder, "rules.yaml"), "-o", `json=${join(folder, "audit.json")}`],
    export: [CLI, "export", "--as", "yaml", "--output", join(folder, "tenants.yaml")],
});

/** Seconds by the clock and of the processor, and peak memory, of a process. */
async function run(args, folder, env) {
    const used = join(folder, "used");
    const started = performance.now();
    const child = spawn(process.execPath, ["--require", join(folder, "used.cjs"), ...args], {
        stdio: ["ignore", "ignore", "pipe"],
        env: { ...process.env, ...env, USED_FILE: used },
    });
    let said = "";
    child.stderr.on("data", (data) => {
        said += data;
    });
    const [code] = await once(child, "exit");
    const seconds = (performance.now() - started) / 1000;
    if (code !== 0) throw new Error(`${args.join(" ")} ended with ${code}: ${said}`);
    const { userCPUTime, systemCPUTime, maxRSS } = JSON.parse(readFileSync(used, "utf8"));
    return { seconds, processor: (userCPUTime + systemCPUTime) / 1e6, bytes: maxRSS * 1024 };
}

/** The middle of the rounds, each command against the loop. */
function middle(rounds) {
    const of = (name) => ({
        seconds: median(rounds[name].map((one) => one.seconds)),
        processor: median(rounds[name].map((one) => one.processor)),
        bytes: Math.max(...rounds[name].map((one) => one.bytes)),
    });
    const loop = of("loop");
    const against = (name) => ({ ...of(name), ratio: of(name).seconds / loop.seconds, ofProcessor: of(name).processor / loop.processor });
    return { loop, commands: { audit: against("audit"), export: against("export") } };
}

export async function measureAudit(say) {
    const folder = mkdtempSync(join(tmpdir(), "pulumi-cvg-bench-"));
    const gateway = await startGateway(`large:${PROJECTS}`);
    try {
        writeFileSync(join(folder, "rules.yaml"), RULES);
        writeFileSync(join(folder, "used.cjs"), USED);
        const { endpoint, reseller, tokenUrl, clientId, clientSecret } = gateway.configuration;
        const env = (perSecond) => ({
            ...{
                CVG_ENDPOINT: endpoint,
                CVG_RESELLER: reseller,
                CVG_TOKEN_URL: tokenUrl,
                CVG_CLIENT_ID: clientId,
                CVG_CLIENT_SECRET: clientSecret,
            },
            ...{ CVG_MAX_CONCURRENCY: String(CONCURRENCY), CVG_MAX_REQUESTS_PER_SECOND: String(perSecond) },
        });
        const commands = COMMANDS(folder);
        await run(commands.loop, folder, env(HIGHEST));
        const unlimited = [];
        for (const latencyMs of LATENCIES) {
            await gateway.late(latencyMs);
            const rounds = { loop: [], audit: [], export: [] };
            // In turn, so that whatever else the machine does weighs on all alike.
            for (let at = 0; at < RUNS; at++)
                for (const name of Object.keys(rounds)) {
                    rounds[name].push(await run(commands[name], folder, env(HIGHEST)));
                    const { seconds, processor } = rounds[name].at(-1);
                    say(`${name} at ${latencyMs} ms: ${seconds.toFixed(1)} s, ${processor.toFixed(1)} s of the processor`);
                }
            unlimited.push({ latencyMs, ...middle(rounds) });
        }
        await gateway.late(0);
        await gateway.count();
        const limited = {};
        for (const name of ["audit", "export"]) {
            const { seconds } = await run(commands[name], folder, env(PER_SECOND));
            const counts = await gateway.count();
            const calls = Object.values(counts).reduce((sum, count) => sum + count, 0);
            limited[name] = { seconds, calls, ratio: seconds / (calls / PER_SECOND) };
            say(`${name} at ${PER_SECOND}/s: ${seconds.toFixed(1)} s for ${calls} calls`);
        }
        return { units: limited.audit.calls - 3, perSecond: PER_SECOND, concurrency: CONCURRENCY, unlimited, limited };
    } finally {
        await gateway.close();
        rmSync(folder, { recursive: true, force: true });
    }
}

export const violationsOfAudit = ({ units, unlimited, limited }) => [
    ...unlimited.flatMap(({ latencyMs, loop, commands }) =>
        Object.entries(commands).flatMap(([name, { seconds, ratio, bytes }]) => [
            ...(seconds > Math.max(TIME_AT_MOST * loop.seconds, LIMITED_AT_MOST * atHighest(units))
                ? [
                      `${name} at ${latencyMs} ms takes ${ratio.toFixed(2)} times a loop that sends the same requests, not at most ${TIME_AT_MOST}, and ${(seconds / atHighest(units)).toFixed(2)} times what the highest limit makes of them, not at most ${LIMITED_AT_MOST}`,
                  ]
                : []),
            ...(bytes > MEMORY_BELOW ? [`${name} holds ${Math.round(bytes / 1e6)} MB, not less than ${MEMORY_BELOW / 1e6}`] : []),
        ]),
    ),
    ...Object.entries(limited).flatMap(([name, { ratio }]) =>
        ratio > LIMITED_AT_MOST ? [`${name} takes ${ratio.toFixed(2)} times calls over the limit, not at most ${LIMITED_AT_MOST}`] : [],
    ),
];
