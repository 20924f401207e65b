/** A report as JUnit XML: one test case for each class, failed where it is not approved and worse than stricter. */
import { CLASSES } from "../findings/classes.js";
import type { Finding } from "../findings/finding.js";
import { TITLES } from "../report/fold.js";
import type { Report } from "../report/report.js";
import { SEVERITIES } from "./sarif.js";
import { sentenceOf, unitOf } from "./sentence.js";

/** Characters that XML 1.0 has no way to write. Text of a preview holds no control characters; this holds for all. */
export const xml = (text: string): string =>
    text
        .replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, "")
        .replace(/&/g, "&amp;")
        .replace(/</g, "&lt;")
        .replace(/>/g, "&gt;")
        .replace(/"/g, "&quot;")
        .replace(/'/g, "&apos;");

function caseOf(finding: Finding, approved: boolean): string {
    const at = finding.source?.caller ?? finding.source;
    const name = `${unitOf(finding)}: ${finding.says}`;
    const open = `    <testcase classname="${xml(TITLES[finding.class])}" name="${xml(name)}"${at === undefined ? "" : ` file="${xml(at.file)}" line="${at.line}"`}`;
    if (approved || SEVERITIES[finding.class] === "note") return `${open}/>`;
    return `${open}>\n      <failure type="${finding.class}" message="${xml(sentenceOf(finding))}"/>\n    </testcase>`;
}

export function toJunit({ findings, errors, approved }: Report): string {
    const isFailure = (finding: Finding): boolean => !approved.has(finding) && SEVERITIES[finding.class] !== "note";
    const suites = CLASSES.map((name) => ({ name, of: findings.filter((finding) => finding.class === name) })).filter(
        ({ of }) => of.length > 0,
    );
    const body = suites.map(({ name, of }) =>
        [
            `  <testsuite name="${xml(TITLES[name])}" tests="${of.length}" failures="${of.filter(isFailure).length}" errors="0">`,
            ...of.map((finding) => caseOf(finding, approved.has(finding))),
            "  </testsuite>",
        ].join("\n"),
    );
    const broken = errors.map(
        (error) => `    <testcase classname="pulumi preview" name="the preview succeeds"><error message="${xml(error)}"/></testcase>`,
    );
    const preview =
        errors.length === 0
            ? []
            : [
                  `  <testsuite name="pulumi preview" tests="${errors.length}" failures="0" errors="${errors.length}">`,
                  ...broken,
                  "  </testsuite>",
              ];
    const failures = findings.filter(isFailure).length;
    return [
        '<?xml version="1.0" encoding="UTF-8"?>',
        `<testsuites name="cvg review" tests="${findings.length + errors.length}" failures="${failures}" errors="${errors.length}">`,
        ...preview,
        ...body,
        "</testsuites>",
        "",
    ].join("\n");
}
