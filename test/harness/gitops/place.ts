/** A repository made of examples/gitops, an embedded gateway and a forge: where its pipelines run, step by step, with the real engine. */
import type { ChildProcess } from "node:child_process";
import { randomUUID } from "node:crypto";
import { cpSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { z } from "zod";
import { type Sandbox, startSandbox } from "../../../provider/sandbox/index.js";
import { killMarked, type Outcome, runCommand } from "../command.js";
import { type Console, openConsole } from "../console.js";
import { quickNode, repository, selfContained } from "../engine-environment.js";
import { gatewayEnvironment } from "../provider-environment.js";
import { type PulumiProject, pulumiProject } from "../pulumi-cli.js";
import { type Forge, openForge } from "./forge.js";
import { githubJob, gitlabJob, type Job } from "./pipelines.js";

export const example = join(repository, "examples/gitops");
export const exampleProgram = readFileSync(join(example, "index.ts"), "utf8");

export interface Ran {
    readonly code: number;
    readonly output: string;
}

export interface RunOptions {
    readonly env?: NodeJS.ProcessEnv;
    /** Default: the first checkout. */
    readonly folder?: string;
    readonly started?: (child: ChildProcess) => void;
}

export interface GitopsPlace {
    readonly sandbox: Sandbox;
    readonly console: Console;
    readonly forge: Forge;
    readonly project: PulumiProject;
    run(command: string, args: readonly string[], options?: RunOptions): Promise<Outcome>;
    /** @throws Error where git refuses */
    git(...args: readonly string[]): Promise<void>;
    commit(message: string): Promise<void>;
    onGitHub(job: string, options?: RunOptions): Promise<Ran>;
    onGitLab(job: string, options?: RunOptions): Promise<Ran>;
    /** A second runner's checkout of the same commit. */
    checkout(name: string): Promise<string>;
    /** Approves all that exposes somebody, as somebody who answers for the data would write it after reading the report. */
    approveAll(): void;
    /** As when a runner's machine goes down. */
    killAll(): void;
    close(): Promise<void>;
}

const Report = z.object({ findings: z.array(z.object({ class: z.string(), kind: z.string(), tenant: z.string(), to: z.string() })) });

/** @param backend where the state is; default: a folder */
export async function openGitops(backend: NodeJS.ProcessEnv = {}): Promise<GitopsPlace> {
    const [sandbox, forge] = await Promise.all([startSandbox(), openForge()]);
    const console = await openConsole(sandbox);
    const env = { ...gatewayEnvironment(sandbox), ...backend };
    const project = await pulumiProject({ name: "cvg-gitops", stack: "prod", files: { "index.ts": "" }, env });
    const { folder } = project;
    const home = dirname(folder);
    const mark = `CVG_GITOPS_RUN=${randomUUID()}`;
    cpSync(example, folder, { recursive: true, filter: (path) => !path.includes("node_modules") });

    const environment = (more: NodeJS.ProcessEnv): NodeJS.ProcessEnv => ({
        ...selfContained(home),
        ...quickNode,
        ...env,
        STACK: "prod",
        ...Object.fromEntries(
            ["AUTHOR", "COMMITTER"].flatMap((who) => [
                [`GIT_${who}_NAME`, "test"],
                [`GIT_${who}_EMAIL`, "test@example"],
            ]),
        ),
        CVG_GITOPS_RUN: mark.split("=")[1],
        ...more,
    });
    const run = (command: string, args: readonly string[], options: RunOptions = {}): Promise<Outcome> =>
        runCommand(command, args, {
            cwd: options.folder ?? folder,
            env: environment(options.env ?? {}),
            timeoutSeconds: 300,
            ...(options.started === undefined ? {} : { started: options.started }),
        });
    async function git(...args: readonly string[]): Promise<void> {
        const { code, stderr } = await run("git", args);
        if (code !== 0) throw new Error(stderr);
    }
    async function commit(message: string): Promise<void> {
        await git("add", "--all", ":!node_modules");
        await git("commit", "--quiet", "--allow-empty", "--message", message);
    }

    /** One after the other, as a runner does: after a failure only those that always run. Installing is done. */
    async function all({ commands, env: ofJob }: Job, ofForge: NodeJS.ProcessEnv, options: RunOptions = {}): Promise<Ran> {
        let code = 0;
        let output = "";
        for (const { command, always } of commands.filter((step) => step.command !== "npm ci")) {
            if (code !== 0 && !always) continue;
            const outcome = await run("sh", ["-e", "-c", command], { ...options, env: { ...ofJob, ...ofForge, ...options.env } });
            output += outcome.stdout + outcome.stderr;
            if (outcome.code !== 0) code = outcome.code ?? 1;
        }
        return { code, output };
    }
    const github = { GITHUB_API_URL: forge.url, GITHUB_REPOSITORY: "acme/tenants", GITHUB_TOKEN: "token", PULL_REQUEST: "7" };
    const gitlab = { CI_API_V4_URL: forge.url, CI_PROJECT_ID: "1", CI_MERGE_REQUEST_IID: "7", COMMENT_TOKEN: "token" };

    await git("init", "--quiet", "--initial-branch=main");
    await commit("Begin");
    return {
        ...{ sandbox, console, forge, project, run, git, commit },
        onGitHub: (job, options) => all(githubJob(options?.folder ?? folder, job), github, options),
        onGitLab: (job, options) => all(gitlabJob(options?.folder ?? folder, job), gitlab, options),
        async checkout(name) {
            const other = join(home, name);
            await git("clone", "--quiet", folder, other);
            symlinkSync(join(repository, "node_modules"), join(other, "node_modules"));
            return other;
        },
        approveAll() {
            const { findings } = Report.parse(JSON.parse(readFileSync(join(folder, "review/report.json"), "utf8")));
            const keys = new Set(
                findings
                    .filter((one) => one.class === "exposed")
                    .map(({ tenant, kind, to }) => JSON.stringify({ tenant, finding: kind, to })),
            );
            const why = { by: "dpo@acme.example", because: "DSFA 2026-14", until: "2100-01-01" };
            writeFileSync(
                join(folder, "approvals.json"),
                JSON.stringify({ approvals: [...keys].map((key) => ({ ...JSON.parse(key), ...why })) }),
            );
        },
        killAll: () => killMarked(mark),
        async close() {
            killMarked(mark);
            await project.close();
            await sandbox.close();
            await forge.close();
        },
    };
}
