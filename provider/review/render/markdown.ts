/** A report as Markdown, for a comment on a pull request or merge request. */
import type { Fold, Section } from "../report/fold.js";
import { countsInWords, type Report } from "../report/report.js";
import { nothingIn, TITLE } from "./words.js";

/** GitHub takes 65,536 characters, GitLab more; what surrounds the report needs some too. Bytes. */
export const MARKDOWN_LIMIT = 60_000;

/**
 * A text that says the same and means nothing to Markdown or HTML, and calls nobody. Every character of ASCII that Markdown knows can be escaped
 * (CommonMark 2.4); what starts a link, a mention or a reference by itself is kept apart by an entity.
 */
export function escaped(text: string): string {
    return text
        .replace(/[\\`*_{}[\]()#+!|~$^=-]/g, "\\$&")
        .replace(/&/g, "&amp;")
        .replace(/</g, "&lt;")
        .replace(/>/g, "&gt;")
        .replace(/"/g, "&quot;")
        .replace(/@/g, "&#64;")
        .replace(/:(?=\/\/)/g, "&#58;")
        .replace(/\bwww\./gi, "www&#46;")
        .replace(/^(\s*\d+)([.)])/, "$1\\$2");
}

function foldLine({ says, whom, detail, decided, because }: Fold): string {
    const notes = [detail, decided, because === undefined ? undefined : `because: ${because}`].filter((note) => note !== undefined);
    const more = notes.length === 0 ? "" : `<br><sub>${notes.map(escaped).join(" · ")}</sub>`;
    return `- **${escaped(says)}**: ${escaped(whom)}${more}`;
}

const sectionLines = ({ title, folds, asks }: Section): readonly string[] => [
    `### ${escaped(title)}`,
    "",
    ...folds.map(foldLine),
    "",
    `_${asks.map(escaped).join(" ")}_`,
    "",
];

/** Lines as long as they fit; what is left out is never worse than what is shown, because the worst comes first. */
function fitting(lines: readonly string[], limit: number): string {
    const taken: string[] = [];
    const cut =
        "\n**The report is longer than a comment may be.** What is left out is no worse than what is shown; `cvg review` shows all of it.\n";
    let bytes = Buffer.byteLength(cut);
    for (const line of lines) {
        bytes += Buffer.byteLength(line) + 1;
        if (bytes > limit) return `${taken.join("\n")}\n${cut}`;
        taken.push(line);
    }
    return `${taken.join("\n")}\n`;
}

/** @param limit bytes */
export function toMarkdown(report: Report, limit = MARKDOWN_LIMIT): string {
    const { errors, findings, said, headline, gates, idle } = report;
    const failed = ["**The preview failed: what follows is not complete.**", "", ...errors.map((error) => `- ${escaped(error)}`), ""];
    const head =
        findings.length > 0 ? headline.map((part) => `**${escaped(part)}**`).join(" · ") : errors.length > 0 ? "" : nothingIn(report);
    return fitting(
        [
            `## ${TITLE[report.of]}`,
            "",
            // A failed preview counts what it never looked at as unchanged.
            errors.length > 0 ? head : `${head}<br>${escaped(countsInWords(report.counts))}`,
            "",
            ...(errors.length === 0 ? [] : failed),
            ...(gates.length === 0 ? [] : ["### Held back", "", ...gates.map((line) => `- ${escaped(line)}`), ""]),
            ...report.sections.flatMap(sectionLines),
            ...(idle.length === 0 ? [] : ["### Approvals that do nothing here", "", ...idle.map((text) => `- ${escaped(text)}`), ""]),
            ...(said.length === 0 ? [] : ["### The provider also says", "", ...said.map((text) => `- ${escaped(text)}`), ""]),
        ],
        limit,
    );
}
