/** Whether an exported program takes everything over without a change: tried with Pulumi, in a folder and a stack that are gone afterwards. */
import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { z } from "zod";
import { CATALOGUE, CvgError, foreignCode, unbroken } from "../../errors/index.js";
import type { ConfigSecret } from "../../export/exported.js";
import { configurationOf, type GatewayOptions, isNotThere } from "./gateway-options.js";
import { Stop } from "./stop.js";

export interface Trial {
    /** By name; `index.ts` is the program. */
    readonly files: Readonly<Record<string, string>>;
    readonly secrets: readonly ConfigSecret[];
}

/** Why it is not empty, in lines as Pulumi prints them; none: it is. */
export type Verdict = readonly string[];

const PACKAGE = join(__dirname, "../../..");
const PROJECT = "cvg-export-check";
/** Stands for a secret that the gateway hides: nothing is written, so nobody gets it. */
const HIDDEN = "hidden-by-the-gateway";

/**
 * Runs `pulumi up` with `cvg:readOnly`, which refuses whatever would be written, then a preview that looks at the gateway again.
 *
 * @throws CvgError CVG603 where the command `pulumi` is missing, or the trial cannot run; CVG607 where there is no place for it
 */
export async function triedOut({ files, secrets }: Trial, options: GatewayOptions): Promise<Verdict> {
    // Only its owner may look in: the configuration holds secrets.
    const home = inTemporary(() => mkdtempSync(join(tmpdir(), "cvg-export-check-")));
    const stop = new Stop();
    try {
        const folder = join(home, "project");
        const configuration = await configurationOf(options.stack?.[0], options.cwd);
        const config = {
            ...configuration.all,
            "cvg:readOnly": "true",
            ...Object.fromEntries(secrets.map(({ key, value }) => [`${PROJECT}:${key}`, value ?? HIDDEN])),
        };
        const written = { ...scaffold(), "Pulumi.check.yaml": JSON.stringify({ config }), ...files };
        inTemporary(() => {
            for (const each of [folder, join(home, "state")]) mkdirSync(each);
            for (const [name, content] of Object.entries(written)) writeFileSync(join(folder, name), content, { mode: 0o600 });
            link(folder);
        });
        const run = (...args: readonly string[]): Promise<Ended> => pulumiIn(folder, home, stop, args);
        await demanded(run("stack", "init", "check"));
        const up = await run("up", "--yes", "--skip-preview", "--suppress-progress", "--suppress-outputs");
        // It ends at the first write that is refused; a preview tells of all.
        if (up.code !== 0) return [...changes((await run("preview")).text), ...diagnostics(up.text)];
        return stepsOf((await demanded(run("preview", "--refresh", "--json"))).stdout);
    } finally {
        rmSync(home, { recursive: true, force: true, maxRetries: 3 });
        stop.over();
    }
}

/** `ENOSPC`; not `ERR_...` and the like, which are Node's. */
const OF_THE_SYSTEM = /^E[A-Z0-9]+$/;

/** @throws CvgError CVG607 where there is no room, or this user may not write there */
function inTemporary<T>(write: () => T): T {
    try {
        return write();
    } catch (cause) {
        const code = foreignCode(cause) ?? "";
        if (!OF_THE_SYSTEM.test(code)) throw cause;
        throw CvgError.of(CATALOGUE.CVG607.says.temporary({ folder: unbroken(tmpdir()), code }), { cause });
    }
}

const TSCONFIG = { compilerOptions: { target: "es2023", module: "nodenext", moduleResolution: "nodenext", types: [], strict: true } };
const scaffold = (): Readonly<Record<string, string>> => ({
    "Pulumi.yaml": JSON.stringify({ name: PROJECT, runtime: { name: "nodejs", options: { typescript: true } }, main: "index.ts" }),
    "package.json": JSON.stringify({ name: PROJECT, private: true }),
    "tsconfig.json": JSON.stringify(TSCONFIG),
});

