/** The tree of tenants in the page. Only tenants of which something changes are open. */
import type { ShownUnit } from "../report/units.js";
import { html } from "./html-text.js";

interface Node {
    readonly unit: ShownUnit;
    readonly below: Node[];
}

/** Paths are in order: each unit comes after the one above it. */
function grown(units: readonly ShownUnit[]): readonly Node[] {
    const roots: Node[] = [];
    const open: Node[] = [];
    for (const unit of units) {
        const node: Node = { unit, below: [] };
        while (open.length > 0 && !isBelow(unit, open.at(-1)?.unit)) open.pop();
        (open.at(-1)?.below ?? roots).push(node);
        open.push(node);
    }
    return roots;
}

const isBelow = (unit: ShownUnit, above: ShownUnit | undefined): boolean =>
    above !== undefined && unit.path.length > above.path.length && above.path.every((name, at) => unit.path[at] === name);

const changes = ({ unit, below }: Node): boolean => unit.state !== "as it was" || below.some(changes);

function table({ rows, path }: ShownUnit): string {
    if (rows.every(({ before, after }) => before === "" && after === "")) return '<p class="notes">Its settings are not declared here.</p>';
    const lines = rows.map(
        ({ setting, before, after }) =>
            `<tr${before === after ? "" : ' class="differs"'}><th scope="row">${setting}</th><td>${html(before)}</td><td>${html(after)}</td></tr>`,
    );
    return `<table aria-label="settings of ${html(path.join(" / "))}"><thead><tr><th scope="col">setting</th><th scope="col">before</th><th scope="col">after</th></tr></thead><tbody>${lines.join("")}</tbody></table>`;
}

function nodeHtml(node: Node): string {
    const { unit, below } = node;
    const mark = unit.state === "as it was" ? "" : ` <span class="mark">(${unit.state})</span>`;
    const inner = below.length === 0 ? "" : `<ul>${below.map(nodeHtml).join("\n")}</ul>`;
    return `<li><details${changes(node) ? " open" : ""}><summary>${unit.level} ${html(unit.path.at(-1) ?? "")}${mark}</summary>${table(unit)}${inner}</details></li>`;
}

export function treeHtml(units: readonly ShownUnit[]): string {
    if (units.length === 0) return "";
    return `<section class="tree" aria-labelledby="tenants"><h2 id="tenants">Tenants, before and after</h2><ul>${grown(units).map(nodeHtml).join("\n")}</ul></section>`;
}
