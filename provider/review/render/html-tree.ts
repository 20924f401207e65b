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

const isBelow = ({ identities }: ShownUnit, above: ShownUnit | undefined): boolean =>
    above !== undefined && identities.length > above.identities.length && above.identities.every((one, at) => identities[at] === one);

const changes = ({ unit, below }: Node): boolean => unit.state !== "as it was" || below.some(changes);

/** An empty cell would leave open why it is empty. */
function cell(value: string, { state, inUse }: ShownUnit, when: "before" | "after"): string {
    if (value !== "") return `<td>${html(value)}</td>`;
    const why = inUse[when] ? "not known" : when === "before" && state === "new" ? "not there" : "not in use";
    return `<td class="none">${why}</td>`;
}

function table(unit: ShownUnit): string {
    const { rows, path } = unit;
    if (rows.every(({ before, after }) => before === "" && after === "")) return '<p class="notes">Its settings are not declared here.</p>';
    const lines = rows.map(({ setting, before, after }) => {
        const differs = before === after ? "" : ' class="differs"';
        return `<tr${differs}><th scope="row">${setting}</th>${cell(before, unit, "before")}${cell(after, unit, "after")}</tr>`;
    });
    return `<table aria-label="settings of ${html(path.join(" / "))}"><thead><tr><th scope="col">setting</th><th scope="col">before</th><th scope="col">after</th></tr></thead><tbody>${lines.join("")}</tbody></table>`;
}

function nodeHtml(node: Node): string {
    const { unit, below } = node;
    const mark = unit.state === "as it was" ? "" : ` <span class="mark">(${unit.state})</span>`;
    const inner = below.length === 0 ? "" : nodesHtml(below);
    return `<li><details${changes(node) ? " open" : ""}><summary>${unit.level} ${html(unit.path.at(-1) ?? "")}${mark}</summary>${table(unit)}${inner}</details></li>`;
}

const nodesHtml = (nodes: readonly Node[]): string => `<ul>${nodes.map(nodeHtml).join("\n")}</ul>`;

/** Those of which something changes first; the others are one line, however many they are. */
export function treeHtml(units: readonly ShownUnit[]): string {
    if (units.length === 0) return "";
    const roots = grown(units);
    const [changed, same] = [roots.filter(changes), roots.filter((root) => !changes(root))];
    const more = changed.length === 0 ? "" : " more";
    const rest =
        same.length === 0
            ? ""
            : `<details class="same"><summary>${same.length}${more}, of which nothing changes</summary>${nodesHtml(same)}</details>`;
    const first = changed.length === 0 ? "" : nodesHtml(changed);
    return `<section class="tree" aria-labelledby="tenants"><h2 id="tenants">Tenants, before and after</h2>${first}${rest}</section>`;
}
