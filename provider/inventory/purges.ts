/** What will be lost for good, and when. */
import type { Declaration } from "./declared.js";
import type { Inventory, InventoryUnit } from "./inventory.js";

export interface Purge {
    readonly unit: InventoryUnit;
    /** ISO 8601. */
    readonly at: string;
    /** Whole days from the gateway's now; 0: within a day; less: due. */
    readonly daysLeft: number;
    /** The code that keeps it. */
    readonly restore: string;
}

const DAY_MS = 24 * 60 * 60 * 1000;

/** Inactive units with a date, the earliest first. A unit below an inactive one has a date of its own, and stands on a line of its own. */
export function purges(inventory: Inventory, declared: ReadonlyMap<string, readonly Declaration[]>): readonly Purge[] {
    const now = Date.parse(inventory.at);
    return inventory.units
        .flatMap((unit) =>
            unit.purgeAt === undefined
                ? []
                : [
                      {
                          unit,
                          at: unit.purgeAt,
                          daysLeft: Math.floor((Date.parse(unit.purgeAt) - now) / DAY_MS),
                          restore: restoreLine(unit, declared.get(unit.token) ?? []),
                      },
                  ],
        )
        .toSorted((a, b) => a.at.localeCompare(b.at));
}

/** Nothing can be restored below an inactive unit, so that one comes first. */
function restoreLine({ token, above, level, name }: InventoryUnit, declarations: readonly Declaration[]): string {
    const first = above?.inactive === true ? ` after ${above.level} "${above.name}" above it` : "";
    const here = declarations.find(({ declares }) => declares === "unit");
    if (here !== undefined) return `active: true on ${here.name} in stack ${here.stack}${first}`;
    return `declare the ${level} ${JSON.stringify(name)} with ifExists: { token: "${token}" }${first}`;
}
