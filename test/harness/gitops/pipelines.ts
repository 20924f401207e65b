/** The jobs of the two pipelines of examples/gitops, as they are written there: what a runner would run, and under which conditions. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { z } from "zod";

/** A step of a job. */
export interface Command {
    readonly command: string;
    /** Also after one that failed. */
    readonly always: boolean;
}

export interface Job {
    readonly commands: readonly Command[];
    readonly env: Readonly<Record<string, string>>;
}

const Step = z.looseObject({ run: z.string().optional(), if: z.string().optional() });
const Texts = z.record(z.string(), z.string()).default({});
const GitHub = z.object({ env: Texts, jobs: z.record(z.string(), z.object({ env: Texts, steps: z.array(Step) })) });
const GitLab = z.looseObject({ variables: Texts });
const GitLabJob = z.object({ variables: Texts, script: z.array(z.string()), after_script: z.array(z.string()).default([]) });

/** What a forge would fill in stays out: the test has it in the environment. */
const known = (env: Readonly<Record<string, string>>) =>
    Object.fromEntries(Object.entries(env).filter(([, value]) => !value.includes("${{")));

export function githubJob(folder: string, name: string): Job {
    const { env, jobs } = GitHub.parse(parse(readFileSync(join(folder, ".github/workflows/tenants.yml"), "utf8")));
    const job = jobs[name];
    if (job === undefined) throw new Error(`there is no job ${name}`);
    const commands = job.steps.flatMap(({ run, if: when }) => (run === undefined ? [] : [{ command: run, always: when === "always()" }]));
    return { commands, env: known({ ...env, ...job.env }) };
}

export function gitlabJob(folder: string, name: string): Job {
    const pipeline = GitLab.parse(parse(readFileSync(join(folder, ".gitlab-ci.yml"), "utf8")));
    const job = GitLabJob.parse(pipeline[name]);
    return {
        commands: [
            ...job.script.map((command) => ({ command, always: false })),
            ...job.after_script.map((command) => ({ command, always: true })),
        ],
        env: { ...pipeline.variables, ...job.variables },
    };
}
