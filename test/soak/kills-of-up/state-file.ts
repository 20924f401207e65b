/** The state of a stack in a folder (`file://`). A command line that is killed while it writes may leave half a file; beside it is its copy of before. */
import { copyFileSync, existsSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import type { PulumiProject } from "../../harness/pulumi-cli.js";

function isWhole(file: string): boolean {
    try {
        JSON.parse(readFileSync(file, "utf8"));
        return true;
    } catch {
        return false;
    }
}

/** Takes away what stands beside the state about it (`.attrs`: a type and a hash) where it is broken: the engine reads the state without, too. */
function freed(file: string): boolean {
    const attributes = `${file}.attrs`;
    if (!existsSync(attributes) || isWhole(attributes)) return false;
    rmSync(attributes);
    return true;
}

/** Puts the copy in the place of a broken state. @returns whether that was necessary */
export function putBack({ folder }: PulumiProject): boolean {
    const stacks = join(folder, "../state/.pulumi/stacks/test");
    const file = join(stacks, "dev.json");
    const wasFreed = [file, `${file}.bak`].map(freed).includes(true);
    if (isWhole(file)) return wasFreed;
    const files = readdirSync(stacks).map((name) => `${name} ${statSync(join(stacks, name)).size}`);
    if (!isWhole(`${file}.bak`)) throw new Error(`no whole copy of the state among ${files.join(", ")}`);
    copyFileSync(`${file}.bak`, file);
    return true;
}
