/** A Pulumi project as one package manager lays it out, and a life in it. */
import { cpSync, mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { type Outcome, runCommand } from "../../harness/command.js";
import { engineFolder, pulumiPath } from "../../harness/engine-environment.js";
import type { NodeLine, Toolbox } from "./toolbox.js";

export interface Layout {
    readonly manager: keyof Toolbox["manager"];
    readonly install: readonly string[];
    /** Settings of the manager, in the folder that is installed. */
    readonly files?: Readonly<Record<string, string>>;
    /** What stands before `pulumi`, where it has to be run by the manager. */
    readonly runs?: readonly string[];
}

const yarnrc = (nodeLinker: string): Readonly<Record<string, string>> => ({
    ".yarnrc.yml": `nodeLinker: ${nodeLinker}\nenableTelemetry: false\nenableImmutableInstalls: false\nenableScripts: false\n`,
    "yarn.lock": "",
});

export const LAYOUTS = {
    npm: { manager: "npm", install: ["install", "--no-audit", "--no-fund", "--ignore-scripts"] },
    pnpm: { manager: "pnpm", install: ["install", "--ignore-scripts"] },
    "yarn 1": { manager: "yarn-1", install: ["install", "--non-interactive", "--ignore-scripts", "--ignore-engines"] },
    "yarn, node-modules": { manager: "yarn", install: ["install"], files: yarnrc("node-modules") },
    "yarn, pnpm": { manager: "yarn", install: ["install"], files: yarnrc("pnpm") },
    "yarn, Plug'n'Play": { manager: "yarn", install: ["install"], files: yarnrc("pnp"), runs: ["exec"] },
    bun: { manager: "bun", install: ["install", "--ignore-scripts"] },
} as const satisfies Record<string, Layout>;
export type LayoutName = keyof typeof LAYOUTS;

export interface Project {
    /** Of the program. */
    readonly folder: string;
    write(file: string, content: string): void;
    /** Runs the manager in a folder of the project; the outermost by default. */
    install(folder?: string): Promise<void>;
    pulumi(args: readonly string[], env?: NodeJS.ProcessEnv): Promise<Outcome>;
    run(command: string, args: readonly string[]): Promise<Outcome>;
}

export interface ProjectOptions {
    readonly node?: NodeLine;
    /** Where the program stands below the folder that is installed. */
    readonly program?: string;
    /** Another engine than this repository's: the path of its command line. */
    readonly engine?: string;
    readonly env: NodeJS.ProcessEnv;
}

export function projectOf(toolbox: Toolbox, layoutName: LayoutName, options: ProjectOptions): Project {
    const layout: Layout = LAYOUTS[layoutName];
    const root = mkdtempSync(join(toolbox.home, "project-"));
    const folder = join(root, options.program ?? ".");
    const state = join(root, ".state");
    mkdirSync(state);
    mkdirSync(folder, { recursive: true });
    const env = {
        ...toolbox.env,
        ...options.env,
        PATH: [toolbox.binFor(options.node ?? "24"), engineFolder, process.env.PATH ?? ""].join(":"),
        PULUMI_BACKEND_URL: `file://${state}`,
        PULUMI_HOME: join(root, ".pulumi"),
        YARN_GLOBAL_FOLDER: join(toolbox.home, "yarn"),
        YARN_CACHE_FOLDER: join(toolbox.home, "yarn-cache"),
        BUN_INSTALL_CACHE_DIR: join(toolbox.home, "bun-cache"),
        npm_config_store_dir: join(toolbox.home, "pnpm-store"),
        CI: "true",
    };
    const engine = options.engine ?? pulumiPath();
    const [manager = "", ...managerArgs] = toolbox.manager[layout.manager];
    const write = (file: string, content: string) => {
        const path = join(root, file);
        mkdirSync(dirname(path), { recursive: true });
        writeFileSync(path, content);
    };
    for (const [file, content] of Object.entries(layout.files ?? {})) write(file, content);
    return {
        folder,
        write,
        async install(where = root) {
            const { code, stdout, stderr } = await runCommand(manager, [...managerArgs, ...layout.install], {
                cwd: where,
                env,
                timeoutSeconds: 600,
            });
            if (code !== 0) throw new Error(`${layoutName} cannot install\n${stdout}\n${stderr}`);
        },
        pulumi(args, more = {}) {
            const typed = [...args, "--non-interactive", "--color", "never"];
            const command = layout.runs === undefined ? [engine] : [manager, ...managerArgs, ...layout.runs, engine];
            const [first = "", ...rest] = [...command, ...typed];
            return runCommand(first, rest, { cwd: folder, env: { ...env, ...more }, timeoutSeconds: 300 });
        },
        run: (command, args) => runCommand(command, args, { cwd: folder, env, timeoutSeconds: 300 }),
    };
}

/** The whole life: what each command is to end with. A failure shows what was printed. */
export async function live(project: Project): Promise<void> {
    const steps = [
        ["stack", "init", "dev"],
        ["preview"],
        ["up", "--yes", "--skip-preview"],
        ["preview", "--expect-no-changes"],
        ["refresh", "--yes", "--skip-preview", "--expect-no-changes"],
        ["destroy", "--yes", "--skip-preview"],
    ];
    for (const args of steps) {
        const { code, stdout, stderr } = await project.pulumi(args);
        if (code !== 0) throw new Error(`pulumi ${args.join(" ")} ended with ${code}\n${stdout}\n${stderr}`);
    }
}

/** A second copy of what is installed, as another version would be: the code is the same, but says so. */
export function changeVersion(
    folder: string,
    version: string,
    read: (file: string) => string,
    write: (file: string, text: string) => void,
) {
    for (const file of ["package.json", "dist/index.js"].map((name) => join(folder, name)))
        write(file, read(file).replace('"0.1.0"', `"${version}"`));
}

export const copyFolder = (from: string, to: string): void => cpSync(from, to, { recursive: true, verbatimSymlinks: true });
