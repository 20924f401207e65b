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
    /** Empty where it is not known, or the unit is not in use. */
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
    /** Whether the unit is there and active. */
    readonly inUse: { readonly before: boolean; readonly after: boolean };
    /** For each name of its path, what tells that unit from others of the same name. */
    readonly identities: readonly string[];
}

function stateOf({ before, after, changes, replaced }: Unit): ShownUnit["state"] {
    if (replaced) return "replaced";
    if (before === undefined) return "new";
    if (after === undefined) return "taken out";
    if (!after.active) return "inactive";
    return changes ? "changed" : "as it was";
}

/** In the order of their paths, each before those below it, and those of one tenant together even where another has the same name. */
export function shownUnits(tree: Tree, what: What): readonly ShownUnit[] {
    const units = tree.units.filter(({ isPolicy, read }) => !isPolicy && !read);
    return units
        .map((unit) => {
            const { path, tenantToken, token } = whomOf(unit, tree);
            const [before, after] = [what.at(unit, "before") ?? {}, what.at(unit, "after") ?? {}];
            const above = tree.above(unit, unit.after === undefined ? "before" : "after");
            const inUse = { before: unit.before?.active === true, after: unit.after?.active === true };
            return {
                ...{ level: unit.level, path, tenantToken, resource: unit.resource, state: stateOf(unit), token, inUse },
                aboveTokens: above.map((each) => each.token),
                identities: [...above.map((each) => each.unit?.urn ?? each.token ?? ""), unit.urn],
                applies: unit.after?.active === true ? after : undefined,
                source: unit.after?.source,
                rows: SETTING_NAMES.map((setting) => ({
                    setting,
                    before: inUse.before ? shown(setting, before[setting]) : "",
                    after: inUse.after ? shown(setting, after[setting]) : "",
                })),
            };
        })
        .map((unit) => ({ unit, key: unit.path.flatMap((name, at) => [name, unit.identities[at]]).join("\u0000") }))
        .sort((a, b) => (a.key === b.key ? 0 : a.key < b.key ? -1 : 1))
        .map(({ unit }) => unit);
}
