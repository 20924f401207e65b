/**
 * Privacy settings for tests, one of each: they follow the provider's table, so a new setting needs no line in whoever uses them.
 * `test/unit/policy/table` holds that table against one that is written out by hand.
 */
import { bySetting, SETTINGS, type SettingName, type Settings } from "../../provider/policy/index.js";

/** The loose end of a switch; a period has none. */
const looseOf = (name: SettingName): boolean => {
    const row = SETTINGS[name];
    return row.kind === "switch" && !row.strict;
};

/** One thing for each setting: of a switch by its loose end, of a period by its name. */
export const eachSetting = <OfSwitch, OfPeriod>(ofSwitch: (loose: boolean) => OfSwitch, ofPeriod: (name: SettingName) => OfPeriod) =>
    bySetting((name) => ofSwitch(looseOf(name)), ofPeriod);

/** Everything allowed. @param period of both, in milliseconds */
export const open = (period: number): Settings =>
    eachSetting(
        (loose) => loose,
        () => period,
    );

/** Nothing allowed. @param period of both, in milliseconds */
export const closed = (period: number): Settings =>
    eachSetting(
        (loose) => !loose,
        () => period,
    );
