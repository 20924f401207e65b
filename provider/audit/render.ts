/** An audit for people and for programs. */
import type { ReportingDescriptor, Result } from "sarif";
import { oneLine } from "../errors/index.js";
import { sarifPlace, sarifText, xml } from "../review/renderers.js";
import { type Audit, type Breach, UNKNOWN } from "./audit.js";
import type { OrganisationRule, RuleLevel } from "./rules.js";

const unitOf = ({ subject: { level, path } }: Breach): string => oneLine(`${level} ${path.join(" / ")}`);

/** `recordings is on` and the like in one form for all settings: as a program says it. */
function what({ setting, to, floor }: Breach): string {
    const is = to === UNKNOWN ? `nobody here knows what ${setting} will be` : `${setting} is ${to}`;
    return floor === "true" || floor === "false" ? `${is}, and has to be ${floor}` : `${is}, and may be ${floor} at most`;
}
/** `project Hotline: recordings is true, and has to be false.` */
export const withoutRule = (breach: Breach): string => `${unitOf(breach)}: ${what(breach)}.`;
const sentence = (breach: Breach): string => `${withoutRule(breach)} ${breach.rule.says}`;
const count = (number: number, one: string, many = `${one}s`): string => `${number} ${number === 1 ? one : many}`;

const LEVEL: Readonly<Record<RuleLevel, string>> = { mandatory: "MANDATORY", overridable: "OVERRIDABLE", advisory: "ADVISORY" };

export function toTerminal({ breaches, approved, idle, failing, subjects, rules }: Audit): string {
    const broken = [...new Set(breaches.map(({ rule }) => rule))];
    const sections = broken.flatMap((rule) => {
        const lines = breaches
            .filter((breach) => breach.rule === rule)
            .map((breach) => {
                const by = approved.get(breach);
                return `  ${unitOf(breach)}: ${what(breach)}${by === undefined ? "" : ` (approved by ${by})`}`;
            });
        return [`${LEVEL[rule.level]} ${rule.name}: ${oneLine(rule.says)}`, ...lines, ""];
    });
    const unused =
        idle.length === 0 ? [] : ["Approvals and exceptions that do nothing here:", ...idle.map((text) => `  ${oneLine(text)}`), ""];
    const ask = breaches.some(({ to }) => to === UNKNOWN)
        ? ["What nobody here knows may be anything, so it counts as broken. --live reads what only the gateway knows.", ""]
        : [];
    const parts = [
        `${count(subjects, "unit")}, ${count(rules.length, "rule")}: ${rules.length - broken.length} kept, ${broken.length} broken`,
        ...(breaches.length === 0 ? [] : [` by ${count(breaches.length, "breach", "breaches")}, ${approved.size} of them approved`]),
    ];
    const verdict = failing.length === 0 ? "Passed." : `FAILED by ${count(failing.length, "breach", "breaches")}.`;
    return `${[...sections, ...unused, ...ask, `${parts.join("")}. ${verdict}`].join("\n")}\n`;
}

export function toJson({ breaches, approved, idle, failing, subjects, rules }: Audit): string {
    const fails = new Set(failing);
    const shown = breaches.map((breach) => ({
        rule: breach.rule.name,
        level: breach.rule.level,
        unit: { level: breach.subject.level, path: breach.subject.path, token: breach.subject.tokens.at(-1) ?? null },
        setting: breach.setting,
        is: breach.to,
        atMost: breach.floor,
        approved: approved.get(breach) ?? null,
        fails: fails.has(breach),
        source: breach.subject.source ?? null,
    }));
    const named = rules.map(({ name, level, says }) => ({ name, level, says }));
    return `${JSON.stringify({ passed: failing.length === 0, units: subjects, rules: named, breaches: shown, idle }, null, 4)}\n`;
}

const SARIF_LEVEL = { mandatory: "error", overridable: "error", advisory: "note" } as const;

const descriptor = ({ name, says, level }: OrganisationRule): ReportingDescriptor => ({
    id: name,
    shortDescription: { text: says },
    defaultConfiguration: { level: SARIF_LEVEL[level] },
});

/** What is approved is left out: some tools that read SARIF show suppressed results as open. */
export function toSarif({ breaches, approved, rules }: Audit, folder: string): string {
    const results = breaches
        .filter((breach) => !approved.has(breach))
        .map((breach): Result => {
            const { path, tokens, source } = breach.subject;
            return {
                ruleId: breach.rule.name,
                ruleIndex: rules.indexOf(breach.rule),
                level: SARIF_LEVEL[breach.rule.level],
                message: { text: sentence(breach) },
                locations: [sarifPlace(source, path, folder)],
                partialFingerprints: {
                    "cvgRule/v1": [breach.rule.name, tokens.at(-1) ?? path.join(" / "), breach.setting, breach.to].join("|"),
                },
            };
        });
    return sarifText("cvg audit", rules.map(descriptor), results);
}

/** A suite a rule, a case a unit that breaks it; a rule that is kept has one case, so that it is seen to have been looked at. */
export function toJunit({ breaches, failing, rules }: Audit): string {
    const fails = new Set(failing);
    const suites = rules.map((rule) => {
        const own = breaches.filter((breach) => breach.rule === rule);
        const cases = own.map((breach) => {
            const at = breach.subject.source;
            const place = at === undefined ? "" : ` file="${xml(at.file)}" line="${at.line}"`;
            const open = `    <testcase classname="${xml(rule.name)}" name="${xml(`${unitOf(breach)}: ${breach.setting}`)}"${place}`;
            if (!fails.has(breach)) return `${open}/>`;
            return `${open}>\n      <failure type="${rule.level}" message="${xml(sentence(breach))}"/>\n    </testcase>`;
        });
        const all = cases.length > 0 ? cases : [`    <testcase classname="${xml(rule.name)}" name="${xml(rule.says)}"/>`];
        return { all, name: rule.says, failed: own.filter((breach) => fails.has(breach)).length };
    });
    const tests = suites.reduce((sum, { all }) => sum + all.length, 0);
    return [
        '<?xml version="1.0" encoding="UTF-8"?>',
        `<testsuites name="cvg audit" tests="${tests}" failures="${failing.length}" errors="0">`,
        ...suites.flatMap(({ all, name, failed }) => [
            `  <testsuite name="${xml(name)}" tests="${all.length}" failures="${failed}" errors="0">`,
            ...all,
            "  </testsuite>",
        ]),
        "</testsuites>",
        "",
    ].join("\n");
}
