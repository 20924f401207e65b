// The official build, by the installer that the SDK's Automation API and npm's package `pulumi` run. It fetches a script and then a hundred megabytes, and waits
// for as long as a network lets it; so it is asked first whether it can be reached at all, and watched.
const { spawn } = require("node:child_process");
const { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } = require("node:fs");
const { tmpdir } = require("node:os");
const { join } = require("node:path");
const { officialIn } = require("./official.cjs");

/** What the installer fetches first. */
const SCRIPT = "https://get.pulumi.com/install.sh";

/** Milliseconds: until the host has to answer, without a byte more, and in all. Building takes three minutes or more. */
const PATIENCE = { reach: 5_000, stall: 20_000, inAll: 150_000 };

/** As the SDK does it, in the version of the SDK. */
const sdkInstaller = (folder) => [
    process.execPath,
    [
        "-e",
        "require(process.argv[1]).PulumiCommand.install({ root: process.argv[2] })",
        require.resolve("@pulumi/pulumi/automation"),
        folder,
    ],
];

const after = (milliseconds) => `${milliseconds / 1000} s`;

/** Through a proxy where the environment names one. */
async function reach(url, patience) {
    const { EnvHttpProxyAgent, request } = require("undici");
    const dispatcher = new EnvHttpProxyAgent();
    try {
        const { statusCode, body } = await request(url, { method: "HEAD", dispatcher, signal: AbortSignal.timeout(patience) });
        await body.dump();
        if (statusCode >= 400) throw new Error(`it answers ${statusCode}`);
    } catch (error) {
        const reason = error.name === "TimeoutError" ? `no answer within ${after(patience)}` : (error.code ?? error.message);
        throw new Error(`${new URL(url).host} cannot be reached (${reason})`);
    } finally {
        dispatcher.destroy().catch(() => undefined);
    }
}

function bytesIn(folder) {
    let sum = 0;
    for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true })) {
        if (!entry.isFile()) continue;
        // Files of a download come and go.
        sum += statSync(join(entry.parentPath ?? entry.path, entry.name), { throwIfNoEntry: false })?.size ?? 0;
    }
    return sum;
}

/** Runs the installer until it ends, brings nothing any more, or has had its time; with all of its own processes. */
async function watched([command, args], folders, patience) {
    const child = spawn(command, args, {
        env: { ...process.env, TMPDIR: folders[0] },
        stdio: ["ignore", "ignore", "pipe"],
        detached: true,
    });
    const said = [];
    child.stderr.on("data", (data) => said.push(data));
    const end = () => {
        try {
            process.kill(-child.pid, "SIGKILL");
        } catch {
            // It has ended by itself.
        }
    };
    process.once("exit", end);
    const begun = Date.now();
    let [bytes, grownAt, problem] = [0, begun, undefined];
    const timer = setInterval(
        () => {
            const now = folders.reduce((sum, folder) => sum + bytesIn(folder), 0);
            if (now !== bytes) [bytes, grownAt] = [now, Date.now()];
            if (Date.now() - grownAt > patience.stall) problem = `nothing came for ${after(patience.stall)}`;
            else if (Date.now() - begun > patience.inAll) problem = `it was not through after ${after(patience.inAll)}`;
            if (problem !== undefined) end();
        },
        Math.min(1000, patience.stall / 4),
    );
    const code = await new Promise((resolve, reject) => {
        child.once("error", reject);
        child.once("close", resolve);
    }).finally(() => {
        clearInterval(timer);
        process.off("exit", end);
    });
    if (problem !== undefined) throw new Error(problem);
    if (code !== 0) throw new Error(`it ended with ${code}: ${lastLine(Buffer.concat(said).toString())}`);
}

const lastLine = (text) => text.trim().split("\n").at(-1) ?? "";

/** @param options for tests: where the script is, how long to wait, and what to run */
async function install(folder, say, { url = SCRIPT, patience = PATIENCE, command = sdkInstaller(folder) } = {}) {
    await reach(url, patience.reach);
    say("installing pulumi with its own installer");
    mkdirSync(folder, { recursive: true });
    const temporary = mkdtempSync(join(tmpdir(), "pulumi-install-"));
    try {
        await watched(command, [temporary, folder], patience);
    } finally {
        rmSync(temporary, { recursive: true, force: true, maxRetries: 3 });
    }
    const official = officialIn([join(folder, "bin")]);
    if (!official) throw new Error(`it left no pulumi with a Node language host in ${folder}`);
    return official;
}

module.exports = { install };
