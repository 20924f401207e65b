/** Package managers and Nodes of known versions, brought by npm into a folder of their own. */
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runCommand } from "../../harness/command.js";
import { engineFolder, repository, selfContained } from "../../harness/engine-environment.js";

/** By the name under which npm installs them here. */
const BROUGHT = {
    pnpm: "pnpm@12.21.0",
    yarn: "yarn@1.22.22",
    "@yarnpkg/cli-dist": "@yarnpkg/cli-dist@4.18.1",
    bun: "bun@1.4.5",
    "node-22.19": "node-22.19@npm:node@22.19.0",
    "node-26": "node-26@npm:node@26.9.0",
};
/** Their install scripts fetch what they are named after. */
const SCRIPTS = ["bun", "node"];

export const NODES = ["22.19", "24", "26"] as const;
export type NodeLine = (typeof NODES)[number];

export interface Toolbox {
    /** The command line of a manager. */
    readonly manager: Readonly<Record<"npm" | "pnpm" | "yarn-1" | "yarn" | "bun", readonly string[]>>;
    /** First on PATH: node and the engine's language host on it, and the managers by their names. */
    binFor(node: NodeLine): string;
    readonly env: NodeJS.ProcessEnv;
    /** The tarball of this package. */
    readonly tarball: string;
    readonly home: string;
    close(): void;
}

/** @param only the names of what is wanted; by default everything */
export async function openToolbox(only: readonly string[] = Object.keys(BROUGHT)): Promise<Toolbox> {
    const home = mkdtempSync(join(tmpdir(), "pulumi-cvg-environments-"));
    const env = {
        ...selfContained(home),
        ...Object.fromEntries(Object.entries(process.env).filter(([name]) => /^npm_config_/.test(name))),
    };
    const demand = async (cwd: string, command: string, args: readonly string[]) => {
        const outcome = await runCommand(command, args, { cwd, env, timeoutSeconds: 600 });
        if (outcome.code !== 0) throw new Error(`${command} ${args.join(" ")}\n${outcome.stdout}\n${outcome.stderr}`);
        return outcome.stdout;
    };
    const wanted = Object.entries(BROUGHT).flatMap(([name, what]) => (only.includes(name) ? [what] : []));
    const tools = join(home, "tools");
    mkdirSync(tools);
    writeFileSync(
        join(tools, "package.json"),
        JSON.stringify({ name: "tools", private: true, allowScripts: Object.fromEntries(SCRIPTS.map((name) => [name, true])) }),
    );
    await demand(tools, "npm", ["install", "--no-audit", "--no-fund", ...wanted]);
    const listed = await demand(repository, "npm", ["pack", "--silent", "--pack-destination", home]);
    const tarball = join(home, listed.trim().split("\n").at(-1) ?? "");
    const inTools = (path: string) => join(tools, "node_modules", path);
    const nodeOf: Readonly<Record<NodeLine, string>> = {
        "22.19": inTools("node-22.19/bin/node"),
        "24": join(engineFolder, "node"),
        "26": inTools("node-26/bin/node"),
    };
    return {
        manager: {
            npm: ["npm"],
            pnpm: ["node", inTools("pnpm/bin/pnpm.mjs")],
            "yarn-1": ["node", inTools("yarn/bin/yarn.js")],
            yarn: ["node", inTools("@yarnpkg/cli-dist/bin/yarn.js")],
            bun: [inTools("bun/bin/bun.exe")],
        },
        binFor: (line) => binFolder(home, line, nodeOf[line]),
        env,
        tarball,
        home,
        close: () => rmSync(home, { recursive: true, force: true, maxRetries: 3 }),
    };
}

/** The engine's own language host is started by the Node of this repository; a user's by the one on PATH. */
function binFolder(home: string, line: NodeLine, node: string): string {
    const folder = join(home, `bin-${line}`);
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder);
    symlinkSync(node, join(folder, "node"));
    const host = join(folder, "pulumi-language-nodejs");
    writeFileSync(host, `#!/bin/sh\nexec '${node}' '${join(repository, "test/engine/build/language-host.cjs")}' "$@"\n`);
    chmodSync(host, 0o755);
    return folder;
}
