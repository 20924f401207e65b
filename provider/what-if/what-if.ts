/** What a change of settings would do to every live unit, declared or not. By the rules that the provider writes by; nothing is read or written here. */
import { CATALOGUE } from "../errors/index.js";
import type { Inventory, InventoryUnit } from "../inventory/inventory.js";
import {
    type Comparison,
    compare,
    type Effective,
    type Explanation,
    effective,
    effectiveAtTop,
    explain,
    type Level,
    looseness,
    type OwnSettings,
    SETTING_NAMES,
    type SettingName,
    type Settings,
    settingsOf,
    violations,
} from "../policy/index.js";

const FORBIDDEN = "CVG101";

/** What a resource says about a unit's settings. */
export interface Said {
    /** Logical name of the resource. */
    readonly by: string;
    readonly own: OwnSettings;
    /** Whether this is what is changed, rather than what stays declared. */
    readonly edited: boolean;
    /** `below` of a PrivacyPolicy. */
    readonly below: "cut" | "refuse";
}

/** Why the preview would refuse the change. */
export interface Refused extends Explanation {
    readonly unit: InventoryUnit;
    readonly by: string;
    readonly code: typeof FORBIDDEN | "CVG113";
    readonly settings: readonly SettingName[];
}

/** How a change reaches a unit. */
export type Reach =
    /** It is said there. */
    | "set"
    /** A resource declares that it follows the level above. */
    | "follows"
    /** A level above allows less than what applied. */
    | "cut";

export interface Changed {
    readonly unit: InventoryUnit;
    /** Of the unit. */
    readonly reach: Reach;
    /** What applies, before and after: only settings that change. */
    readonly changes: readonly Change[];
}

export interface Change extends Comparison {
    /** Of this setting: where others are said, it may follow the level above. */
    readonly reach: Reach;
}

export interface WhatIf {
    readonly refused: readonly Refused[];
    /** Units at which something else applies afterwards. None where anything is refused: then nothing is written. */
    readonly changed: readonly Changed[];
    /** Units that store more than they will be allowed: what they store may be rewritten for good, whether or not they feel it. */
    readonly storedMore: ReadonlyMap<InventoryUnit, readonly SettingName[]>;
    /** Units below a level that is loosened, which store more than applies to them now: what applies is written there first, so that none is loosened. */
    readonly pinned: readonly InventoryUnit[];
    /** Inactive units about which something is said: it is written when they are active again. */
    readonly waiting: readonly InventoryUnit[];
}

const looserIn = (a: Settings, b: Settings): readonly SettingName[] =>
    SETTING_NAMES.filter((name) => looseness(name, a[name]) > looseness(name, b[name]));
const stricterOf = (a: Settings, b: Settings): Settings =>
    settingsOf((name) => (looseness(name, a[name]) <= looseness(name, b[name]) ? a[name] : b[name]));

const nameAt = (unit: InventoryUnit | undefined, level: Level): string | undefined =>
    unit === undefined || unit.level === level ? unit?.name : nameAt(unit.above, level);

/** @param said by token of the unit */
export function whatIf({ reseller }: Inventory, said: ReadonlyMap<string, Said>): WhatIf {
    const refused: Refused[] = [];
    const changed: Changed[] = [];
    const pinned: InventoryUnit[] = [];
    const waiting: InventoryUnit[] = [];
    const storedMore = new Map<InventoryUnit, readonly SettingName[]>();

    /** @param loosened settings of which a level above is about to store more */
    function look(unit: InventoryUnit, above: Effective | undefined, loosened: ReadonlySet<SettingName>): void {
        const own = said.get(unit.token);
        if (unit.inactive) {
            if (own?.edited === true) waiting.push(unit);
            return;
        }
        const then = own === undefined ? undeclared(unit, above) : declared(unit, own, above);
        const reachOf = (name: SettingName): Reach =>
            own === undefined ? "cut" : own.edited && own.own[name] !== undefined ? "set" : "follows";
        const changes = compare(unit.applies, then.settings)
            .filter(({ direction }) => direction !== "same")
            .map((change): Change => ({ ...change, reach: reachOf(change.setting) }));
        if (changes.length > 0) changed.push({ unit, reach: own === undefined ? "cut" : own.edited ? "set" : "follows", changes });
        if (own?.below === "refuse") refuseToCut(unit, own, then.settings);
        if (looserIn(unit.stored, unit.applies).some((name) => loosened.has(name))) pinned.push(unit);
        const more = own === undefined ? [] : looserIn(then.settings, unit.stored);
        for (const below of unit.below) look(below, then, new Set([...loosened, ...more]));
    }

    function declared(unit: InventoryUnit, { own, by }: Said, above: Effective | undefined): Effective {
        const self = { level: unit.level, by };
        if (above === undefined) return effectiveAtTop(unit.stored, own, self);
        const names = (level: Level): string | undefined => nameAt(unit, level);
        for (const violation of violations(own, above))
            refused.push({ unit, by, code: FORBIDDEN, settings: [violation.setting], ...explain(violation, names) });
        return effective(own, above, self);
    }

    /** A unit that nobody declares here is never loosened along with a level above it, and tightened as far as that one is. */
    function undeclared(unit: InventoryUnit, above: Effective | undefined): Effective {
        if (above === undefined) return effectiveAtTop(unit.stored);
        const more = looserIn(unit.stored, above.settings);
        const now = unit.above?.applies ?? unit.applies;
        if (more.some((name) => looseness(name, above.settings[name]) < looseness(name, now[name]))) storedMore.set(unit, more);
        return effective(stricterOf(unit.stored, unit.applies), above, { level: unit.level, by: "live" });
    }

    function refuseToCut(unit: InventoryUnit, { by }: Said, then: Settings): void {
        if (looserIn(unit.applies, then).length === 0) return;
        const cut = felt(unit, then);
        if (cut.length === 0) return;
        const named = cut.map(([each, names]) => `${each.level} "${each.name}" (${each.token}: ${names.join(", ")})`);
        const settings = looserIn(unit.applies, then);
        refused.push({ unit, by, settings, ...CATALOGUE.CVG113.says.wouldCut({ unit: by, below: named }) });
    }

    look(reseller, undefined, new Set());
    if (refused.length === 0) return { refused, changed, storedMore, pinned, waiting };
    return { refused, changed: [], storedMore: new Map(), pinned: [], waiting };
}

/** Active units below that feel it when `limit` is what applies above them, each before those below it. */
function felt({ below }: InventoryUnit, limit: Settings): readonly (readonly [InventoryUnit, readonly SettingName[]])[] {
    return below
        .filter(({ inactive }) => !inactive)
        .flatMap((unit) => {
            const names = looserIn(unit.applies, limit);
            return [...(names.length === 0 ? [] : [[unit, names] as const]), ...felt(unit, stricterOf(unit.applies, limit))];
        });
}
