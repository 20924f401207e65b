/** `cvg review` and `cvg drift`: what a preview means to people. */
import { readSync } from "node:fs";
import { Command, Option } from "commander";
import { CATALOGUE, CvgError, series } from "../errors/index.js";
import { type Approval, type Gate, guarded, parseGates, type Report, review } from "../review/index.js";
import { openedNamed, put, readNamed } from "./named-files.js";
import { type Output, outputFrom, outputsMustBePossible } from "./outputs.js";
import { FORMATS, type Format, rendered } from "./review-outputs.js";

interface Options {
    readonly output: readonly Output<Format>[];
    readonly failOn?: readonly Gate[];
    readonly approvals?: string;
    readonly live?: true;
    readonly folder: string;
    readonly schema?: true;
}

/** The change is held back by a gate; 1 is for what failed. */
const HELD_BACK = 2;

const command = (name: string, description: string): Command =>
    new Command(name)
        .description(description)
        .argument("[file]", "the preview; - for standard input", "-")
        .option("-o, --output <format[=file]>", `${series(FORMATS, "or")}; once for each output (default: terminal)`, collected, [])
        .option("--fail-on <gates>", "end with 2 where one of these is found: exposed,data-lost,delete>5", parseGates)
        .option("--approvals <file>", "what is approved, and so held back by no gate of a class")
        .option("--live", "read from the gateway what only it knows; CVG_ENDPOINT, CVG_RESELLER and credentials say where")
        .addOption(new Option("--folder <path>", "of the Pulumi program in the repository, for annotations").default("", "its root"))
        .option("--schema", "print the schema of the JSON output, and nothing else");

const REVIEW_EXAMPLES = `
Examples:
  $ pulumi preview --json --show-sames | cvg review
  $ cvg review preview.json --live
  $ cvg review preview.json --fail-on exposed,data-lost --approvals approvals.json -o terminal -o sarif=review.sarif
`;
const DRIFT_EXAMPLES = `
Examples:
  $ pulumi preview --refresh --json --show-sames | cvg drift
`;

export const reviewCommand = (): Command =>
    command("review", "Say what a change does to callers' data, from `pulumi preview --json --show-sames`.")
        .addHelpText("after", REVIEW_EXAMPLES)
        .action((file, options: Options) => run("change", file, options));

export const driftCommand = (): Command =>
    command(
        "drift",
        "Say what others changed at the gateway, from `pulumi preview --refresh --json --show-sames`. Ends with 2 where they did.",
    )
        .addHelpText("after", DRIFT_EXAMPLES)
        .action((file, options: Options) => run("drift", file, options));

/** What is made of larger ones is too large for the part of the memory that is tidied up quickly: it takes a third longer. */
const CHUNK = 3 << 15;

const collected = (text: string, before: readonly Output<Format>[]): readonly Output<Format>[] => [...before, outputFrom(text, FORMATS)];

/** Loaded only where it is asked for: see there. */
const shapes = () => import("../review/shapes.js");

async function approvalsOf(path: string | undefined): Promise<readonly Approval[]> {
    return path === undefined ? [] : (await shapes()).parseApprovals(await readNamed({ option: "--approvals", path }));
}

async function* bytesOf(file: string): AsyncGenerator<Buffer> {
    if (file === "-") {
        if (process.stdin.isTTY) {
            throw CvgError.of(CATALOGUE.CVG602.says.noPreview());
        }
        for await (const chunk of process.stdin) yield Buffer.from(chunk);
        return;
    }
    yield* openedNamed({ path: file }, pieces);
}

function* pieces(descriptor: number): Generator<Buffer> {
    // One buffer for all: whoever reads on copies what it keeps.
    const buffer = Buffer.allocUnsafe(CHUNK);
    for (let bytes = readSync(descriptor, buffer); bytes > 0; bytes = readSync(descriptor, buffer)) yield buffer.subarray(0, bytes);
}

async function run(of: Report["of"], file: string, options: Options): Promise<void> {
    if (options.schema) return void process.stdout.write((await shapes()).reportSchema());
    const approvals = await approvalsOf(options.approvals);
    // Before standard input is read: what came from there is gone when the report cannot be written.
    await outputsMustBePossible(options.output);
    const live = options.live ? await (await import("./live-tree.js")).readLive(process.env) : undefined;
    const now = Date.now();
    const plain = await review(bytesOf(file), { of, live, now });
    const report = guarded(plain, options.failOn ?? [], approvals, new Date(now).toISOString().slice(0, 10));
    const outputs = options.output.length === 0 ? [outputFrom("terminal", FORMATS)] : options.output;
    for (const output of outputs) {
        const text = await rendered(report, output.format, options.folder);
        await put(text, output.file);
    }
    process.exitCode = exitCode(report, options.failOn);
}

function exitCode({ of, errors, gates, findings }: Report, failOn: readonly Gate[] | undefined): number {
    if (errors.length > 0) return 1;
    const drifted = of === "drift" && failOn === undefined && findings.length > 0;
    return gates.length > 0 || drifted ? HELD_BACK : 0;
}
