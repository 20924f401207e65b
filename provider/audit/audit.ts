/** Units that break the rules of an organisation, live or in a preview. Pure. */
import { CATALOGUE, CvgError } from "../errors/index.js";
import { formatPeriod, type Level, looseness, SETTING_NAMES, type SettingName } from "../policy/index.js";
import { type Approval, judge } from "../review/index.js";
import { Exceptions } from "./exceptions.js";
import type { OrganisationRule, RuleCase, RuleLevel, Rules, Values } from "./rules.js";

/** A unit as the rules see it. */
export interface Subject {
    readonly level: Level;
    /** Display names from the customer down to the unit. */
    readonly path: readonly string[];
    /** Tokens of the same, as far as they are known. */
    readonly tokens: readonly (string | undefined)[];
    /** What applies there, as far as it is known. What is not known may be anything, and counts as the loosest. */
    readonly applies: Values;
    /** The line of the program that declares it, where that is known. */
    readonly source: { readonly file: string; readonly line: number } | undefined;
}

export interface Breach {
    readonly rule: OrganisationRule;
    readonly subject: Subject;
    readonly setting: SettingName;
    /** `rule:NAME`: as an approval names it. */
    readonly kind: string;
    readonly whom: { readonly tenant: string; readonly tenantToken: string | undefined; readonly path: readonly string[] };
    /** What applies, as an approval has to say it; `unknown` where it is not known. */
    readonly to: string;
    /** The loosest that is allowed. */
    readonly floor: string;
}

export interface Audit {
    /** The worst first, then in the order of the rules and units. */
    readonly breaches: readonly Breach[];
    /** Who approved it, and why. Only of what may be approved. */
    readonly approved: ReadonlyMap<Breach, string>;
    /** Approvals and exceptions that do nothing here, in words. */
    readonly idle: readonly string[];
    /** Breaches that let it fail. */
    readonly failing: readonly Breach[];
    readonly subjects: number;
    readonly rules: readonly OrganisationRule[];
}

const SEVERITY: Readonly<Record<RuleLevel, number>> = { mandatory: 0, overridable: 1, advisory: 2 };
export const UNKNOWN = "unknown";

/** A period means nothing where nothing is kept. */
const isIdle = (name: SettingName, { recordings, storeDialogData }: Values): boolean =>
    (name === "recordingRetention" && recordings === false) || (name === "dialogRetention" && storeDialogData === false);

const spoken = (value: boolean | number): string => (typeof value === "number" ? formatPeriod(value) : String(value));

export function breachesOf(rule: OrganisationRule, subject: Subject): readonly Breach[] {
    const { level, path, tokens, applies } = subject;
    if (!rule.units.includes(level)) return [];
    return SETTING_NAMES.flatMap((setting): readonly Breach[] => {
        const [floor, is] = [rule.floor[setting], applies[setting]];
        if (floor === undefined || isIdle(setting, applies)) return [];
        if (is !== undefined && looseness(setting, is) <= looseness(setting, floor)) return [];
        const whom = { tenant: path[0] ?? level, tenantToken: tokens[0], path };
        const to = is === undefined ? UNKNOWN : spoken(is);
        return [{ rule, subject, setting, kind: `rule:${rule.name}`, whom, to, floor: spoken(floor) }];
    });
}

/**
 * Holds units to rules.
 *
 * @param today ISO day
 * @throws CvgError CVG623 where the rules do not do what their own tests say: such rules judge nobody
 */
export function audit({ rules, tests }: Rules, subjects: readonly Subject[], approvals: readonly Approval[], today: string): Audit {
    const failed = failedTests({ rules, tests });
    if (failed.length > 0) throw CvgError.of(CATALOGUE.CVG623.says.failed({ tests: failed }));
    const exceptions = new Exceptions(subjects);
    const found = rules.flatMap((rule) => subjects.flatMap((subject) => (exceptions.has(rule, subject) ? [] : breachesOf(rule, subject))));
    const breaches = found.toSorted((a, b) => SEVERITY[a.rule.level] - SEVERITY[b.rule.level]);
    const ours = approvals.filter(({ finding }) => finding.startsWith("rule:"));
    const approvable = breaches.filter(({ rule }) => rule.level === "overridable");
    const { approved, idle } = judge(ours, approvable, today);
    const failing = breaches.filter((breach) => breach.rule.level !== "advisory" && !approved.has(breach));
    const told = [...rules.flatMap((rule) => exceptions.idle(rule)), ...idle];
    return { breaches, approved, idle: told, failing, subjects: subjects.length, rules };
}

/** Tests of the rules that do not come out as they say, in words. */
export function failedTests({ rules, tests }: Rules): readonly string[] {
    return tests.flatMap((test, index) => {
        const rule = rules.find(({ name }) => name === test.rule);
        const subject = subjectOf(test);
        const broken = rule !== undefined && !new Exceptions([subject]).has(rule, subject) && breachesOf(rule, subject).length > 0;
        if (broken === test.breaks) return [];
        const { path } = test.unit;
        return [`Test ${index + 1}: ${path} ${broken ? "breaks" : "does not break"} ${test.rule}, and should${test.breaks ? "" : " not"}.`];
    });
}

function subjectOf({ unit: { path, level, settings } }: RuleCase): Subject {
    const names = path.split("/").map((name) => name.trim());
    return { level, path: names, tokens: names.map(() => undefined), applies: settings, source: undefined };
}