/** The program finds this package, and the SDK that this package finds. */
function link(folder: string): void {
    const found = createRequire(join(PACKAGE, "package.json")).resolve("@pulumi/pulumi/package.json");
    const modules = join(folder, "node_modules");
    mkdirSync(join(modules, "@pulumi"), { recursive: true });
    symlinkSync(PACKAGE, join(modules, "pulumi-cvg"), "junction");
    symlinkSync(dirname(found), join(modules, "@pulumi/pulumi"), "junction");
}

interface Ended {
    readonly code: number;
    readonly stdout: string;
    readonly text: string;
}

function pulumiIn(folder: string, home: string, stop: Stop, args: readonly string[]): Promise<Ended> {
    const inherited = Object.entries(process.env).filter(([name]) => !name.startsWith("PULUMI_"));
    const env = {
        ...Object.fromEntries(inherited),
        PULUMI_HOME: join(home, "pulumi"),
        PULUMI_BACKEND_URL: `file://${join(home, "state")}`,
        PULUMI_CONFIG_PASSPHRASE: PROJECT,
        PULUMI_SKIP_UPDATE_CHECK: "true",
        // The state is gone in a moment, and writing it before and after each unit takes most of the time.
        PULUMI_SKIP_CHECKPOINTS: "true",
        NO_COLOR: "1",
    };
    return new Promise((resolve, reject) => {
        // While nothing ran that could have been ended.
        if (stop.signal !== undefined) return reject(new Error(`stopped by ${stop.signal}`));
        const all = [...args, "--non-interactive", "--color", "never"];
        const child = execFile("pulumi", all, { cwd: folder, env, maxBuffer: 1 << 30 }, (error, stdout, stderr) => {
            if (stop.signal !== undefined) return reject(new Error(`stopped by ${stop.signal}`));
            if (isNotThere(error))
                return reject(
                    CvgError.of(CATALOGUE.CVG603.says.noCheck({ problem: "the command `pulumi` was not found." }), { cause: error }),
                );
            resolve({ code: error === null ? 0 : 1, stdout, text: `${stdout}\n${stderr}` });
        });
        stop.running = child;
    });
}

/** Whether there is a `pulumi` to run: before anything is read or printed. @throws CvgError CVG603 */
export async function mustHavePulumi(): Promise<void> {
    await new Promise<void>((resolve, reject) => {
        execFile("pulumi", ["version"], (error) => {
            if (isNotThere(error)) return reject(CvgError.of(CATALOGUE.CVG603.says.noneForCheck(), { cause: error }));
            resolve();
        });
    });
}

async function demanded(running: Promise<Ended>): Promise<Ended> {
    const ended = await running;
    if (ended.code === 0) return ended;
    const [what = "it failed and said nothing."] = diagnostics(ended.text);
    throw CvgError.of(CATALOGUE.CVG603.says.noCheck({ problem: what }));
}

const OURS = /^\s*(?:error: |warning: )?(CVG\d{3} .*)$/;
const ERROR = /^\s*(error: .*)$/;
/** Adopting is what an export is for; what it changes is not. */
const ADOPTS = /^CVG310 .* changes? (?!nothing\b)/;
const found = (text: string, pattern: RegExp): Verdict => [...new Set(text.split("\n").flatMap((line) => pattern.exec(line)?.[1] ?? []))];

/** What taking over would change. */
const changes = (text: string): Verdict => found(text, OURS).filter((line) => ADOPTS.test(line) && !line.includes(" in all ("));

/** Our errors, else the engine's. It repeats a message for the stack. */
function diagnostics(text: string): Verdict {
    const ours = found(text, OURS).filter((line) => !line.startsWith("CVG310"));
    return ours.length > 0 ? ours : found(text, ERROR);
}

const Preview = z.object({ steps: z.array(z.object({ op: z.string(), urn: z.string() })) });

function stepsOf(json: string): Verdict {
    const { steps } = Preview.parse(JSON.parse(json));
    return steps
        .filter(({ op }) => op !== "same" && op !== "refresh")
        .map(({ op, urn }) => `${op} ${urn.slice(urn.lastIndexOf("::") + 2)}: the second preview is not empty.`);
}
