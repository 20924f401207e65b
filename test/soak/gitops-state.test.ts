/**
 * The pipelines of examples/gitops with the state where teams keep it: a folder, PostgreSQL, and a bucket behind the
 * protocol of S3. Two of them at once, and one that is killed. Needs PostgreSQL's server
 * programs (Debian: `apt-get install postgresql`; elsewhere `CVG_POSTGRES` names the folder that holds `initdb`) and Go, which builds the bucket's server.
 */
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { exampleProgram, type GitopsPlace, openGitops } from "../harness/gitops/place.js";
import { testTwoRuns } from "../harness/gitops/two-runs.js";

interface Backend {
    readonly env: NodeJS.ProcessEnv;
    readonly server?: ChildProcess;
}

const folder = mkdtempSync(join(tmpdir(), "cvg-state-"));
const GOFAKES3 = "github.com/johannesboyne/gofakes3/cmd/gofakes3@v1.2.0";

const freePort = () =>
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

async function until(port: number, server: ChildProcess): Promise<void> {
    for (let each = 0; each < 200; each++) {
        if (server.exitCode !== null) throw new Error(`the server ended with ${server.exitCode}`);
        if (await answers(port)) return;
        await new Promise((resolve) => setTimeout(resolve, 100));
    }
    throw new Error("the server does not answer");
}

/** The newest that is installed. */
function postgresPrograms(): string {
    const own = process.env.CVG_POSTGRES;
    if (own !== undefined) return own;
    const all = "/usr/lib/postgresql";
    const versions = existsSync(all) ? readdirSync(all).sort((a, b) => Number(b) - Number(a)) : [];
    if (versions[0] === undefined) throw new Error("there is no PostgreSQL here: `apt-get install postgresql`, or CVG_POSTGRES");
    return join(all, versions[0], "bin");
}

/** PostgreSQL does not run as root. */
const asOther = (): readonly string[] =>
    process.getuid?.() === 0 ? ["setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups"] : [];

async function postgres(): Promise<Backend> {
    const programs = postgresPrograms();
    const data = join(folder, "postgres");
    chmodSync(folder, 0o777);
    const [command = "", ...args] = [...asOther(), join(programs, "initdb"), "-D", data, "-A", "trust", "-U", "cvg"];
    execFileSync(command, args, { stdio: "ignore", cwd: folder });
    const port = await freePort();
    const [start = "", ...options] = [
        ...asOther(),
        join(programs, "postgres"),
        "-D",
        data,
        "-p",
        String(port),
        "-k",
        folder,
        "-h",
        "127.0.0.1",
    ];
    const server = spawn(start, options, { stdio: "ignore", cwd: folder });
    await until(port, server);
    return { server, env: { PULUMI_BACKEND_URL: `postgres://cvg@127.0.0.1:${port}/postgres?sslmode=disable` } };
}

async function bucket(): Promise<Backend> {
    const bin = join(tmpdir(), "pulumi-cvg-gofakes3");
    mkdirSync(bin, { recursive: true });
    if (!existsSync(join(bin, "gofakes3")))
        execFileSync("go", ["install", GOFAKES3], { env: { ...process.env, GOBIN: bin }, stdio: "ignore" });
    const port = await freePort();
    const server = spawn(join(bin, "gofakes3"), ["-backend", "memory", "-initialbucket", "state", "-host", `127.0.0.1:${port}`], {
        stdio: "ignore",
    });
    await until(port, server);
    const credentials = { AWS_ACCESS_KEY_ID: "id", AWS_SECRET_ACCESS_KEY: "secret", AWS_REGION: "us-east-1" };
    return { server, env: { ...credentials, PULUMI_BACKEND_URL: `s3://state?endpoint=http://127.0.0.1:${port}&s3ForcePathStyle=true` } };
}

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe.each([
    ["a folder", async (): Promise<Backend> => ({ env: {} })],
    ["PostgreSQL", postgres],
    ["a bucket behind the protocol of S3", bucket],
] as const)("with the state in %s", (_where, open) => {
    let backend: Backend;
    let place: GitopsPlace;
    beforeAll(async () => {
        backend = await open();
        place = await openGitops(backend.env);
    }, 300_000);
    afterAll(async () => {
        await place.close();
        const { server } = backend;
        if (server === undefined) return;
        server.kill("SIGTERM");
        await new Promise((resolve) => server.once("exit", resolve));
    });

    test("a pull request is held back, approved, merged and applied", async () => {
        expect((await place.onGitHub("review")).code).toBe(2);
        place.approveAll();
        await place.commit("Approve what the report says");
        expect((await place.onGitLab("review")).code).toBe(0);
        expect(await place.console.writes()).toBe(0);
        const applied = await place.onGitLab("apply");
        expect([applied.code, applied.output]).toEqual([0, expect.stringContaining("created")]);
        expect((await place.console.units()).get("Schadenhotline")).toMatchObject({ inactive: false });
    });

    testTwoRuns(() => place, exampleProgram);
});
