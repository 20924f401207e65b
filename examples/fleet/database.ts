/** The one thing that workers share beside the gateway: a PostgreSQL for the state, the board and the budget of requests. */
import { execFileSync, spawn } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, readdirSync } from "node:fs";
import { createServer } from "node:net";
import { join, resolve } from "node:path";
import pg from "pg";

export interface Database {
    readonly url: string;
    /** Only one that was started here. */
    stop(): Promise<void>;
}

/** Of Debian's package, or where `POSTGRES_BIN` says. */
function programs(): string {
    const own = process.env.POSTGRES_BIN;
    if (own !== undefined) return own;
    const all = "/usr/lib/postgresql";
    const [newest] = existsSync(all) ? readdirSync(all).sort((a, b) => Number(b) - Number(a)) : [];
    if (newest === undefined)
        throw new Error(
            "there is no PostgreSQL: set PULUMI_BACKEND_URL=postgres://..., or `apt-get install postgresql`, or name the folder of initdb by POSTGRES_BIN",
        );
    return join(all, newest, "bin");
}

const freePort = () =>
    new Promise<number>((found, failed) => {
        const server = createServer().once("error", failed);
        server.listen(0, "127.0.0.1", () => {
            const address = server.address();
            server.close(() => found(typeof address === "object" && address !== null ? address.port : 0));
        });
    });

/** PostgreSQL does not run as root. */
const asOther = process.getuid?.() === 0 ? ["setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups"] : [];
const command = (words: readonly string[]): [string, string[]] => [words[0] ?? "", words.slice(1)];

async function answers(url: string): Promise<boolean> {
    const client = new pg.Client({ connectionString: url });
    client.on("error", () => undefined);
    try {
        await client.connect();
        await client.end();
        return true;
    } catch {
        return false;
    }
}

/** On this machine alone, with its data in `folder`. For trying things out: a fleet's state belongs on a server that somebody backs up. */
async function started(folder: string): Promise<Database> {
    const [bin, data] = [programs(), join(folder, "data")];
    mkdirSync(folder, { recursive: true });
    if (!existsSync(data)) {
        chmodSync(folder, 0o777);
        execFileSync(...command([...asOther, join(bin, "initdb"), "-D", data, "-A", "trust", "-U", "fleet"]), {
            cwd: folder,
            stdio: ["ignore", "ignore", "inherit"],
        });
    }
    const port = await freePort();
    const options = ["-D", data, "-p", `${port}`, "-k", folder, "-h", "127.0.0.1"];
    // In a group of its own: Ctrl-C is for the workers, which still have to write down what they did.
    const server = spawn(...command([...asOther, join(bin, "postgres"), ...options]), { cwd: folder, stdio: "ignore", detached: true });
    const url = `postgres://fleet@127.0.0.1:${port}/postgres?sslmode=disable`;
    for (let tries = 0; !(await answers(url)); tries += 1) {
        if (server.exitCode !== null || tries > 100) throw new Error(`the PostgreSQL in ${folder} does not start`);
        await new Promise((passed) => setTimeout(passed, 200));
    }
    return {
        url,
        stop: async () => {
            const ended = new Promise((gone) => server.once("exit", gone));
            server.kill("SIGINT");
            await ended;
        },
    };
}

/** That of PULUMI_BACKEND_URL, else one of our own. */
export async function openDatabase(): Promise<Database> {
    const url = process.env.PULUMI_BACKEND_URL;
    if (url === undefined) return await started(resolve(".fleet"));
    if (!/^postgres(ql)?:\/\//.test(url))
        throw new Error("PULUMI_BACKEND_URL names no PostgreSQL: the workers of a fleet share one (postgres://...)");
    return { url, stop: async () => undefined };
}

export function openPool(url: string): pg.Pool {
    // A network that swallows everything answers nothing for hours: what takes so long is asked again.
    const patience = { connectionTimeoutMillis: 5000, query_timeout: 10_000, keepAlive: true };
    const pool = new pg.Pool({ connectionString: url, max: 3, application_name: "cvg-fleet", ...patience });
    // A connection that breaks while nobody asks: the next who asks opens another.
    pool.on("error", () => undefined);
    return pool;
}
