/** The rules of an organisation: floors below which no unit may go. */
import { z } from "zod";
import { CATALOGUE, CvgError, problemsIn, series } from "../errors/index.js";
import {
    isChoosable,
    isPeriod,
    LEVELS,
    type Level,
    NAMED_PERIODS,
    parsePeriod,
    SETTING_NAMES,
    type SettingName,
    strictest,
} from "../policy/index.js";

/**
 * - `advisory`: told, and never fails
 * - `mandatory`: fails, whatever is approved
 * - `overridable`: fails, unless an approval names tenant and value
 */
const RULE_LEVELS = ["advisory", "mandatory", "overridable"] as const;
export type RuleLevel = (typeof RULE_LEVELS)[number];

const NAMED: ReadonlySet<string> = new Set(NAMED_PERIODS);
const Period = z.string().refine((text) => NAMED.has(text) || isChoosable(text), 'a period like "1 week" or "36 hours"');
const Settings = z.strictObject({
    outboundCalls: z.boolean().optional(),
    recordings: z.boolean().optional(),
    recordingRetention: Period.optional(),
    anonymizeNumbers: z.boolean().optional(),
    storeDialogData: z.boolean().optional(),
    dialogRetention: Period.optional(),
});

/** No period is: another client may store any. */
const isLoosest = (name: SettingName, value: unknown): boolean => !isPeriod(name) && value !== strictest(name);

/** Whoever writes that means the other value, or something else than a floor. */
const neverBroken = (names: readonly SettingName[], floor: Readonly<Partial<Record<SettingName, unknown>>>): string =>
    `no unit can break it, because nothing is looser than ${series(names.map((name) => `${name}: ${floor[name]}`))}; a floor is the loosest value that is allowed`;

const Rule = z.strictObject({
    /** One sentence, for reports. */
    says: z.string().min(1),
    level: z.enum(RULE_LEVELS),
    /** The loosest that is allowed, by setting. */
    floor: Settings.superRefine((floor, context) => {
        const said = SETTING_NAMES.filter((name) => floor[name] !== undefined);
        if (said.length === 0) context.addIssue("at least one setting");
        else if (said.every((name) => isLoosest(name, floor[name]))) context.addIssue(neverBroken(said, floor));
    }),
    /** Levels of units that are looked at. @default projects: what reaches people */
    units: z.array(z.enum(LEVELS)).min(1).default(["project"]),
    /** Units to which it does not apply, and what is below them: token, name, or path with " / " between names. */
    except: z.array(z.string().min(1)).default([]),
});

const RuleTest = z.strictObject({
    rule: z.string(),
    unit: z.strictObject({ path: z.string().min(1), level: z.enum(LEVELS).default("project"), settings: Settings }),
    breaks: z.boolean(),
});
const RuleName = z.string().regex(/^[a-z0-9][a-z0-9-]*$/, "a name of small letters, digits and hyphens");
/** Without a rule everything would pass, for ever. */
const Rules = z.record(RuleName, Rule).refine((rules) => Object.keys(rules).length > 0, "at least one rule");
const RulesFile = z.strictObject({ rules: Rules, tests: z.array(RuleTest).default([]) });

/** Settings as far as they are known; periods in milliseconds. */
export type Values = Readonly<Partial<Record<SettingName, boolean | number>>>;

export interface OrganisationRule {
    readonly name: string;
    readonly says: string;
    readonly level: RuleLevel;
    readonly floor: Values;
    readonly units: readonly Level[];
    readonly except: readonly string[];
}

/** A unit as a test of a rule names it, and whether the rule is to be broken there. */
export interface RuleCase {
    readonly rule: string;
    readonly unit: { readonly path: string; readonly level: Level; readonly settings: Values };
    readonly breaks: boolean;
}

export interface Rules {
    readonly rules: readonly OrganisationRule[];
    readonly tests: readonly RuleCase[];
}

/** @param value the file, read as YAML or JSON @throws CvgError CVG623 naming what is wrong, and where */
export function rulesFrom(value: unknown): Rules {
    const { says } = CATALOGUE.CVG623;
    const read = RulesFile.safeParse(value);
    if (!read.success) {
        // Of a name that is none, what it should be stands one step further in.
        const issues = read.error.issues.map((issue) => ({
            path: issue.path,
            message: (issue.code === "invalid_key" ? issue.issues[0]?.message : undefined) ?? issue.message,
        }));
        throw CvgError.of(says.problems({ problems: problemsIn(issues, value) }));
    }
    const rules = Object.entries(read.data.rules).map(([name, { floor, ...rule }]) => ({ name, ...rule, floor: inMilliseconds(floor) }));
    const unknown = read.data.tests.find(({ rule }) => rules.every(({ name }) => name !== rule));
    if (unknown !== undefined) throw CvgError.of(says.noRule({ rule: unknown.rule, rules: rules.map(({ name }) => name) }));
    const tests = read.data.tests.map((test) => ({ ...test, unit: { ...test.unit, settings: inMilliseconds(test.unit.settings) } }));
    return { rules, tests };
}

function inMilliseconds(written: z.infer<typeof Settings>): Values {
    const values = SETTING_NAMES.flatMap((name): readonly (readonly [SettingName, boolean | number])[] => {
        const value = written[name];
        if (typeof value === "boolean") return [[name, value]];
        const milliseconds = value === undefined ? undefined : parsePeriod(value);
        return milliseconds === undefined ? [] : [[name, milliseconds]];
    });
    return Object.fromEntries(values);
}
