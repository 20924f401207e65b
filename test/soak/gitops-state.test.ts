/**
 * The pipelines of examples/gitops with the state where teams keep it: a folder, PostgreSQL, and a bucket behind the
 * protocol of S3. Two of them at once, and one that is killed. Needs Go, which builds the bucket's server.
 */
import { execFileSync, spawn } from "node:child_process";
import { existsSync, mkdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { exampleProgram, type GitopsPlace, openGitops } from "../harness/gitops/place.js";
import { testTwoRuns } from "../harness/gitops/two-runs.js";
import { freePort, startPostgres, untilItAnswers } from "../harness/postgres.js";

interface Backend {
    readonly env: NodeJS.ProcessEnv;
    readonly close?: () => Promise<void>;
}

const GOFAKES3 = "github.com/johannesboyne/gofakes3/cmd/gofakes3@v1.2.0";

async function postgres(): Promise<Backend> {
    const { url, close } = await startPostgres();
    return { env: { PULUMI_BACKEND_URL: url }, close };
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
    await untilItAnswers(port, server);
    const credentials = { AWS_ACCESS_KEY_ID: "id", AWS_SECRET_ACCESS_KEY: "secret", AWS_REGION: "us-east-1" };
    const close = async () => {
        server.kill("SIGTERM");
        await new Promise((resolve) => server.once("exit", resolve));
    };
    return { close, env: { ...credentials, PULUMI_BACKEND_URL: `s3://state?endpoint=http://127.0.0.1:${port}&s3ForcePathStyle=true` } };
}

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
        await backend.close?.();
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
