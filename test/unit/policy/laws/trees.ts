/** Random trees of what the levels say about privacy, as programs declare it and gateways hold it. */
import fc from "fast-check";
import {
    type Decider,
    type Effective,
    effective,
    effectiveAtTop,
    LEVELS,
    type Level,
    type OwnPeriod,
    type OwnSettings,
    type OwnSwitch,
    SETTING_NAMES,
    type SettingName,
    type Settings,
} from "../../../../provider/policy/index.js";
import { eachSetting } from "../../../harness/settings.js";

/** One unit, and what is said there. */
export interface Said {
    readonly level: Level;
    /** Place of the unit above in the list; null at the reseller. */
    readonly above: number | null;
    /** Logical name of the resource that declares it, or "live". */
    readonly by: string;
    readonly own: OwnSettings;
}

export interface Tree {
    /** What the gateway holds for the reseller. */
    readonly stored: Settings;
    /** Reseller first, every unit after the one above it. */
    readonly units: readonly Said[];
}

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** Few enough to be equal often, some a millisecond apart, some that no console offers, and any other. None is the shortest there is, 1 ms. */
export const milliseconds = fc.oneof(
    { weight: 5, arbitrary: fc.constantFrom(600_000, HOUR, DAY, 7 * DAY, 30 * DAY) },
    { weight: 2, arbitrary: fc.constantFrom(90_500, 5 * HOUR, 36 * HOUR) },
    { weight: 1, arbitrary: fc.constantFrom(2, DAY - 1, DAY + 1, 2 ** 40) },
    { weight: 1, arbitrary: fc.integer({ min: 2, max: 2 ** 40 }) },
);

/** The loose end more often, so that the lower levels decide often enough too. */
const switched = (loose: boolean): fc.Arbitrary<boolean> =>
    fc.oneof({ weight: 13, arbitrary: fc.constant(loose) }, { weight: 7, arbitrary: fc.constant(!loose) });

export const settings: fc.Arbitrary<Settings> = fc.record(
    eachSetting(switched, () => milliseconds),
    { noNullPrototype: true },
);

const ownSwitch = (loose: boolean): fc.Arbitrary<OwnSwitch> =>
    fc.oneof(
        { weight: 4, arbitrary: switched(loose) },
        { weight: 1, arbitrary: fc.record({ ifAllowed: switched(loose) }, { noNullPrototype: true }) },
    );

const period: fc.Arbitrary<OwnPeriod> = fc.oneof(
    { weight: 2, arbitrary: milliseconds },
    { weight: 1, arbitrary: fc.record({ atMost: milliseconds }, { noNullPrototype: true }) },
);

export const own: fc.Arbitrary<OwnSettings> = fc.record(
    eachSetting(ownSwitch, () => period),
    { requiredKeys: [], noNullPrototype: true },
);

type Word = Pick<Said, "own"> & { readonly declared: boolean };

const declared: fc.Arbitrary<Word> = own.map((said) => ({ own: said, declared: true }));
/** Most levels are declared, some are only live, and some say nothing at all. */
const word: fc.Arbitrary<Word> = fc.oneof(
    { weight: 5, arbitrary: declared },
    { weight: 2, arbitrary: settings.map((said) => ({ own: said, declared: false })) },
    { weight: 1, arbitrary: fc.constant({ own: {}, declared: false }) },
);

interface Branch extends Word {
    readonly below: readonly Branch[];
}

const branches = (words: fc.Arbitrary<Word>): fc.Arbitrary<Branch> => {
    const over = (below: fc.Arbitrary<Branch>): fc.Arbitrary<Branch> =>
        fc
            .tuple(words, fc.oneof({ weight: 3, arbitrary: fc.tuple(below) }, { weight: 1, arbitrary: fc.tuple(below, below) }))
            .map(([said, all]) => ({ ...said, below: all }));
    const project: fc.Arbitrary<Branch> = words.map((said) => ({ ...said, below: [] }));
    return over(over(over(project)));
};

/** The unit and all below it, each after the one above it; `first` is its place in the list. */
function unitsOf(branch: Branch, [level, ...deeper]: readonly Level[], above: number | null, first: number): readonly Said[] {
    if (level === undefined) return [];
    const units: Said[] = [{ level, above, by: branch.declared ? `${level}-${first}` : "live", own: branch.own }];
    for (const below of branch.below) units.push(...unitsOf(below, deeper, first, first + units.length));
    return units;
}

