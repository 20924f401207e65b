// The section of docs/benchmark.md on the compiler: measured and written by itself, too.
import { AT_MOST, BOUND, COUNT, VERSIONS, violationsOfTypes } from "./measure.mjs";

const HEADING = "## The compiler";
const cell = ({ ratio, seconds }) => `${ratio.toFixed(2)} (${seconds.with.toFixed(1)} : ${seconds.without.toFixed(1)} s)`;
const WHAT = {
    tenants: `${COUNT} \`Tenant\`s with a preset, two accounts and four projects each`,
    "plain classes": `${COUNT} customers with an account and a project each, as plain classes`,
    policies: `${COUNT} policies, each with the customer and the account above`,
};

export function sectionOfTypes(rows) {
    const broken = violationsOfTypes(rows);
    const of = (program) => VERSIONS.map((version) => cell(rows.find((row) => row.program === program && row.version === version)));
    return `${[
        HEADING,
        "What it costs that the editor refuses what a literal above forbids: processor time of `tsc` for a program that fits, against the same program and the packed declarations " +
            "with a narrowing that says nothing; the middle of the ratios of rounds in which both take turns. `npm run bench -- types` measures this section by itself.",
        [
            `| program | ${VERSIONS.map((version) => `TypeScript ${version}`).join(" | ")} |`,
            `| --- |${" --- |".repeat(VERSIONS.length)}`,
            ...Object.entries(WHAT).map(([program, what]) => `| ${what} | ${of(program).join(" | ")} |`),
        ].join("\n"),
        broken.length === 0
            ? `**${COUNT} ${BOUND} take at most ${AT_MOST} times as long: met.**`
            : `**Not met:**\n\n${broken.map((line) => `- ${line}`).join("\n")}`,
    ].join("\n\n")}\n`;
}
