/**
 * Where the provider will find its handlers. The engine starts it in the folder of the program and has it require `pulumi-cvg/handlers/...`
 * there, whichever copy of the package the program itself imports; a library of the user's own may have brought one that this folder does not see.
 */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import * as z from "zod";
import { CATALOGUE, printed } from "../errors/index.js";
import { VERSION } from "../package/version.js";

const Manifest = z.object({ version: z.string() });

/** The version that is found from a folder; undefined where none is. */
function versionIn(folder: string): string | undefined {
    try {
        const file = createRequire(join(folder, "program.js")).resolve("pulumi-cvg/package.json");
        return Manifest.parse(JSON.parse(readFileSync(file, "utf8"))).version;
    } catch {
        return undefined;
    }
}

/**
 * With Plug'n'Play a package sees what it names, and beside that what the outermost package.json of the repository names. It is the SDK that
 * requires the handlers, and it names nothing of ours.
 */
function isHiddenFromSdk(folder: string): boolean {
    if (process.versions.pnp === undefined) return false;
    try {
        const sdk = createRequire(join(folder, "program.js")).resolve("@pulumi/pulumi/package.json");
        createRequire(sdk).resolve("pulumi-cvg/package.json");
        return false;
    } catch {
        return true;
    }
}

function problemIn(folder: string): string | undefined {
    const found = versionIn(folder);
    const { says } = CATALOGUE.CVG412;
    const facts = { folder, version: VERSION };
    if (found === VERSION) return isHiddenFromSdk(folder) ? printed(says.hiddenFromSdk({ version: VERSION })) : undefined;
    return printed(found === undefined ? says.notFound(facts) : says.otherVersion({ ...facts, found }));
}

/** Set by the SDK where the command line runs the program; an inline program is run by whatever process it is in. */
const ofCommandLine = (): boolean => process.env.PULUMI_NODEJS_ROOT_DIRECTORY !== undefined;

/**
 * Looks where the provider will look.
 *
 * @throws RunError CVG412 where the provider would not start, or be of another version. Of an inline program it is only known where the engine
 * looks if its workspace says nothing else: there it is a warning.
 */
export function checkProviderPlace(): void {
    const problem = problemIn(process.cwd());
    if (problem === undefined) return;
    if (ofCommandLine()) throw Object.assign(new pulumi.RunError(problem), { stack: "" });
    void pulumi.log.warn(problem);
}
