/** What will be lost for good, and when. */
import type { Declaration } from "./declared.js";
import type { Inventory, InventoryUnit } from "./inventory.js";

export interface Purge {
    readonly unit: InventoryUnit;
    /** ISO 8601; undefined where the gateway does not say, or said it of a time when the unit was in use. */
    readonly at: string | undefined;
    /** Whole days from the gateway's now; 0: within a day; less: due. Undefined with `at`. */
    readonly daysLeft: number | undefined;
    /** The code that keeps it. */
    readonly restore: string;
}

const DAY_MS = 24 * 60 * 60 * 1000;

/** Inactive units, the earliest first, those without a date last. A unit below an inactive one has a date of its own, and stands on a line of its own. */
export function purges(inventory: Inventory, declared: ReadonlyMap<string, readonly Declaration[]>): readonly Purge[] {
    const now = Date.parse(inventory.at);
    return inventory.units
        .filter(({ inactive }) => inactive)
        .map((unit) => ({
            unit,
            at: unit.purgeAt,
            daysLeft: unit.purgeAt === undefined ? undefined : Math.floor((Date.parse(unit.purgeAt) - now) / DAY_MS),
            restore: restoreLine(unit, declared.get(unit.token) ?? []),
        }))
        .toSorted((a, b) => (a.at ?? LAST).localeCompare(b.at ?? LAST));
}

/** After every year that is taken for one. */
const LAST = "9999";

/** Nothing can be restored below an inactive unit, so that one comes first. */
function restoreLine({ token, above, level, name }: InventoryUnit, declarations: readonly Declaration[]): string {
    const first = above?.inactive === true ? ` after ${above.level} "${above.name}" above it` : "";
    const here = declarations.find(({ declares }) => declares === "unit");
    if (here !== undefined) return `active: true on ${here.name} in stack ${here.stack}${first}`;
    return `declare the ${level} ${JSON.stringify(name)} with ifExists: { token: "${token}" }${first}`;
}
