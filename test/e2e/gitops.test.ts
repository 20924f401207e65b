/** examples/gitops, end to end: the steps of its two pipelines as they are written there, in a repository that is checked out, with the real engine. */
import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { dirname, join } from "node:path";
import { text } from "node:stream/consumers";
import { parse } from "yaml";
import { z } from "zod";
import { type Sandbox, startSandbox } from "../../provider/sandbox/index.js";
import { type Outcome, runCommand } from "../harness/command.js";
import { type Console, openConsole } from "../harness/console.js";
import { quickNode, repository, selfContained } from "../harness/engine-environment.js";
import { gatewayEnvironment } from "../harness/provider-environment.js";
import { type PulumiProject, pulumiProject } from "../harness/pulumi-cli.js";

const example = join(repository, "examples/gitops");
const program = readFileSync(join(example, "index.ts"), "utf8");

interface Comment {
    readonly id: number;
    body: string;
}

/** The comments of one pull or merge request, as both forges keep them. */
async function openForge() {
    const comments: Comment[] = [];
    const server: Server = createServer(async (request, response) => {
        const { body } = z.object({ body: z.string().optional() }).parse(JSON.parse((await text(request)) || "{}"));
        const id = Number(/\/(\d+)$/.exec(request.url ?? "")?.[1]);
        if (request.method === "POST") comments.push({ id: comments.length + 1, body: body ?? "" });
        else if (request.method !== "GET") for (const comment of comments) if (comment.id === id) comment.body = body ?? "";
        response.setHeader("content-type", "application/json").end(JSON.stringify(request.method === "GET" ? comments : {}));
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo;
    return { url: `http://127.0.0.1:${port}`, comments, close: () => new Promise((resolve) => server.close(resolve)) };
}

const Step = z.looseObject({ run: z.string().optional(), if: z.string().optional() });
const GitHub = z.object({
    jobs: z.record(z.string(), z.object({ env: z.record(z.string(), z.string()).default({}), steps: z.array(Step) })),
});
const GitLab = z.record(z.string(), z.unknown());
const GitLabJob = z.object({
    variables: z.record(z.string(), z.string()).default({}),
    script: z.array(z.string()),
    after_script: z.array(z.string()).default([]),
});

let sandbox: Sandbox;
let console: Console;
let project: PulumiProject;
let forge: Awaited<ReturnType<typeof openForge>>;

beforeAll(async () => {
    [sandbox, forge] = await Promise.all([startSandbox(), openForge()]);
    console = await openConsole(sandbox);
    project = await pulumiProject({ name: "cvg-gitops", stack: "prod", files: { "index.ts": "" }, env: gatewayEnvironment(sandbox) });
    cpSync(example, project.folder, { recursive: true, filter: (path) => !path.includes("node_modules") });
    await git("init", "--quiet", "--initial-branch=main");
    await commit("Begin");
});
afterAll(async () => {
    await project.close();
    await sandbox.close();
    await forge.close();
});

const environment = (more: NodeJS.ProcessEnv): NodeJS.ProcessEnv => ({
    ...selfContained(dirname(project.folder)),
    ...quickNode,
    ...gatewayEnvironment(sandbox),
    STACK: "prod",
    GIT_AUTHOR_NAME: "test",
    GIT_AUTHOR_EMAIL: "test@example",
    GIT_COMMITTER_NAME: "test",
    GIT_COMMITTER_EMAIL: "test@example",
    ...more,
});
const run = (command: string, args: readonly string[], more: NodeJS.ProcessEnv = {}): Promise<Outcome> =>
    runCommand(command, args, { cwd: project.folder, env: environment(more), timeoutSeconds: 200 });

async function git(...args: readonly string[]): Promise<void> {
    const { code, stderr } = await run("git", args);
    if (code !== 0) throw new Error(stderr);
}
async function commit(message: string): Promise<void> {
    await git("add", "--all", ":!node_modules");
    await git("commit", "--quiet", "--allow-empty", "--message", message);
}

interface Ran {
    readonly code: number;
    readonly output: string;
}

/** One after the other, as a runner does: after a failure only those that always run. Installing is done. */
async function steps(all: readonly { readonly command: string; readonly always: boolean }[], env: NodeJS.ProcessEnv): Promise<Ran> {
    let code = 0;
    let output = "";
    for (const { command, always } of all.filter((step) => step.command !== "npm ci")) {
        if (code !== 0 && !always) continue;
        const outcome = await run("sh", ["-e", "-c", command], env);
        output += outcome.stdout + outcome.stderr;
        if (outcome.code !== 0) code = outcome.code ?? 1;
    }
    return { code, output };
}

function onGitHub(job: string): Promise<Ran> {
    const { jobs } = GitHub.parse(parse(readFileSync(join(project.folder, ".github/workflows/tenants.yml"), "utf8")));
    const { steps: listed = [], env = {} } = jobs[job] ?? {};
    const commands = listed.flatMap(({ run: command, if: when }) =>
        command === undefined ? [] : [{ command, always: when === "always()" }],
    );
    const forgeEnv = { GITHUB_API_URL: forge.url, GITHUB_REPOSITORY: "acme/tenants", GITHUB_TOKEN: "token", PULL_REQUEST: "7" };
    return steps(commands, { ...env, ...forgeEnv });
}

function onGitLab(name: string): Promise<Ran> {
    const job = GitLabJob.parse(GitLab.parse(parse(readFileSync(join(project.folder, ".gitlab-ci.yml"), "utf8")))[name]);
    const commands = [
        ...job.script.map((command) => ({ command, always: false })),
        ...job.after_script.map((command) => ({ command, always: true })),
    ];
    const forgeEnv = { CI_API_V4_URL: forge.url, CI_PROJECT_ID: "1", CI_MERGE_REQUEST_IID: "7", COMMENT_TOKEN: "token" };
    return steps(commands, { ...job.variables, ...forgeEnv });
}

const Report = z.object({ findings: z.array(z.object({ class: z.string(), kind: z.string(), tenant: z.string(), to: z.string() })) });

/** What somebody who answers for the data would write after reading the report. */
function approveAll(): void {
    const { findings } = Report.parse(JSON.parse(readFileSync(join(project.folder, "review/report.json"), "utf8")));
    const keys = new Set(
        findings.filter((one) => one.class === "exposed").map(({ tenant, kind, to }) => JSON.stringify({ tenant, finding: kind, to })),
    );
    const approvals = [...keys].map((key) => ({
        ...JSON.parse(key),
        by: "dpo@acme.example",
        because: "DSFA 2026-14",
        until: "2100-01-01",
    }));
    writeFileSync(join(project.folder, "approvals.json"), JSON.stringify({ approvals }));
}

test("a pull request is commented and held back until exactly it is approved; its merge applies the plan", async () => {
    await git("checkout", "--quiet", "-b", "first-tenant");
    const held = await onGitHub("review");
    expect([held.code, held.output]).toEqual([2, expect.stringContaining("calls may be recorded from the first one on, kept 1 month")]);
    expect(held.output).toMatch(/Held back\n {2}- exposed: \d+ findings are not approved/);
    expect(forge.comments).toHaveLength(1);
    expect(forge.comments[0]?.body).toContain("### Held back");

    approveAll();
    await commit("Approve what the report says");
    const passed = await onGitHub("review");
    expect([passed.code, passed.output]).toEqual([0, expect.not.stringContaining("Held back")]);
    expect(forge.comments).toHaveLength(1);
    expect(forge.comments[0]?.body).not.toContain("### Held back");
    expect(await console.writes()).toBe(0);

    await git("checkout", "--quiet", "main");
    await git("merge", "--quiet", "first-tenant");
    const applied = await onGitHub("apply");
    expect([applied.code, applied.output]).toEqual([0, expect.stringContaining("created")]);
    expect((await console.units()).get("Schadenhotline")).toMatchObject({ inactive: false });
});

test("what others change is told every night, and nothing is written", async () => {
    const quiet = await onGitHub("drift");
    expect([quiet.code, quiet.output]).toEqual([0, expect.stringContaining("the gateway holds what was last applied")]);
    const units = await console.units();
    await console.edit(`/customers/${sandbox.reseller}/${units.get("Acme Versicherung")?.token}`, (body) => ({
        ...body,
        commonConfiguration: { ...Object(body.commonConfiguration), anonymizeRemoteNumbers: false },
    }));
    const before = await console.writes();
    for (const drifted of [await onGitHub("drift"), await onGitLab("drift")])
        expect([drifted.code, drifted.output]).toEqual([
            2,
            expect.stringContaining("bots and integrations have seen callers' numbers since"),
        ]);
    expect(await console.writes()).toBe(before);
});

test("a merge request on GitLab is commented in place, and a preview that fails is red and says why", async () => {
    await git("checkout", "--quiet", "-b", "too-loose");
    // Of a literal the compiler would say it, before the preview can.
    const shown = "privacy: { anonymizeNumbers: process.env.NOBODY_SETS_THIS !== undefined }";
    project.write("index.ts", program.replace('name: "Schaden", privacy: {}', `name: "Schaden", ${shown}`));
    await commit("Ask for more than is allowed");
    const failed = await onGitLab("review");
    expect([failed.code, failed.output]).toEqual([1, expect.stringContaining("The preview failed: what follows is not complete.")]);
    expect(forge.comments).toHaveLength(1);
    expect(forge.comments[0]?.body).toContain("CVG101");
    await git("checkout", "--quiet", "--force", "main");
});

test("a plan that the program no longer fits is not applied, and what may only read writes nothing", async () => {
    expect((await run("sh", ["scripts/preview.sh"])).code).not.toBe(1);
    project.write("index.ts", program.replace('"Acme Versicherung"', '"Acme Versicherung AG"'));
    const other = await run("sh", ["scripts/apply.sh"]);
    expect([other.code === 0, other.stdout + other.stderr]).toEqual([false, expect.stringContaining("violates plan")]);
    const before = await console.writes();
    const forbidden = await run("pulumi", ["up", "--stack", "prod", "--yes", "--skip-preview", "--non-interactive"], {
        CVG_READ_ONLY: "true",
    });
    expect([forbidden.code === 0, forbidden.stdout + forbidden.stderr]).toEqual([false, expect.stringContaining("CVG508")]);
    expect(await console.writes()).toBe(before);
});
