/** The package as a user gets it: packed by npm from a copy of the sources, and installed into an empty project outside this repository. */
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import { type Outcome, runCommand } from "./command.js";
import { pulumiPath, repository, selfContained } from "./engine-environment.js";

const Packed = z.object({
    filename: z.string(),
    size: z.number(),
    unpackedSize: z.number(),
    files: z.array(z.object({ path: z.string() })),
});

/** What npm says of the tarball; sizes in bytes. */
export type Packed = z.infer<typeof Packed>;

export interface InstalledPackage {
    readonly packed: Packed;
    /** The file that npm packed. */
    readonly tarball: string;
    /** The user's project. */
    readonly folder: string;
    /** Its processes run on Node 24, and know nothing of this repository but the engine. */
    readonly env: NodeJS.ProcessEnv;
    write(file: string, content: string): void;
    run(command: string, args: readonly string[]): Promise<Outcome>;
    /** Runs a script (CommonJS) in the project and answers what it printed, as JSON. */
    script(source: string): Promise<unknown>;
    pulumi(...args: readonly string[]): Promise<Outcome>;
    close(): void;
}

/** Neither sources nor settings; or made by a build, which packing does itself. */
const notCopied = new Set([".git", ".engine", ".quickstart", "node_modules", "dist", "reports", "coverage"]);

/** What `npm run` tells the scripts it starts about this repository would mislead an npm that works elsewhere. */
const ofThisRun = /^npm_(?:package_|lifecycle_|command$|execpath$|config_local_prefix$|config_workspace)|^INIT_CWD$|^NODE_PATH$/;

const versionOf = (name: string): string =>
    z.object({ version: z.string() }).parse(JSON.parse(readFileSync(join(repository, "node_modules", name, "package.json"), "utf8")))
        .version;

export async function installPackage(): Promise<InstalledPackage> {
    const home = mkdtempSync(join(tmpdir(), "pulumi-cvg-"));
    const folder = join(home, "project");
    const env = Object.fromEntries(Object.entries(selfContained(home)).filter(([name]) => !ofThisRun.test(name)));
    const runIn = async (cwd: string, command: string, args: readonly string[]): Promise<Outcome> =>
        runCommand(command, args, { cwd, env, timeoutSeconds: 120 });
    const demand = async (cwd: string, command: string, args: readonly string[]): Promise<Outcome> => {
        const outcome = await runIn(cwd, command, args);
        if (outcome.code !== 0)
            throw new Error(`${command} ${args.join(" ")} ended with ${outcome.code}\n${outcome.stdout}\n${outcome.stderr}`);
        return outcome;
    };
    const close = () => rmSync(home, { recursive: true, force: true, maxRetries: 3 });

    try {
        const packed = await pack(home, demand);
        mkdirSync(join(home, "state"));
        mkdirSync(folder);
        writeFileSync(join(folder, "package.json"), JSON.stringify({ name: "user", private: true }));
        // The last three are for the embedded gateway.
        const needed = ["@pulumi/pulumi", "typescript", "@types/node", "hono", "@hono/node-server", "libphonenumber-js"].map(
            (name) => `${name}@${versionOf(name)}`,
        );
        await demand(folder, "npm", ["install", "--prefer-offline", "--no-audit", "--no-fund", join(home, packed.filename), ...needed]);
        return {
            packed,
            tarball: join(home, packed.filename),
            folder,
            env,
            write: (file, content) => writeFileSync(join(folder, file), content),
            run: (command, args) => runIn(folder, command, args),
            script: async (source) => JSON.parse((await demand(folder, "node", ["--eval", source])).stdout),
            pulumi: (...args) => runIn(folder, pulumiPath(), [...args, "--non-interactive", "--color", "never"]),
            close,
        };
    } catch (error) {
        close();
        throw error;
    }
}

/** Packs a copy: packing builds anew, and other tests use this repository's build meanwhile. */
async function pack(home: string, demand: (cwd: string, command: string, args: readonly string[]) => Promise<Outcome>): Promise<Packed> {
    const source = join(home, "source");
    mkdirSync(source);
    for (const entry of readdirSync(repository)) {
        if (!notCopied.has(entry)) cpSync(join(repository, entry), join(source, entry), { recursive: true, verbatimSymlinks: true });
    }
    symlinkSync(join(repository, "node_modules"), join(source, "node_modules"));
    const { stdout } = await demand(source, "npm", ["pack", "--json", "--pack-destination", home]);
    // What the build prints comes before.
    const [packed] = z.tuple([Packed]).parse(JSON.parse(stdout.slice(stdout.indexOf("[\n"))));
    rmSync(source, { recursive: true });
    return packed;
}
