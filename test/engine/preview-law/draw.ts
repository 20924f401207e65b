/** Random programs, random changes of them, and what happens in the console in between. */
import fc from "fast-check";
import type { SettingName } from "../../../provider/policy/index.js";
import { eachSetting } from "../../harness/settings.js";
import { inOrder, type Plan, type Policy, type Unit, type UnitLevel, type Word, type Words } from "./plans.js";

const PERIODS = ["10 minutes", "1 hour", "1 day", "1 week", "1 month"];
const one = <T>(...values: readonly T[]): fc.Arbitrary<T> => fc.constantFrom(...values);
const weighted = <T>(...cases: readonly (readonly [number, fc.Arbitrary<T>])[]): fc.Arbitrary<T> =>
    fc.oneof(...cases.map(([weight, arbitrary]) => ({ weight, arbitrary })));
const maybe = (percent: number): fc.Arbitrary<boolean> =>
    weighted<boolean>([100 - percent, fc.constant(false)], [percent, fc.constant(true)]);

const switched = (loose: boolean): fc.Arbitrary<Word> => {
    const value = weighted<boolean>([3, fc.constant(loose)], [2, fc.constant(!loose)]);
    return weighted<Word>([4, value], [1, fc.constant("inherit")], [1, value.map((wish) => ({ wish }))]);
};
const period = (...more: readonly string[]): fc.Arbitrary<Word> => {
    const value = one(...PERIODS, ...more);
    return weighted<Word>([4, value], [1, fc.constant("inherit")], [1, value.map((wish) => ({ wish }))]);
};
const WORD: Readonly<Record<SettingName, fc.Arbitrary<Word>>> = eachSetting(switched, (name) =>
    name === "recordingRetention" ? period("36 hours") : period(),
);
const words: fc.Arbitrary<Words> = fc.record(WORD, { requiredKeys: [], noNullPrototype: true });
const plainOnes = (said: Words): Words =>
    Object.fromEntries(Object.entries(said).filter(([, word]) => typeof word !== "object" && word !== "inherit"));

/** Names of the console's tenant. */
export const LIVE = { customer: "Live", account: "Live account", project: "Live project", other: "Live second" } as const;

const HOSTS = ["bots.one.example", "bots.two.example"];

const unit = (level: UnitLevel, by: string, above: Unit["above"]): fc.Arbitrary<Unit> =>
    fc
        .record({
            settings: fc.option(words, { nil: undefined, freq: 4 }),
            form: one("inline" as const, "inline" as const, "policy" as const),
            count: level === "project" ? fc.nat(2) : fc.constant(0),
            host: one(...HOSTS),
        })
        .map(({ count, ...drawn }) => ({
            ...{ level, by, name: by.toUpperCase(), above, active: undefined, ifExists: undefined, options: undefined },
            ...drawn,
            numbers: Array.from({ length: count }, (_, index) => numberOf(by, index)),
        }));

/** A number that no other project of the first program has. */
const numberOf = (by: string, index: number): string => {
    const seed = [...by].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 100_000, 7);
    return `+498920${String(seed).padStart(5, "0")}${index}`;
};

const policy = (by: string, scope: Policy["scope"]): fc.Arbitrary<Policy> =>
    fc.record({
        by: fc.constant(by),
        scope: fc.constant(scope),
        settings: scope === "reseller" ? words.map(plainOnes) : words,
        below: one(undefined, undefined, undefined, "refuse" as const),
        // A level that a reset tightens binds what is below it only from then on: nobody asks the provider of what leaves a program.
        onDelete: by === "live-p" ? one(undefined, "reset" as const) : fc.constant(undefined),
    });

const all = <T>(arbitraries: readonly fc.Arbitrary<T>[]): fc.Arbitrary<readonly T[]> => fc.tuple(...arbitraries);

