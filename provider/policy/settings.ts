/** Values of the privacy settings, and how a level limits those below. */
import type { Level } from "./level.js";
import { type ByKind, isPeriod, type PeriodName, SETTINGS, type SettingName, type SwitchName } from "./table.js";

/** A full set of settings. Periods in milliseconds. */
export type Settings = ByKind<{ switch: boolean; "console period": number; "any period": number }>;

/** What a level itself says about one period: a length, or the shorter of a length and what is allowed above. */
export type OwnPeriod = number | { readonly atMost: number };

/** What a level itself says about one switch: a position, or a position where the level above allows it. */
export type OwnSwitch = boolean | { readonly ifAllowed: boolean };

/** What a level itself says. Left out: it follows the level above. */
export type OwnSettings = { readonly [S in SwitchName]?: OwnSwitch } & { readonly [S in PeriodName]?: OwnPeriod };

/** Who decides a setting: the level, and the logical name of the resource that declares it, or "live" where this program declares nothing. */
export interface Decider {
    readonly level: Level;
    readonly by: string;
}

/** A level that says something: what it takes from presets is decided by the preset, what it says itself by the level. */
export interface Owner extends Decider {
    /** Names of presets, by the settings that come from them. */
    readonly presets?: Readonly<Partial<Record<SettingName, string>>> | undefined;
}

/** Who decides a setting that `owner` says: `acme`, or `acme (preset strict)`. */
export function deciderOf({ level, by, presets }: Owner, name: SettingName): Decider {
    const preset = presets?.[name];
    return { level, by: preset === undefined ? by : `${by} (preset ${preset})` };
}

/** What applies at a unit, and who decides each setting. */
export interface Effective {
    readonly settings: Settings;
    readonly decidedBy: Readonly<Record<SettingName, Decider>>;
}

/** The strict value of a switch. */
export const strictest = (name: SwitchName): boolean => SETTINGS[name].strict;

/** How much each value of a setting lets through: the larger, the looser. The one order that all rules use. */
export function looseness(name: SettingName, value: boolean | number): number {
    if (isPeriod(name)) return Number(value);
    return value === strictest(name) ? 0 : 1;
}
