/** The units below a level: how many a change reaches, and which of them store more than it will allow. */
import { counted } from "../../errors/index.js";
import { nameKey, type TreeUnit, type UnitLevel } from "../../gateway/index.js";
import { effective, effectiveAtTop, looseness, SETTING_NAMES, type SettingName, type Settings, settingsOf } from "../../policy/index.js";
import type { DeclaredBelow } from "../../told.js";

export type Below = TreeUnit & { readonly level: UnitLevel };

const isUnit = (unit: TreeUnit): unit is Below => unit.level !== "reseller";

/** Active units below, each before those below it. */
export function unitsBelow(unit: TreeUnit | undefined): readonly Below[] {
    const children = unit?.below.filter((child) => !child.inactive).filter(isUnit) ?? [];
    return children.flatMap((child) => [child, ...unitsBelow(child)]);
}

/** Display names from just below `top` down to the unit. */
export function pathTo(unit: TreeUnit, top: TreeUnit): readonly string[] {
    const { above } = unit;
    return [...(above === undefined || above.token === top.token ? [] : pathTo(above, top)), unit.name];
}

/** Equal for equal places below one unit. */
export const pathKey = (level: string, path: readonly string[]): string => JSON.stringify([level, path.map(nameKey)]);

/**
 * `up to 12 units below that declare no settings here: 3 accounts, 9 projects`, of active units; undefined where there are none. A level that
 * becomes stricter may cut these, and nobody else says so: a unit whose settings the program declares tells of its own change. How many are
 * really cut only reading them all would say, which is for the update.
 *
 * @param declared what the program declares below; undefined where nobody tells, as of programs that talk to the plugin
 */
export function countBelow(unit: TreeUnit | undefined, declared: readonly DeclaredBelow[] | undefined): string | undefined {
    if (unit === undefined) return undefined;
    const managed = new Set((declared ?? []).filter((each) => each.managed === true).map(({ level, path }) => pathKey(level, path)));
    const below = unitsBelow(unit).filter((each) => !managed.has(pathKey(each.level, pathTo(each, unit))));
    if (below.length === 0) return undefined;
    const levels = new Map<UnitLevel, number>([
        ["customer", 0],
        ["account", 0],
        ["project", 0],
    ]);
    for (const { level } of below) levels.set(level, (levels.get(level) ?? 0) + 1);
    const byLevel = [...levels].filter(([, count]) => count > 0).map(([level, count]) => counted(count, level));
    if (declared === undefined) return `up to ${counted(below.length, "unit")} below: ${byLevel.join(", ")}`;
    return `up to ${counted(below.length, "unit")} below that ${below.length === 1 ? "declares" : "declare"} no settings here: ${byLevel.join(", ")}`;
}

export const stricterOf = (a: Settings, b: Settings): Settings =>
    settingsOf((name) => (looseness(name, a[name]) <= looseness(name, b[name]) ? a[name] : b[name]));
export const looserIn = (a: Settings, b: Settings): readonly SettingName[] =>
    SETTING_NAMES.filter((name) => looseness(name, a[name]) > looseness(name, b[name]));

const SELF = { level: "customer", by: "order" } as const;

/** What applies at a unit that stores `own` where `above` applies. */
export const applied = (own: Settings, above: Settings): Settings => effective(own, effectiveAtTop(above), SELF).settings;

/** A unit that stores more than a level above will allow. */
export interface TooLoose {
    readonly unit: Below;
    /** What will apply above it. */
    readonly limit: Settings;
    /** The settings of which it stores more. */
    readonly names: readonly SettingName[];
    /** Those among them that it will feel: the others are cut today already. */
    readonly felt: readonly SettingName[];
}

/**
 * The units below `top` that store more than what will apply there, each before those below it. `now` and `next`: what applies at `top`, and
 * what will. `storedAt` may know the settings of some units only: nothing is said of the others, nor of those below them.
 */
export async function looserBelow(
    top: TreeUnit | undefined,
    { now, next }: { readonly now: Settings; readonly next: Settings },
    storedAt: (unit: Below) => Promise<Settings | undefined>,
): Promise<readonly TooLoose[]> {
    const below = await Promise.all(unitsBelow(top).map(async (unit) => ({ unit, stored: await storedAt(unit) })));
    const levels = new Map([[top?.token, { now, next }]]);
    return below.flatMap(({ unit, stored }) => {
        const above = levels.get(unit.above?.token);
        if (above === undefined || stored === undefined) return [];
        const today = applied(stored, above.now);
        levels.set(unit.token, { now: today, next: applied(stored, above.next) });
        const names = looserIn(stored, above.next);
        return names.length === 0 ? [] : [{ unit, limit: above.next, names, felt: looserIn(today, above.next) }];
    });
}