/** What a level asks for where the level above allows it. */
export const wishOf = (value: Exclude<OwnPeriod | OwnSwitch, number | boolean>): number | boolean =>
    "atMost" in value ? value.atMost : value.ifAllowed;

/** Larger is looser. Source: manual, "Hierarchischer Aufbau". Not the rules' word for it: what is random must not depend on them. */
export const weight = (name: SettingName, value: boolean | number): number =>
    name === "anonymizeNumbers" ? Number(!value) : Number(value);

const tighter = <T extends boolean | number>(name: SettingName, a: T, b: T): T => (weight(name, a) <= weight(name, b) ? a : b);

/** What is said, with every plain value cut to what is allowed, and what is allowed below. */
function within(said: OwnSettings, allowed: Settings): { readonly own: OwnSettings; readonly allowed: Settings } {
    const cut = SETTING_NAMES.map((name) => {
        const value = said[name];
        const plain = (typeof value === "object" ? wishOf(value) : value) ?? allowed[name];
        const left = tighter<number | boolean>(name, plain, allowed[name]);
        return { name, left, kept: value === undefined || typeof value === "object" ? value : left };
    });
    return {
        own: Object.fromEntries(cut.filter(({ kept }) => kept !== undefined).map(({ name, kept }) => [name, kept])),
        allowed: Object.assign({}, allowed, Object.fromEntries(cut.map(({ name, left }) => [name, left]))),
    };
}

/** What is allowed below the reseller: what it says, else what is stored. */
const atTop = (stored: Settings, said: OwnSettings): Settings =>
    Object.assign({}, stored, Object.fromEntries(Object.entries(said).filter(([, value]) => typeof value !== "object")));

/** The same tree where nobody asks for more than is allowed. */
export function tidy({ stored, units }: Tree): Tree {
    const allowed: Settings[] = [];
    const kept = units.map((unit, place) => {
        const above = unit.above === null ? undefined : allowed[unit.above];
        if (above === undefined) {
            allowed[place] = unit.by === "live" ? stored : atTop(stored, unit.own);
            return unit;
        }
        const cut = within(unit.own, above);
        allowed[place] = cut.allowed;
        return { ...unit, own: cut.own };
    });
    return { stored, units: kept };
}

const treeOf = (words: fc.Arbitrary<Word>): fc.Arbitrary<Tree> =>
    fc.record({ stored: settings, units: branches(words).map((branch) => unitsOf(branch, LEVELS, null, 0)) });

/** Four levels, one or two units below each. In half of them nobody asks for more than is allowed. */
export const tree: fc.Arbitrary<Tree> = fc.oneof(treeOf(word), treeOf(word).map(tidy));

/** Trees of which every level is declared, as a program has it before anything exists. */
export const declaredTree: fc.Arbitrary<Tree> = fc.oneof(treeOf(declared), treeOf(declared).map(tidy));

export const decider = ({ level, by }: Said): Decider => ({ level, by });

/** What applies at each unit: the rules, folded down the tree. */
export function applied({ stored, units }: Tree): readonly Effective[] {
    const found: Effective[] = [];
    for (const unit of units) {
        const above = unit.above === null ? undefined : found[unit.above];
        found.push(
            above === undefined
                ? effectiveAtTop(stored, unit.by === "live" ? {} : unit.own, decider(unit))
                : effective(unit.own, above, decider(unit)),
        );
    }
    return found;
}

/** Every unit below the reseller with what applies above it, and at it. */
export function pairs(tree: Tree): readonly { readonly unit: Said; readonly above: Effective; readonly at: Effective }[] {
    const found = applied(tree);
    return tree.units.flatMap((unit, place) => {
        const above = unit.above === null ? undefined : found[unit.above];
        const at = found[place];
        return above === undefined || at === undefined ? [] : [{ unit, above, at }];
    });
}

/** Whether no setting of `a` lets through more than in `b`. */
export const noLooser = (a: Settings, b: Settings): boolean =>
    SETTING_NAMES.every((name) => weight(name, a[name]) <= weight(name, b[name]));
