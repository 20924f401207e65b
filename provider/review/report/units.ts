/** The tenants with what applies before and after: for outputs that show more than findings. */
import { type Level, SETTING_NAMES, type SettingName } from "../../policy/index.js";
import type { What } from "../findings/applies.js";
import { shown } from "../findings/settings.js";
import { whomOf } from "../findings/whom.js";
import type { Tree } from "../fleet/tree.js";
import type { Unit } from "../fleet/unit.js";
import type { Source } from "../preview/source.js";

export interface SettingRow {
    readonly setting: SettingName;
    /** Empty where it is not known, or the unit is not there or not in use. */
    readonly before: string;
    readonly after: string;
}

export interface ShownUnit {
    readonly level: Level;
    readonly path: readonly string[];
    readonly tenantToken: string | undefined;
    readonly resource: string;
    readonly state: "new" | "changed" | "replaced" | "taken out" | "inactive" | "as it was";
    readonly rows: readonly SettingRow[];
    readonly token: string | undefined;
    /** Of the units above it, from the customer down, as far as they are known. */
    readonly aboveTokens: readonly (string | undefined)[];
    /** What will apply, as far as it is known; undefined where the unit is not there or not in use. */
    readonly applies: Readonly<Partial<Record<SettingName, boolean | number>>> | undefined;
    /** The line that declares it. */
    readonly source: Source | undefined;
}

function stateOf({ before, after, changes, replaced }: Unit): ShownUnit["state"] {
    if (replaced) return "replaced";
    if (before === undefined) return "new";
    if (after === undefined) return "taken out";
    if (!after.active) return "inactive";
    return changes ? "changed" : "as it was";
}

/** In the order of their paths, each before those below it. */
export function shownUnits(tree: Tree, what: What): readonly ShownUnit[] {
    const units = tree.units.filter(({ isPolicy, read }) => !isPolicy && !read);
    return units
        .map((unit) => {
            const { path, tenantToken, token } = whomOf(unit, tree);
            const [before, after] = [what.at(unit, "before") ?? {}, what.at(unit, "after") ?? {}];
            return {
                ...{ level: unit.level, path, tenantToken, resource: unit.resource, state: stateOf(unit), token },
                aboveTokens: tree.above(unit, unit.after === undefined ? "before" : "after").map((each) => each.token),
                applies: unit.after?.active === true ? after : undefined,
                source: unit.after?.source,
                rows: SETTING_NAMES.map((setting) => ({
                    setting,
                    before: unit.before?.active === true ? shown(setting, before[setting]) : "",
                    after: unit.after?.active === true ? shown(setting, after[setting]) : "",
                })),
            };
        })
        .sort((a, b) => compare(a.path, b.path));
}

function compare(a: readonly string[], b: readonly string[]): number {
    const [one, other] = [a.join("\u0000"), b.join("\u0000")];
    return one === other ? 0 : one < other ? -1 : 1;
}
