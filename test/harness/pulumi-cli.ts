/** The real command line in a Pulumi project of its own, in a temporary folder: what a user types, and what comes back. */
import { randomUUID } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { z } from "zod";
import { killMarked, type Outcome, processesMarked, runCommand } from "./command.js";
import { pulumiPath, quickNode, repository, selfContained } from "./engine-environment.js";

export interface Result extends Outcome {
    /** What `--json` printed, parsed; undefined without it, or where it is no JSON. */
    readonly json: unknown;
    /** Both outputs, for messages that may be in either. */
    readonly text: string;
}

export interface RunOptions {
    readonly json?: boolean;
    readonly diff?: boolean;
    readonly args?: readonly string[];
    readonly timeoutSeconds?: number;
    /** For this command only. */
    readonly env?: NodeJS.ProcessEnv;
    /** Called with the pid of the running command, for tests that interrupt it. */
    readonly started?: (pid: number) => void;
}

export interface PulumiProject {
    readonly folder: string;
    /** Writes a file of the project: a program that has changed. */
    write(file: string, content: string): void;
    config(key: string, value: string, options?: { readonly secret?: boolean }): Promise<void>;
    preview(options?: RunOptions): Promise<Result>;
    /** Without a preview of its own; `args: ["--skip-preview=false"]` asks for it. */
    up(options?: RunOptions): Promise<Result>;
    refresh(options?: RunOptions): Promise<Result>;
    destroy(options?: RunOptions): Promise<Result>;
    stackExport(): Promise<StackExport>;
    stackOutputs(): Promise<Readonly<Record<string, unknown>>>;
    raw(args: readonly string[], options?: RunOptions): Promise<Result>;
    /** The processes that runs of this project have left behind. */
    leftRunning(): readonly number[];
    /** Ends what is left running, and deletes the folder. */
    close(): Promise<void>;
    [Symbol.asyncDispose](): Promise<void>;
}

const ExportedResource = z.object({
    urn: z.string(),
    type: z.string(),
    id: z.string().optional(),
    parent: z.string().optional(),
    inputs: z.record(z.string(), z.unknown()).default({}),
    outputs: z.record(z.string(), z.unknown()).default({}),
    initErrors: z.array(z.string()).default([]),
});

const StackExport = z.object({
    deployment: z.object({ resources: z.array(ExportedResource).default([]), pending_operations: z.array(z.unknown()).default([]) }),
});

/** What the state holds, secrets encrypted. */
export type StackExport = z.infer<typeof StackExport>;

export interface ProjectOptions {
    /** By path. A Pulumi.yaml is written where none is given. A program in JavaScript, `index.js`, starts faster than `index.ts`. */
    readonly files: Readonly<Record<string, string>>;
    readonly name?: string;
    readonly stack?: string;
    readonly config?: Readonly<Record<string, string>>;
    readonly secrets?: Readonly<Record<string, string>>;
    readonly env?: NodeJS.ProcessEnv;
    /** Processes start exactly as a user's do, which takes twice as long. Default: false. */
    readonly plainStart?: boolean;
    /** For each command. Default: 120. */
    readonly timeoutSeconds?: number;
}

const tsconfig = { compilerOptions: { target: "es2023", module: "nodenext", moduleResolution: "nodenext", types: ["node"], strict: true } };

function projectFiles(name: string, files: ProjectOptions["files"]): Readonly<Record<string, string>> {
    const typescript = "index.ts" in files;
    const runtime = { name: "nodejs", options: { typescript } };
    return {
        "Pulumi.yaml": JSON.stringify({ name, runtime, main: typescript ? "index.ts" : "index.js" }),
        "package.json": JSON.stringify({ name, private: true }),
        ...(typescript ? { "tsconfig.json": JSON.stringify(tsconfig) } : {}),
        ...files,
    };
}

function parsed(text: string): unknown {
    try {
        return JSON.parse(text);
    } catch {
        return undefined;
    }
}

export async function pulumiProject(options: ProjectOptions): Promise<PulumiProject> {
    const { name = "test", stack = "dev", plainStart = false, timeoutSeconds = 120 } = options;
    const home = mkdtempSync(join(tmpdir(), "pulumi-cvg-"));
    const folder = join(home, "project");
    const mark = `PULUMI_CVG_TEST=${randomUUID()}`;
    const [markName = "", markValue = ""] = mark.split("=");
    const write = (file: string, content: string) => {
        const path = join(folder, file);
        mkdirSync(dirname(path), { recursive: true });
        writeFileSync(path, content);
    };
    mkdirSync(join(home, "state"));
    for (const [file, content] of Object.entries(projectFiles(name, options.files))) write(file, content);
    // The program finds the package and the SDK as it would after `npm install`.
    symlinkSync(join(repository, "node_modules"), join(folder, "node_modules"));
    const environment = { ...selfContained(home), ...(plainStart ? {} : quickNode), ...options.env, [markName]: markValue };

    const raw = async (args: readonly string[], run: RunOptions = {}): Promise<Result> => {
        const flags = [...(run.json ? ["--json"] : []), ...(run.diff ? ["--diff"] : []), ...(run.args ?? [])];
        // What follows `--` is no flag.
        const end = args.includes("--") ? args.indexOf("--") : args.length;
        const all = [...args.slice(0, end), ...flags, "--non-interactive", "--color", "never", ...args.slice(end)];
        const outcome = await runCommand(pulumiPath(), all, {
            cwd: folder,
            env: { ...environment, ...run.env },
            timeoutSeconds: run.timeoutSeconds ?? timeoutSeconds,
            started: (child) => run.started?.(child.pid ?? 0),
        });
        return { ...outcome, json: parsed(outcome.stdout), text: `${outcome.stdout}\n${outcome.stderr}` };
    };
    const demand = async (args: readonly string[], run?: RunOptions): Promise<Result> => {
        const result = await raw(args, run);
        if (result.code !== 0) throw new Error(`pulumi ${args.join(" ")} ended with ${result.code}\n${result.text}`);
        return result;
    };
    const close = async () => {
        killMarked(mark);
        rmSync(home, { recursive: true, force: true, maxRetries: 3 });
    };

    try {
        await demand(["stack", "init", stack]);
        const settings = [
            ...Object.entries(options.config ?? {}).flatMap(([key, value]) => ["--plaintext", `${key}=${value}`]),
            ...Object.entries(options.secrets ?? {}).flatMap(([key, value]) => ["--secret", `${key}=${value}`]),
        ];
        if (settings.length > 0) await demand(["config", "set-all", ...settings]);
    } catch (error) {
        await close();
        throw error;
    }
    return {
        folder,
        write,
        async config(key, value, { secret = false } = {}) {
            await demand(["config", "set", secret ? "--secret" : "--plaintext", key, "--", value]);
        },
        preview: (run) => raw(["preview"], run),
        up: (run) => raw(["up", "--yes", "--skip-preview"], run),
        refresh: (run) => raw(["refresh", "--yes", "--skip-preview"], run),
        destroy: (run) => raw(["destroy", "--yes", "--skip-preview"], run),
        async stackExport() {
            return StackExport.parse((await demand(["stack", "export"])).json);
        },
        async stackOutputs() {
            const { json } = await demand(["stack", "output"], { json: true, args: ["--show-secrets"] });
            return z.record(z.string(), z.unknown()).parse(json);
        },
        raw,
        leftRunning: () => processesMarked(mark),
        close,
        [Symbol.asyncDispose]: close,
    };
}
