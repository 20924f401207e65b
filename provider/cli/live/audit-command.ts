/** `cvg audit`: the rules of an organisation, over the live tree or over a preview. */
import { createReadStream } from "node:fs";
import { Command, Option } from "commander";
import { type Audit, audit, failedTests, type Subject } from "../../audit/audit.js";
import { toJson, toJunit, toSarif, toTerminal } from "../../audit/render.js";
import { type Rules, rulesFrom } from "../../audit/rules.js";
import { previewed } from "../../audit/subjects.js";
import { CATALOGUE, CvgError, counted, series } from "../../errors/index.js";
import { yamlProblem } from "../../files/yaml-problem.js";
import type { Declaration } from "../../inventory/declared.js";
import type { InventoryUnit } from "../../inventory/inventory.js";
import { type Approval, review } from "../../review/index.js";
import { liveOf } from "../live-tree.js";
import { put, readNamed } from "../named-files.js";
import { folderOf, type Output, outputFrom, outputsMustBePossible } from "../outputs.js";
import { withGateway } from "./gateway-options.js";
import { found, type InventoryOptions, withInventoryOptions } from "./inventory-options.js";

const RENDERERS = {
    terminal: (result: Audit) => toTerminal(result),
    json: (result: Audit) => toJson(result),
    sarif: (result: Audit, folder: string) => toSarif(result, folder),
    junit: (result: Audit) => toJunit(result),
} as const;
type Form = keyof typeof RENDERERS;
const FORMS: readonly Form[] = ["terminal", "json", "sarif", "junit"];

interface Options extends Omit<InventoryOptions, "output"> {
    readonly rules: string;
    readonly preview?: string;
    readonly live?: true;
    readonly approvals?: string;
    readonly output: readonly Output<Form>[];
    readonly folder: string;
    readonly test?: true;
}

/** A gate says no: not a failure of the command. */
const BROKEN = 2;

const EXAMPLES = `
Examples:
  $ cvg audit --rules rules.yaml                                       every live unit, declared or not
  $ cvg audit --rules rules.yaml --preview preview.json                what a change would make of them
  $ cvg audit --rules rules.yaml --approvals approvals.json -o terminal -o sarif=audit.sarif
  $ cvg audit --rules rules.yaml --test                                only the tests that stand beside the rules
`;

export function auditCommand(): Command {
    return withInventoryOptions(new Command("audit"), [])
        .description(
            "Hold units to the rules of your organisation. Exits with 2 where a mandatory rule is broken, or an overridable one without an approval.",
        )
        .requiredOption("--rules <file>", "the rules, as YAML or JSON")
        .option("--preview <file>", "judge what `pulumi preview --json --show-sames` has written, instead of what is live")
        .option("--live", "with --preview: read from the gateway what only it knows")
        .option("--approvals <file>", "what is approved, in the form that `cvg review` takes")
        .option("-o, --output <format[=file]>", `${series(FORMS, "or")}; once for each output (default: terminal)`, collected, [])
        .addOption(new Option("--folder <path>", "of the Pulumi program in the repository, for annotations").default("", "its root"))
        .option("--test", "run the tests that stand beside the rules, and nothing else")
        .addHelpText("after", EXAMPLES)
        .action(run);
}

const collected = (text: string, before: readonly Output<Form>[]): readonly Output<Form>[] => [...before, outputFrom(text, FORMS)];

/** How many slips of YAML are told at once: most follow from the first. */
const SHOWN = 3;

async function rulesIn(path: string): Promise<Rules> {
    const { parseDocument } = await import("yaml");
    const document = parseDocument(await readNamed({ option: "--rules", path }), { schema: "core", prettyErrors: true, stringKeys: true });
    const problems = document.errors.slice(0, SHOWN).map(yamlProblem);
    if (problems.length > 0) throw CvgError.of(CATALOGUE.CVG623.says.problems({ problems }));
    return rulesFrom(document.toJS());
}

async function run(options: Options): Promise<void> {
    if (options.preview !== undefined && options.customer !== undefined) throw CvgError.of(CATALOGUE.CVG602.says.wholePreview());
    const rules = await rulesIn(options.rules);
    if (options.test === true) return await tested(rules);
    const approvals = options.approvals === undefined ? [] : await approvalsIn(options.approvals);
    await outputsMustBePossible(options.output);
    const subjects = options.preview === undefined ? await live(options) : await inPreview(options, options.preview);
    const result = audit(rules, subjects, approvals, new Date().toISOString().slice(0, 10));
    const outputs = options.output.length === 0 ? [outputFrom("terminal", FORMS)] : options.output;
    for (const { format, file } of outputs) await put(RENDERERS[format](result, folderOf(options.folder)), file);
    if (result.failing.length > 0) process.exitCode = BROKEN;
}

async function approvalsIn(path: string): Promise<readonly Approval[]> {
    const { parseApprovals } = await import("../../review/shapes.js");
    return parseApprovals(await readNamed({ option: "--approvals", path }));
}

async function tested(rules: Rules): Promise<void> {
    const failed = failedTests(rules);
    if (failed.length > 0) throw CvgError.of(CATALOGUE.CVG623.says.failed({ tests: failed }));
    await put(`${counted(rules.tests.length, "test")} of ${counted(rules.rules.length, "rule")} passed. Nothing was judged.\n`, undefined);
}

async function live(options: Options): Promise<readonly Subject[]> {
    const { output: _output, ...reading } = options;
    const { inventory, declared } = await found(reading);
    return inventory.units.filter(({ inactive }) => !inactive).map((unit) => asLive(unit, declared.get(unit.token) ?? []));
}

const lineage = (unit: InventoryUnit): readonly string[] =>
    unit.above === undefined || unit.level === "customer" ? [unit.token] : [...lineage(unit.above), unit.token];

function asLive(unit: InventoryUnit, declarations: readonly Declaration[]): Subject {
    const [, file, line] = /^(.*)#(\d+)$/.exec(declarations.find(({ position }) => position !== undefined)?.position ?? "") ?? [];
    return {
        level: unit.level,
        path: unit.path,
        tokens: lineage(unit),
        applies: unit.applies,
        source: file === undefined ? undefined : { file, line: Number(line) },
    };
}

async function inPreview(options: Options, path: string): Promise<readonly Subject[]> {
    // A slip is told before a thousand units are read.
    await readNamed({ option: "--preview", path });
    const there = options.live === true ? await withGateway(options, liveOf) : undefined;
    return previewed(await review(createReadStream(path), { live: there, now: Date.now() }));
}
