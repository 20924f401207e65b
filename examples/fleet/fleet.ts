/** The command line of the fleet: `node fleet.ts up --workers 4`. */
import { type ChildProcess, spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { parseArgs } from "node:util";
import { type Mode, openBoard } from "./board.ts";
import { openDatabase, openPool } from "./database.ts";
import { emptyPart, partsOf } from "./parts.ts";
import { exitCode, summary, summaryJson } from "./summary.ts";
import { type Fleet, work } from "./work.ts";

const USAGE = `node fleet.ts preview|up [--workers 2] [--only-changed] [--delete] [--run ID] [--file tenants.yaml] [--project cvg-fleet] [--json]
node fleet.ts begin preview|up --run ID ...     puts the stacks on the board
node fleet.ts work --run ID [--workers 1]       works on them, on any machine
node fleet.ts summary --run ID [--json]         what became of them`;

const options = {
    workers: { type: "string" },
    file: { type: "string", default: "tenants.yaml" },
    project: { type: "string", default: "cvg-fleet" },
    run: { type: "string" },
    "only-changed": { type: "boolean", default: false },
    delete: { type: "boolean", default: false },
    json: { type: "boolean", default: false },
} as const;
const { values, positionals } = parseArgs({ options, allowPositionals: true });

class Wrong extends Error {}

const isMode = (word: string | undefined): word is Mode => word === "preview" || word === "up";

/** For the provider, in this process and in those that the engine starts from it. */
function environment(url: string, mode: Mode | undefined): void {
    process.env.PULUMI_BACKEND_URL = url;
    // All workers, of all runs, share the gateway's limit.
    process.env.CVG_REQUEST_BUDGET ??= url;
    // What a worker that was killed has made and not recorded is gone on with, if it is just what would be made.
    process.env.CVG_IF_EXISTS ??= "continue";
    process.env.PULUMI_SKIP_UPDATE_CHECK ??= "true";
    if (mode === "preview") process.env.CVG_READ_ONLY = "true";
}

/**
 * Until all have ended: 1 where one could not work on the run. A worker that dies is not replaced: the others do its work. Each has a process group of its own: Ctrl-C reaches this process alone, which tells the workers, which tell
 * their engines once. An engine that hears it twice breaks off what is under way.
 */
async function workers(count: number, args: readonly string[], stop: AbortSignal): Promise<0 | 1> {
    const running: ChildProcess[] = [];
    const ends = Array.from({ length: count }, () => {
        const child = spawn(process.execPath, [import.meta.filename, "worker", ...args], {
            stdio: ["ignore", "inherit", "inherit", "ipc"],
            detached: true,
        });
        running.push(child);
        return new Promise<number | null>((ended) => child.once("exit", ended));
    });
    stop.addEventListener("abort", () => running.map((child) => child.kill("SIGTERM")));
    return (await Promise.all(ends)).includes(1) ? 1 : 0;
}

function stopped(): AbortSignal {
    const stop = new AbortController();
    // Not `once`: what the SDK starts processes with ends this one at a signal for which nobody listens any more.
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => stop.abort());
    // A worker whose command is gone has nobody who could stop it.
    process.once("disconnect", () => stop.abort());
    return stop.signal;
}

function put(text: string): void {
    process.stdout.write(`${text}\n`);
}

async function main(): Promise<number> {
    const [first, second] = positionals;
    const mode = isMode(first) ? first : isMode(second) ? second : undefined;
    const count = Number(values.workers ?? (first === "work" ? "1" : "2"));
    if (first === undefined || !["preview", "up", "begin", "work", "worker", "summary"].includes(first)) throw new Wrong(USAGE);
    if ((first === "begin" && mode === undefined) || (!isMode(first) && values.run === undefined)) throw new Wrong(USAGE);
    if (!Number.isInteger(count) || count < 1 || count > 100) throw new Wrong("--workers takes a whole number from 1 to 100");
    const run = values.run ?? `${new Date().toISOString().slice(0, 16)}-${randomUUID().slice(0, 6)}`;
    const stop = stopped();
    const database = await openDatabase();
    const pool = openPool(database.url);
    const board = openBoard(pool, values.project, run);
    try {
        const parts = partsOf(values.file);
        await board.prepare();
        const doing = mode ?? (await board.mode());
        if (doing === undefined && (first === "work" || first === "summary"))
            throw new Wrong(`nobody has begun run ${run} of project ${values.project}, or its file had no tenants`);
        environment(database.url, doing);
        const left = await board.left(parts);
        if (isMode(first) || first === "begin") {
            const gone = values.delete ? left.map((stack) => emptyPart(stack, values.file)) : [];
            await board.begin(doing ?? "preview", [...parts, ...gone], values["only-changed"]);
        }
        const fleet: Fleet = { project: values.project, file: values.file, parts, board, say: (text) => process.stderr.write(`${text}\n`) };
        if (first === "begin") return 0;
        if (first === "worker") return (await work(fleet, stop)) ? 0 : 1;
        const { file, project } = values;
        const start = () => workers(count, ["--run", run, "--file", file, "--project", project], stop);
        if (first === "work") return await start();
        if (isMode(first)) await start();
        const rows = await board.rows();
        const untouched = left.filter((stack) => !rows.some((row) => row.stack === stack));
        put(values.json ? summaryJson(run, rows, untouched) : summary(run, rows, untouched));
        return exitCode(rows);
    } finally {
        await pool.end();
        await database.stop();
    }
}

// The engine tells of a program that failed; the SDK leaves its rejection unhandled besides.
process.on("unhandledRejection", () => undefined);
/** What was written is on its way to whoever reads, who may be slow: a process that ends at once takes it along. */
async function end(code: number): Promise<void> {
    for (const stream of [process.stdout, process.stderr]) {
        // Whoever reads may have seen enough.
        stream.on("error", () => undefined);
        await new Promise((written) => stream.write("", written));
    }
    process.exit(code);
}
main().then(end, (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    return end(1);
});
