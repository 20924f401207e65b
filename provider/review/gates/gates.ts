/** What must not pass without an approval: `--fail-on irrevocable,data-lost,delete>5`. */
import { CATALOGUE, CvgError } from "../../errors/index.js";
import { CLASSES, type FindingClass } from "../findings/classes.js";
import type { Finding } from "../findings/finding.js";
import type { Counts } from "../report/report.js";

/** Operations that may be too many. */
const OPERATIONS = { create: "created", update: "changed", delete: "deleted", replace: "replaced" } as const;
type Operation = keyof typeof OPERATIONS;

export type Gate = { readonly class: FindingClass } | { readonly operation: Operation; readonly moreThan: number };

const COUNT = /^(create|update|delete|replace)>(\d{1,7})$/;

function gateOf(text: string): Gate {
    const known = CLASSES.find((candidate) => candidate === text);
    if (known !== undefined) return { class: known };
    const [, name, moreThan] = COUNT.exec(text) ?? [];
    const operation = (Object.keys(OPERATIONS) as Operation[]).find((candidate) => candidate === name);
    if (operation !== undefined) return { operation, moreThan: Number(moreThan) };
    throw CvgError.of(CATALOGUE.CVG602.says.gate({ gate: text.slice(0, 100), classes: CLASSES }));
}

/** @throws CvgError CVG602 */
export const parseGates = (text: string): readonly Gate[] => {
    const parts = text
        .split(",")
        .map((part) => part.trim())
        .filter((part) => part !== "");
    if (parts.length === 0) throw CvgError.of(CATALOGUE.CVG602.says.noGate({ classes: CLASSES }));
    return parts.map(gateOf);
};

/** Why the change is held back, a line for each gate that it does not pass. */
export function heldBack(
    gates: readonly Gate[],
    findings: readonly Finding[],
    approved: ReadonlyMap<Finding, string>,
    counts: Counts,
): readonly string[] {
    return gates.flatMap((gate) => {
        if ("operation" in gate) {
            const count = counts[OPERATIONS[gate.operation]];
            return count > gate.moreThan ? [`${gate.operation}>${gate.moreThan}: ${count} units`] : [];
        }
        const open = findings.filter((finding) => finding.class === gate.class && !approved.has(finding));
        return open.length === 0 ? [] : [`${gate.class}: ${open.length} ${open.length === 1 ? "finding is" : "findings are"} not approved`];
    });
}
