/**
 * What the units of a tenant break, all of it at once. The engine ends a run at the first resource that is refused. A preview writes nothing, so in one
 * every unit of a tenant passes, and the tenant is refused when all of them were judged. An update stops at the first.
 */
import { engineLog, workedFor } from "../../engine/engine-log.js";

/** By the URN of a unit whose tenant is previewed by this process: what it breaks, once each. One that is to be replaced is checked twice. */
const previewed = new Map<string, Set<string>>();

/** Whether a unit passes although it is refused: then why is told with what else its tenant breaks. */
export function passes(urn: string, reasons: readonly string[]): boolean {
    const found = previewed.get(urn);
    for (const reason of reasons) found?.add(reason);
    return found !== undefined;
}

/** Whether a unit has passed so. What would be done with it nobody knows. */
export const hasPassed = (urn: string): boolean => (previewed.get(urn)?.size ?? 0) > 0;

/** Says on each unit what it breaks. */
async function say(urns: readonly string[]): Promise<void> {
    const log = engineLog();
    for (const urn of urns) for (const reason of previewed.get(urn) ?? []) workedFor.run(urn, () => log.error(reason));
    await log.said();
}

/**
 * Previews a tenant.
 *
 * @param name of the tenant · @param units their URNs · @param declare registers them
 * @throws Error where any of them is refused; each reason has been said by then
 */
export async function previewWhole<T>(name: string, units: readonly string[], declare: () => Promise<T>): Promise<T> {
    for (const urn of units) previewed.set(urn, new Set());
    try {
        const declared = await declare().finally(() => say(units));
        if (units.some(hasPassed))
            throw new Error(`pulumi-cvg: tenant ${name} breaks rules (see the other errors), so nothing of it was written.`);
        return declared;
    } finally {
        for (const urn of units) previewed.delete(urn);
    }
}
