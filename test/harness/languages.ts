/** The examples that are no programs of Node: their files, their SDK, and the environment in which the engine finds their language hosts. */
import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { z } from "zod";
import { runCommand } from "./command.js";
import { engineFolder, repository } from "./engine-environment.js";

/** The file of the program, and what `pulumi import` writes as one. */
export const LANGUAGES = {
    yaml: { folder: "examples/yaml", program: "Pulumi.yaml" },
    python: { folder: "examples/python", program: "__main__.py" },
    go: { folder: "examples/go", program: "main.go" },
} as const;
export type Language = keyof typeof LANGUAGES;

const Tools = z.object({ folder: z.string(), pulumi: z.string() });

export interface LanguageTools {
    /** For a project whose folder has been prepared. */
    readonly env: NodeJS.ProcessEnv;
    /** Puts the SDK into a project, and what the program needs beside it; of Go everything is compiled once, which takes a minute. */
    prepare(language: Language, project: string): Promise<void>;
}

async function demand(cwd: string, env: NodeJS.ProcessEnv, command: string, ...args: readonly string[]): Promise<void> {
    const { code, stdout, stderr } = await runCommand(command, args, { cwd, env: { ...process.env, ...env }, timeoutSeconds: 900 });
    if (code !== 0) throw new Error(`${command} ${args.join(" ")} ended with ${code}\n${stdout}\n${stderr}`);
}

/** Built once, in about three minutes; then at once. */
export function languageTools(): LanguageTools {
    const tools = join(repository, "test/languages/tools.cjs");
    const { folder, pulumi } = Tools.parse(JSON.parse(execFileSync(process.execPath, [tools], { encoding: "utf8" })));
    const env = {
        PATH: [folder, engineFolder, process.env.PATH ?? ""].join(delimiter),
        CVG_PYTHON: "./venv/bin/python",
        CVG_PYTHON_EXECUTOR: join(pulumi, "python/cmd/pulumi-language-python-exec"),
    };
    return {
        env,
        async prepare(language, project) {
            if (language === "yaml") return;
            await demand(project, env, join(folder, "sdks"), join(repository, "docs/pulumi.schema.json"), join(project, "sdk"));
            if (language === "go") {
                await demand(project, env, "go", "mod", "tidy");
                return demand(project, env, "go", "build", "-o", "/dev/null", ".");
            }
            await demand(project, env, "python3", "-m", "venv", "venv");
            await demand(project, env, "./venv/bin/python", "-m", "pip", "install", "--quiet", "--requirement", "requirements.txt");
        },
    };
}

/** The example, as a user copies it. */
export function exampleFiles(language: Language): Readonly<Record<string, string>> {
    const folder = join(repository, LANGUAGES[language].folder);
    return Object.fromEntries(readdirSync(folder).map((file) => [file, readFileSync(join(folder, file), "utf8")]));
}
