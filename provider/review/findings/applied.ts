/** The findings of one unit that come from the settings that apply at it. */
import { SETTING_NAMES, type SettingName } from "../../policy/index.js";
import type { Applied } from "../fleet/side.js";
import type { Tree } from "../fleet/tree.js";
import type { Unit } from "../fleet/unit.js";
import type { Told } from "../preview/changes-in-messages.js";
import { differing, type What } from "./applies.js";
import type { Draft } from "./draft.js";
import { bornWith, changesOf } from "./settings.js";

type Known = Applied["settings"];

export interface Knowledge {
    readonly tree: Tree;
    readonly what: What;
    readonly told: Told;
    /** Logical names that several resources have: what was told of one may be meant for the other. */
    readonly ambiguous: ReadonlySet<string>;
}

/** What applied before, by what the provider found at the gateway: it told all that changes, so the rest did not. */
function beforeByTold(after: Known, unit: Unit, { told, ambiguous }: Knowledge): Known | undefined {
    if (ambiguous.has(unit.resource)) return undefined;
    const changes = told.changes.get(unit.resource);
    if (changes === undefined) return undefined;
    return { ...after, ...Object.fromEntries([...changes].map(([setting, { before }]) => [setting, before])) };
}

/** Only what was told. */
function toldOnly(unit: Unit, { told, ambiguous }: Knowledge): readonly Draft[] | undefined {
    const changes = ambiguous.has(unit.resource) ? undefined : told.changes.get(unit.resource);
    if (changes === undefined || changes.size === 0) return undefined;
    const side = (of: "before" | "after"): Known => Object.fromEntries([...changes].map(([setting, values]) => [setting, values[of]]));
    return changesOf(side("before"), side("after"), [...changes.keys()]);
}

/** Settings that change somewhere above. */
function changingAbove(unit: Unit, { tree, what }: Knowledge): readonly SettingName[] {
    for (const { unit: above, token } of [...tree.above(unit, "after")].reverse()) {
        const [before, after] =
            above === undefined
                ? [what.live(token ?? "", "before"), what.live(token ?? "", "after")]
                : [what.at(above, "before"), what.at(above, "after")];
        if (before !== undefined || after !== undefined) return differing(before, after);
    }
    return [];
}

const onlyLive = (settings: readonly SettingName[]): readonly Draft[] =>
    settings.length === 0 ? [] : [{ kind: "only-live", to: "unknown", values: { to: settings.join(", ") } }];

/** A unit that is there before and after, or is taken over. */
export function settingsOfStaying(unit: Unit, known: Knowledge): readonly Draft[] {
    const { what } = known;
    const after = what.at(unit, "after");
    const before = what.at(unit, "before");
    if (after === undefined) return undeclared(unit, known);
    if (before !== undefined) return changesOf(before, after, differing(before, after));
    const was = beforeByTold(after, unit, known);
    const unknown: readonly Draft[] = [{ kind: "before-unknown", to: "unknown" }];
    const isComplete = !known.told.inPart || known.told.deeds.has(unit.resource);
    if (was !== undefined) return [...changesOf(was, after, differing(was, after)), ...(isComplete ? [] : unknown)];
    // The provider looks at the gateway when settings become managed, and tells nothing where nothing changes.
    const wasLookedUp = unit.before !== undefined && what.managed(unit, "after") && !known.ambiguous.has(unit.resource);
    return wasLookedUp && isComplete ? [] : unknown;
}

/** A unit whose settings are not declared, and not read. */
function undeclared(unit: Unit, known: Knowledge): readonly Draft[] {
    const told = toldOnly(unit, known);
    if (told !== undefined && !known.told.inPart) return told;
    const of = new Set((told ?? []).map(({ setting }) => setting));
    return [...(told ?? []), ...onlyLive(changingAbove(unit, known).filter((setting) => !of.has(setting)))];
}

/** A unit that is made. Calls reach projects only: what a customer or an account allows shows at the projects below it. */
export function settingsOfBorn(unit: Unit, { what }: Knowledge): readonly Draft[] {
    if (unit.level !== "project") return [{ kind: "new-unit", to: "new" }];
    return bornWith(what.at(unit, "after") ?? {}, SETTING_NAMES);
}

/** Settings that were managed and no longer are. */
export function unmanaged(unit: Unit, { what }: Knowledge): readonly Draft[] {
    if (!what.managed(unit, "before") || what.managed(unit, "after")) return [];
    const policy = what.policyOf(unit, "before");
    return [policy?.before?.onDelete === "reset" ? { kind: "reset", to: "reset" } : { kind: "unmanaged", to: "not managed" }];
}
