/** Thousands of units that change, each in its own way: every form holds what it can, and what it leaves out is never worse than what it shows. */
import { XMLParser, XMLValidator } from "fast-xml-parser";
import { type Report, review, toTerminal } from "../../../provider/review/index.js";
import {
    MARKDOWN_LIMIT,
    SARIF_LIMIT,
    toCodeQuality,
    toGitlabTerraform,
    toHtml,
    toJson,
    toJunit,
    toMarkdown,
    toSarif,
} from "../../../provider/review/renderers.js";
import { inChunks, NOW } from "../../review/make.js";
import { type Declared, previewOf, step } from "../../review/steps.js";

const STEPS = 5000;
const tenant = (at: number, name: string, more: object = {}): Declared => ({
    ...{ type: "Customer", resource: `c${at}`, token: `t${at}` },
    inputs: { name, active: true, ...more },
});
const project = (at: number, host: string): Declared => ({
    ...{ type: "Project", resource: `p${at}`, token: `q${at}` },
    inputs: { name: `Project ${at}`, account: "0000", active: true, bot: { type: "custom", url: `https://${host}/x` } },
});

/** Mixed, so that order is not that of the preview: new names, other hosts, a token lost, deletions, units that are made. Two findings a rename. */
const steps = Array.from({ length: STEPS }, (_, at) => {
    if (at % 5 === 0) return step("update", project(at, "bots.example"), project(at, `host-${at}.example`));
    if (at % 5 === 1) return step("update", tenant(at, `Old ${at}`), tenant(at, `New ${at}`, { color: "red" }));
    if (at % 5 === 2) return step("replace", tenant(at, `T ${at}`), tenant(at, `T ${at}`));
    if (at % 5 === 3) return step("delete", tenant(at, `Gone ${at}`), undefined);
    return step("update", tenant(at, `Alt ${at}`), tenant(at, `Neu ${at}`, { color: "red" }));
});

let report: Report;
beforeAll(async () => {
    report = await review(inChunks(previewOf(steps)), { now: NOW });
});

test("there is more than some forms can hold", () => {
    expect(report.findings.length).toBeGreaterThan(SARIF_LIMIT);
    expect(report.sections.map(({ class: of }) => of)).toEqual(["irrevocable", "bot-host", "out-of-use", "other"]);
});

test("a comment keeps to its limit, says that it was cut, and shows the worst: what is left out comes after what is shown", () => {
    const markdown = toMarkdown(report);
    expect(Buffer.byteLength(markdown)).toBeLessThanOrEqual(MARKDOWN_LIMIT);
    expect(Buffer.byteLength(markdown)).toBeGreaterThan(MARKDOWN_LIMIT - 1000);
    expect(markdown).toContain("What is left out is no worse than what is shown");
    const whole = toMarkdown(report, Number.POSITIVE_INFINITY).split("\n");
    const shown = markdown.slice(0, markdown.indexOf("\n**The report is longer")).trimEnd().split("\n");
    expect(shown).toEqual(whole.slice(0, shown.length));
    expect(whole.filter((line) => line.startsWith("- **"))).toHaveLength(report.sections.flatMap(({ folds }) => folds).length);
});

test("a comment of a preview that failed with thousands of errors keeps to its limit, and says first that it failed", async () => {
    const diagnostics = Array.from({ length: STEPS }, (_, at) => ({ severity: "error", message: `error: CVG101 unit ${at} is looser\n` }));
    const markdown = toMarkdown(await review(inChunks(previewOf(steps, { diagnostics })), { now: NOW }));
    expect(Buffer.byteLength(markdown)).toBeLessThanOrEqual(MARKDOWN_LIMIT);
    expect(markdown.split("\n").findIndex((line) => line.startsWith("**The preview failed"))).toBeLessThan(6);
});

test("annotations end at the limit, with the worst first, and say how many were left out", () => {
    const { results, properties } = JSON.parse(toSarif(report, "")).runs[0];
    expect(results.map(({ ruleId }: { readonly ruleId: string }) => ruleId)).toEqual(
        report.findings.slice(0, SARIF_LIMIT).map(({ kind }) => kind),
    );
    expect(properties.leftOut).toBe(report.findings.length - SARIF_LIMIT);
});

test("the other forms hold all of it, and can be read by those they are for", () => {
    expect(JSON.parse(toJson(report)).findings).toHaveLength(report.findings.length);
    expect(JSON.parse(toCodeQuality(report, ""))).toHaveLength(report.findings.length);
    expect(new Set(JSON.parse(toCodeQuality(report, "")).map((one: { readonly fingerprint: string }) => one.fingerprint)).size).toBe(
        report.findings.length,
    );
    expect(JSON.parse(toGitlabTerraform(report))).toEqual({ create: 1000, update: 3000, delete: 2000 });
    const junit = toJunit(report);
    expect(XMLValidator.validate(junit)).toBe(true);
    expect(JSON.stringify(new XMLParser({ ignoreAttributes: false }).parse(junit)).match(/"@_classname"/g)).toHaveLength(
        report.findings.length,
    );
    const folds = report.sections.flatMap((section) => section.folds);
    const terminal = toTerminal(report, { width: 500, color: false });
    expect(terminal.split("\n").filter((line) => line.startsWith("  - "))).toHaveLength(folds.length);
    expect(toHtml(report).match(/<li><strong>/g)).toHaveLength(folds.length);
});
