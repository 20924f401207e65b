/** The rules of the hierarchy, pure: what applies at a level, what is forbidden there, and what a change does. */
import {
    type Decider,
    deciderOf,
    type Effective,
    looseness,
    type Owner,
    type OwnPeriod,
    type OwnSettings,
    type OwnSwitch,
    type Settings,
} from "./settings.js";
import { bySetting, SETTING_NAMES, type SettingName, type StoredData, takenBy } from "./table.js";

type Value = boolean | number;

/** One value for each setting. */
export const eachSetting = <T>(of: (name: SettingName) => T): Readonly<Record<SettingName, T>> => bySetting(of, of);

/** The settings of a record that has each as a switch or a number of milliseconds. */
export const settingsOf = (of: (name: SettingName) => Value): Settings =>
    bySetting(
        (name) => of(name) === true,
        (name) => Number(of(name)),
    );

/** What a level asks for by itself: undefined where it follows the level above, also where that allows less than its `atMost` or `ifAllowed`. */
function asked(name: SettingName, said: OwnSwitch | OwnPeriod | undefined, allowed: Value): Value | undefined {
    if (typeof said !== "object") return said;
    const wish = "atMost" in said ? said.atMost : said.ifAllowed;
    return looseness(name, wish) > looseness(name, allowed) ? undefined : wish;
}

/**
 * What applies at a level that says `own` under a level where `above` applies. Never looser than above.
 *
 * A declared value decides its setting unless the level above is stricter. A level that is only live (`self.by` is "live") decides
 * only where it is stricter than the level above: that its stored value is equal says nothing about anybody's will.
 */
export function effective(own: OwnSettings, above: Effective, self: Owner): Effective {
    const outcome = eachSetting((name): { readonly value: Value; readonly by: Decider } => {
        const allowed = above.settings[name];
        const value = asked(name, own[name], allowed);
        if (value === undefined) return { value: allowed, by: above.decidedBy[name] };
        const difference = looseness(name, value) - looseness(name, allowed);
        const decides = difference < 0 || (difference === 0 && self.by !== "live");
        return { value: decides ? value : allowed, by: decides ? deciderOf(self, name) : above.decidedBy[name] };
    });
    return { settings: settingsOf((name) => outcome[name].value), decidedBy: eachSetting((name) => outcome[name].by) };
}

/** What applies at the top level, where nothing is above: what is declared there, else what is stored. A wish that depends on a level above (`atMost`, `ifAllowed`) says nothing there. */
export function effectiveAtTop(stored: Settings, own: OwnSettings = {}, self?: Owner): Effective {
    const declared = (name: SettingName): Value | undefined => {
        const value = own[name];
        return typeof value === "object" ? undefined : value;
    };
    const live: Decider = { level: "reseller", by: "live" };
    return {
        settings: settingsOf((name) => declared(name) ?? stored[name]),
        decidedBy: eachSetting((name) => (declared(name) === undefined || self === undefined ? live : deciderOf(self, name))),
    };
}

/** A setting that asks for more than the level above allows. */
export interface Violation {
    readonly setting: SettingName;
    readonly asked: Value;
    readonly allowed: Value;
    readonly decidedBy: Decider;
}

/** Every setting of `own` that is looser than `above` allows, in the order of display. `atMost`, `ifAllowed` and what is left out never are. */
export function violations(own: OwnSettings, above: Effective): readonly Violation[] {
    return SETTING_NAMES.flatMap((setting) => {
        const value = asked(setting, own[setting], above.settings[setting]);
        const allowed = above.settings[setting];
        if (value === undefined || looseness(setting, value) <= looseness(setting, allowed)) return [];
        return [{ setting, asked: value, allowed, decidedBy: above.decidedBy[setting] }];
    });
}

export type Direction = "looser" | "stricter" | "same";

/** What a change of one setting does. */
export interface Comparison {
    readonly setting: SettingName;
    readonly direction: Direction;
    readonly before: Value;
    readonly after: Value;
    /** Stored data that the change may delete or make unreadable. */
    readonly mayDelete?: StoredData;
}

/** What becomes looser, stricter or stays when `before` is replaced by `after`, for each setting in the order of display. */
export function compare(before: Settings, after: Settings): readonly Comparison[] {
    return SETTING_NAMES.map((setting) => {
        const difference = looseness(setting, after[setting]) - looseness(setting, before[setting]);
        const direction = difference > 0 ? "looser" : difference < 0 ? "stricter" : "same";
        const mayDelete = direction === "stricter" ? takenBy(setting) : undefined;
        return { setting, direction, before: before[setting], after: after[setting], ...(mayDelete === undefined ? {} : { mayDelete }) };
    });
}
