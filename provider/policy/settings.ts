/** The six privacy settings that all four levels carry, and how a level limits those below. Source: manual, "Hierarchischer Aufbau". */
import type { Level } from "./level.js";

/** Order of display everywhere: as in the console. */
export const SETTING_NAMES = [
    "outboundCalls",
    "recordings",
    "recordingRetention",
    "anonymizeNumbers",
    "storeDialogData",
    "dialogRetention",
] as const;
export type SettingName = (typeof SETTING_NAMES)[number];
export type PeriodName = "recordingRetention" | "dialogRetention";
export type SwitchName = Exclude<SettingName, PeriodName>;

/** A full set of settings. Periods in milliseconds. */
export interface Settings {
    /** Bots may start calls, and hand over to agents. */
    readonly outboundCalls: boolean;
    readonly recordings: boolean;
    /** Milliseconds after the end of the call. */
    readonly recordingRetention: number;
    /** Bots and integrations see `md5-hash:...` instead of the caller's number. */
    readonly anonymizeNumbers: boolean;
    readonly storeDialogData: boolean;
    /** Milliseconds after the end of the dialog. */
    readonly dialogRetention: number;
}

/** What a level itself says about one period: a length, or the shorter of a length and what is allowed above. */
export type OwnPeriod = number | { readonly atMost: number };

/** What a level itself says. Left out: it follows the level above. */
export type OwnSettings = { readonly [S in SwitchName]?: boolean } & { readonly [S in PeriodName]?: OwnPeriod };

/** Who decides a setting: the level, and the logical name of the resource that declares it, or "live" where this program declares nothing. */
export interface Decider {
    readonly level: Level;
    readonly by: string;
}

/** What applies at a unit, and who decides each setting. */
export interface Effective {
    readonly settings: Settings;
    readonly decidedBy: Readonly<Record<SettingName, Decider>>;
}

export const isPeriod = (name: SettingName): name is PeriodName => name === "recordingRetention" || name === "dialogRetention";

/** The value of each setting that is strict: whoever switches it there limits all levels below. */
export const STRICT: Readonly<Record<SwitchName, boolean>> = {
    outboundCalls: false,
    recordings: false,
    anonymizeNumbers: true,
    storeDialogData: false,
};

/** How much each value of a setting lets through: the larger, the looser. The one order that all rules use. */
export function looseness(name: SettingName, value: boolean | number): number {
    if (isPeriod(name)) return Number(value);
    return value === STRICT[name] ? 0 : 1;
}
