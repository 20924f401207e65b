/**
 * A report as one HTML page with nothing from elsewhere: findings, and the tenants as a tree with what applies before and after. It holds no script;
 * everything opens and closes by itself, and works with a keyboard and a screen reader.
 */
import { createHash } from "node:crypto";
import type { Finding } from "../findings/finding.js";
import type { Fold, Section } from "../report/fold.js";
import { countsInWords, type Report } from "../report/report.js";
import { STYLE } from "./html-style.js";
import { html } from "./html-text.js";
import { treeHtml } from "./html-tree.js";
import { nothingIn, TITLE } from "./words.js";

const hash = createHash("sha256").update(STYLE).digest("base64");
/** Nothing is fetched, nothing runs, and no form or base can be planted; the one style is known by its hash. */
const POLICY = `default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'`;

function foldHtml({ says, whom, detail, decided, because, findings }: Fold, approved: ReadonlyMap<Finding, string>): string {
    const notes = [detail, decided, because === undefined ? undefined : `because: ${because}`].filter((note) => note !== undefined);
    const approvals = [...new Set(findings.flatMap((finding) => approved.get(finding) ?? []))];
    const units = findings.map(({ whom: unit, from, to }) => {
        const change = from === undefined || from === "" ? html(to) : `${html(from)} → ${html(to)}`;
        return `<li>${html(unit.level)} ${html(unit.path.join(" / "))} <span class="change">${change}</span></li>`;
    });
    return [
        `<li><strong>${html(says)}</strong>: ${html(whom)}`,
        notes.length === 0 ? "" : `<div class="notes">${notes.map(html).join(" · ")}</div>`,
        approvals.length === 0 ? "" : `<div class="notes">approved by ${approvals.map(html).join("; ")}</div>`,
        findings.length > 1
            ? `<details><summary aria-label="all ${findings.length} units: ${html(says)}">all ${findings.length} units</summary><ul>${units.join("")}</ul></details>`
            : "",
        "</li>",
    ].join("");
}

const sectionHtml = ({ class: of, title, folds, asks }: Section, report: Report): string =>
    [
        `<section class="${of}" aria-labelledby="${of}"><h2 id="${of}">${html(title)}</h2>`,
        `<ul>${folds.map((fold) => foldHtml(fold, report.approved)).join("\n")}</ul>`,
        `<p class="ask">${asks.map(html).join(" ")}</p></section>`,
    ].join("\n");

const list = (title: string, lines: readonly string[], of: string): string =>
    lines.length === 0
        ? ""
        : `<section class="${of}"><h2>${html(title)}</h2><ul>${lines.map((line) => `<li>${html(line)}</li>`).join("")}</ul></section>`;

export function toHtml(report: Report): string {
    const { errors, findings, gates, idle, said, headline } = report;
    const head = findings.length > 0 ? headline.join(" · ") : errors.length > 0 ? "" : nothingIn(report);
    return [
        "<!doctype html>",
        '<html lang="en"><head><meta charset="utf-8">',
        `<meta http-equiv="Content-Security-Policy" content="${POLICY}">`,
        '<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="referrer" content="no-referrer">',
        `<title>${html(TITLE[report.of])}</title><style>${STYLE}</style></head><body>`,
        `<header><h1>${html(TITLE[report.of])}</h1><p class="headline">${html(head)}</p><p class="counts">${errors.length > 0 ? "" : html(countsInWords(report.counts))}</p></header>`,
        "<main>",
        list("The preview failed: this is not complete", errors, "irrevocable"),
        list("Held back", gates, "irrevocable"),
        ...report.sections.map((section) => sectionHtml(section, report)),
        list("Approvals that do nothing here", idle, "other"),
        list("The provider also says", said, "other"),
        treeHtml(report.units()),
        "</main></body></html>",
        "",
    ].join("\n");
}