/** Two customers at most with what is below them, what stands below the console's tenant, and policies of what the program does not declare. */
export const plan: fc.Arbitrary<Plan> = fc
    .record({
        customers: fc.array(fc.array(fc.nat(2), { maxLength: 2 }), { minLength: 1, maxLength: 2 }),
        liveAccount: maybe(25),
        liveProject: maybe(25),
        top: maybe(40),
        ofCustomer: maybe(25),
        ofAccount: maybe(15),
        ofProject: maybe(15),
    })
    .chain(({ customers, liveAccount, liveProject, top, ofCustomer, ofAccount, ofProject }) => {
        const units: fc.Arbitrary<Unit>[] = [];
        customers.forEach((accounts, c) => {
            units.push(unit("customer", `c${c}`, undefined));
            accounts.forEach((projects, a) => {
                units.push(unit("account", `c${c}a${a}`, { unit: `c${c}` }));
                for (let p = 0; p < projects; p += 1) units.push(unit("project", `c${c}a${a}p${p}`, { unit: `c${c}a${a}` }));
            });
        });
        if (liveAccount) units.push(unit("account", "la", { live: LIVE.customer }), unit("project", "lap", { unit: "la" }));
        if (liveProject) units.push(unit("project", "lp", { live: LIVE.account }));
        const policies = [
            ...(top ? [policy("top", "reseller")] : []),
            ...(ofCustomer ? [policy("live-c", { live: LIVE.customer })] : []),
            ...(ofAccount ? [policy("live-a", { live: LIVE.account })] : []),
            ...(ofProject ? [policy("live-p", { live: LIVE.project })] : []),
        ];
        return fc.record({ units: all(units).map(inOrder), policies: all(policies) });
    });

/** One thing that a user changes. `at` and `to` choose among what there is. */
export type Change =
    | { readonly kind: "set"; readonly at: number; readonly words: Words }
    | { readonly kind: "let go" | "form" | "rename" | "remove" | "inactive" | "active" | "again" | "host"; readonly at: number }
    | { readonly kind: "move" | "hand over"; readonly at: number; readonly to: number }
    | {
          readonly kind: "add";
          readonly level: UnitLevel;
          readonly at: number;
          readonly words: Words | undefined;
          readonly form: Unit["form"];
      }
    | { readonly kind: "number" | "free"; readonly at: number }
    | { readonly kind: "policy"; readonly at: number; readonly words: Words }
    | { readonly kind: "no policy"; readonly at: number };

const at = fc.nat(50);
const change: fc.Arbitrary<Change> = weighted<Change>(
    [8, fc.record({ kind: fc.constant("set" as const), at, words })],
    [6, fc.record({ kind: one("let go", "form", "rename", "remove", "inactive", "active", "again", "host"), at })],
    [5, fc.record({ kind: one("move", "move", "hand over"), at, to: at })],
    [
        3,
        fc.record({
            kind: fc.constant("add" as const),
            level: one<UnitLevel>("customer", "account", "project"),
            at,
            words: fc.option(words, { nil: undefined }),
            form: one<Unit["form"]>("inline", "policy"),
        }),
    ],
    [2, fc.record({ kind: one("number" as const, "free" as const), at })],
    [4, fc.record({ kind: fc.constant("policy" as const), at, words })],
    [1, fc.record({ kind: fc.constant("no policy" as const), at })],
);

/** One thing that somebody does in the console. */
export type Deed =
    | { readonly kind: "set"; readonly at: number; readonly name: SettingName; readonly loose: boolean; readonly period: string }
    | { readonly kind: "move" | "make" | "deactivate" | "rename"; readonly at: number; readonly to: number };

const deed: fc.Arbitrary<Deed> = weighted<Deed>(
    [
        3,
        fc.record({
            kind: fc.constant("set" as const),
            at,
            name: one(...(Object.keys(WORD) as SettingName[])),
            loose: fc.boolean(),
            period: one(...PERIODS, "5 hours"),
        }),
    ],
    [1, fc.record({ kind: one("move" as const, "make" as const, "deactivate" as const, "rename" as const), at, to: at })],
);

export interface Pair {
    readonly before: Plan;
    readonly changes: readonly Change[];
    /** Whether the second program, too, asks for what is allowed only, as far as nobody changes anything in between. */
    readonly tidied: boolean;
    readonly drift: readonly Deed[];
    readonly refresh: boolean;
    /** Resources of the second program that name a unit of the program by its token, as far as they can. */
    readonly literal: readonly number[];
    /** Resources of the second program that its run leaves out (`--exclude`). */
    readonly without: readonly number[];
    /** A row of the pairwise table. */
    readonly row: number;
}

export const pair: fc.Arbitrary<Pair> = fc.record({
    before: plan,
    changes: fc.array(change, { minLength: 1, maxLength: 3 }),
    tidied: maybe(85),
    drift: weighted<readonly Deed[]>([2, fc.constant([])], [1, fc.array(deed, { minLength: 1, maxLength: 2 })]),
    refresh: fc.boolean(),
    literal: weighted<readonly number[]>([3, fc.constant([])], [1, fc.array(at, { minLength: 1, maxLength: 2 })]),
    without: weighted<readonly number[]>([5, fc.constant([])], [1, fc.array(at, { minLength: 1, maxLength: 2 })]),
    row: weighted<number>([3, fc.constant(0)], [2, fc.nat(13)]),
});
