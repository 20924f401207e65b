/** A report as SARIF 2.1.0: annotations at the lines of the program. Source: OASIS SARIF 2.1.0, and what GitHub's code scanning takes of it. */
import type { Location, Log, ReportingDescriptor, Result } from "sarif";
import { CLASSES, type FindingClass } from "../findings/classes.js";
import type { Finding } from "../findings/finding.js";
import { KIND_NAMES, KINDS } from "../findings/kinds.js";
import { TITLES } from "../report/fold.js";
import type { Report } from "../report/report.js";
import { sentenceOf } from "./sentence.js";

/** Code scanning shows so many results of a run; the worst come first. */
export const SARIF_LIMIT = 5000;

type Severity = "error" | "warning" | "note";

export const SEVERITIES: Readonly<Record<FindingClass, Severity>> = {
    irrevocable: "error",
    "data-lost": "error",
    exposed: "error",
    "bot-host": "warning",
    unverified: "warning",
    "out-of-use": "warning",
    "meant-as-move": "warning",
    moved: "note",
    restored: "note",
    stricter: "note",
    new: "note",
    other: "note",
};

const rules = (): ReportingDescriptor[] =>
    KIND_NAMES.map((kind) => ({
        id: kind,
        shortDescription: { text: `${TITLES[KINDS[kind].class]}: ${kind}` },
        help: { text: KINDS[kind].ask },
        defaultConfiguration: { level: SEVERITIES[KINDS[kind].class] },
        properties: { tags: [KINDS[kind].class], rank: CLASSES.indexOf(KINDS[kind].class) },
    }));

/** A path of the repository as a URI reference. */
const uriOf = (file: string): string => file.split("/").map(encodeURIComponent).join("/");

function resultOf(finding: Finding, folder: string): Result {
    const at = finding.source?.caller ?? finding.source;
    const { whom, kind } = finding;
    return {
        ruleId: kind,
        ruleIndex: KIND_NAMES.indexOf(kind),
        level: SEVERITIES[finding.class],
        message: { text: sentenceOf(finding) },
        locations: [sarifPlace(at, whom.path, folder)],
        partialFingerprints: { "cvgFinding/v1": [kind, whom.urn ?? whom.token ?? "", finding.setting ?? "", finding.to].join("|") },
    };
}

/** @param folder of the Pulumi program in the repository, with a slash at the end; empty: its root */
export const toSarif = ({ findings }: Report, folder: string): string =>
    sarifText(
        "cvg review",
        rules(),
        findings.map((finding) => resultOf(finding, folder)),
    );

/** One run of one tool. */
export function sarifText(name: string, all: ReportingDescriptor[], results: readonly Result[]): string {
    const log: Log = {
        version: "2.1.0",
        $schema: "https://json.schemastore.org/sarif-2.1.0.json",
        runs: [
            {
                tool: { driver: { name, rules: all } },
                results: results.slice(0, SARIF_LIMIT),
                ...(results.length > SARIF_LIMIT ? { properties: { leftOut: results.length - SARIF_LIMIT } } : {}),
            },
        ],
    };
    return `${JSON.stringify(log, null, 2)}\n`;
}

/** Where a result is shown: a line of the program, else the file of the stack's project, which every program has. */
export function sarifPlace(
    at: { readonly file: string; readonly line: number } | undefined,
    path: readonly string[],
    folder: string,
): Location {
    return {
        physicalLocation: {
            artifactLocation: { uri: uriOf(`${folder}${at?.file ?? "Pulumi.yaml"}`) },
            region: { startLine: at?.line ?? 1 },
        },
        logicalLocations: [{ fullyQualifiedName: path.join(" / "), kind: "resource" }],
    };
}
