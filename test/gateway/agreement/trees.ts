/** Random trees of units with stored settings, as a gateway may hold them, and random writes below their top level. */
import fc from "fast-check";
import {
    bySetting,
    LEVELS,
    type Level,
    type OwnPeriod,
    type OwnSettings,
    type OwnSwitch,
    SETTING_NAMES,
    type SettingName,
    type Settings,
} from "../../../provider/policy/index.js";
import { eachSetting } from "../../harness/settings.js";

export interface TreeUnit {
    readonly level: Level;
    /** Place of the unit above in the list; null at the reseller. */
    readonly above: number | null;
    readonly stored: Settings;
}

/** One unit that is created or updated. */
export interface Write {
    readonly verb: "create" | "update";
    /** Chooses the unit to update, or the unit above the new one, among those there are by then. */
    readonly choice: number;
    readonly own: OwnSettings;
    /** An update writes these as they are stored, whatever `own` says. */
    readonly kept: readonly SettingName[];
}

export interface Tree {
    /** Reseller first, every unit after the one above it. Stored values may be looser than what is above: that level was tightened afterwards. */
    readonly units: readonly TreeUnit[];
    readonly writes: readonly Write[];
    /** What the gateway makes of a looser value that is written again unchanged: DOMAIN.md, "Life of a unit". */
    readonly unchangedLooser: "accept" | "reject";
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Periods that no console offers. */
export const ODD_PERIODS = { "90500 ms": 90_500, "5 hours": 5 * HOUR, "36 hours": 36 * HOUR } as const;

/** Few enough to be equal often, some a millisecond apart, and any other. */
const milliseconds = fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom(10 * MINUTE, HOUR, DAY, 7 * DAY, 30 * DAY) },
    { weight: 4, arbitrary: fc.constantFrom(...Object.values(ODD_PERIODS)) },
    { weight: 2, arbitrary: fc.constantFrom(1, 90_000, DAY - 1, DAY + 1, Number.MAX_SAFE_INTEGER) },
    { weight: 2, arbitrary: fc.integer({ min: 1, max: 2 ** 40 }) },
);

/** The loose end more often, so that the lower levels decide often enough too. */
const switched = (loose: boolean): fc.Arbitrary<boolean> =>
    fc.oneof({ weight: 13, arbitrary: fc.constant(loose) }, { weight: 7, arbitrary: fc.constant(!loose) });

const settings: fc.Arbitrary<Settings> = fc.record(eachSetting(switched, () => milliseconds));

const period: fc.Arbitrary<OwnPeriod> = fc.oneof(
    { weight: 3, arbitrary: milliseconds },
    { weight: 1, arbitrary: fc.record({ atMost: milliseconds }) },
);
const ownSwitch: fc.Arbitrary<OwnSwitch> = fc.oneof(
    { weight: 4, arbitrary: fc.boolean() },
    { weight: 1, arbitrary: fc.record({ ifAllowed: fc.boolean() }) },
);
const own: fc.Arbitrary<OwnSettings> = fc.record(
    eachSetting(
        () => ownSwitch,
        () => period,
    ),
    { requiredKeys: [] },
);

const write: fc.Arbitrary<Write> = fc.record({
    verb: fc.constantFrom("create", "update"),
    choice: fc.nat({ max: 999 }),
    own,
    kept: fc.subarray([...SETTING_NAMES]),
});

interface Branch {
    readonly stored: Settings;
    readonly below: readonly Branch[];
}

const project: fc.Arbitrary<Branch> = fc.record({ stored: settings, below: fc.constant([]) });
const over = (below: fc.Arbitrary<Branch>): fc.Arbitrary<Branch> =>
    fc.record({
        stored: settings,
        below: fc.oneof({ weight: 3, arbitrary: fc.tuple(below) }, { weight: 1, arbitrary: fc.tuple(below, below) }),
    });

/** The unit and all below it, each after the one above it; `first` is its place in the list. */
function unitsOf(
    { stored, below }: Branch,
    [level, ...deeper]: readonly Level[],
    above: number | null,
    first: number,
): readonly TreeUnit[] {
    if (level === undefined) return [];
    const units: TreeUnit[] = [{ level, above, stored }];
    for (const branch of below) units.push(...unitsOf(branch, deeper, first, first + units.length));
    return units;
}

/** Larger is looser. Source: manual, "Hierarchischer Aufbau". Neither the rules' word for it nor the gateway's: what is random must not depend on them. */
export const looseness = (name: SettingName, value: boolean | number): number =>
    name === "anonymizeNumbers" ? Number(!value) : Number(value);

/** Each setting as it is stored, or as above where that is stricter. */
function within(stored: Settings, above: Settings): Settings {
    const fits = (name: SettingName): boolean => looseness(name, stored[name]) <= looseness(name, above[name]);
    const kept = (name: SettingName): boolean | number => (fits(name) ? stored : above)[name];
    return bySetting(
        (name) => kept(name) === true,
        (name) => Number(kept(name)),
    );
}

/** The same branch as it is where no level was tightened afterwards. */
const tidy = ({ stored, below }: Branch, above: Settings): Branch => {
    const kept = within(stored, above);
    return { stored: kept, below: below.map((branch) => tidy(branch, kept)) };
};

const top = over(over(over(project)));
const tidyTop = top.map((branch) => tidy(branch, branch.stored));

/** Four levels, at most two units below each. */
export const tree: fc.Arbitrary<Tree> = fc.record({
    units: fc.oneof(top, tidyTop).map((branch) => unitsOf(branch, LEVELS, null, 0)),
    writes: fc.array(write, { minLength: 2, maxLength: 2 }),
    unchangedLooser: fc.constantFrom("accept", "reject"),
});
