/** The rules in words: what a user reads when a level above forbids something. */
import { series } from "../errors/index.js";
import type { Level } from "./level.js";
import { formatPeriod, offeredPeriods } from "./period.js";
import type { Violation } from "./rules.js";
import type { Decider } from "./settings.js";
import { isPeriod, type PeriodName, SETTINGS } from "./table.js";

/** A coded message in parts: the shell puts code and unit in front. */
export interface Explanation {
    readonly what: string;
    readonly remedy: string;
}

/** How people know a level: `customer "Acme Versicherung" (acme)`. */
export function describeDecider(decider: Decider, displayName: string | undefined): string {
    // Every message would repeat the reseller's name, and nobody takes it for another.
    const named = displayName === undefined || decider.level === "reseller" ? decider.level : `${decider.level} "${displayName}"`;
    // Of a setting that comes from a preset: `customer "Acme" (acme, preset strict)`.
    return `${named} (${decider.by.replace(/ \((preset .*)\)$/, ", $1")})`;
}

/** What may be chosen below a limit: the named periods that fit, longest first; where any period is taken, any other up to the limit too. */
export function offered(setting: PeriodName, limit: number): readonly string[] {
    const named = offeredPeriods(limit).map((period) => `"${period}"`);
    return SETTINGS[setting].kind === "any period" ? [...named, `any period up to "${formatPeriod(limit)}"`] : named;
}

/** How most programs name the variable of a resource: like the resource. */
export const variableOf = (logicalName: string): string => logicalName.replace(/\W(\w?)/g, (_between, next: string) => next.toUpperCase());

/** The line that declares what a level without a policy would have to allow. `scope` is the level as a program names it. */
function declareThere({ setting, asked }: Violation, level: Level, scope: string): string {
    const name = /^\w+$/.test(scope) ? scope : level;
    const value = isPeriod(setting) ? `"${formatPeriod(Number(asked))}"` : String(asked);
    return `declare it for that ${level}: new cvg.PrivacyPolicy("${name}-privacy", { scope: ${scope}, ${setting}: ${value} })`;
}

/** A reseller that this program does not declare belongs to somebody else: no line to add here may overrule them. */
const OWNER = "whoever answers for the reseller";

/** What can be done at the level that decides. `there`: where it is declared; `anew`: where no resource declares it, and nobody knows how to name it. */
function elsewhere(violation: Violation, scope: string | undefined, { there, anew }: Record<"there" | "anew", string>): string {
    const { level, by } = violation.decidedBy;
    if (by !== "live") return there;
    if (level === "reseller") return `ask ${OWNER} to allow it there first`;
    return scope === undefined ? anew : declareThere(violation, level, scope);
}

const raise = (violation: Violation, scope: string | undefined): string => {
    const anew = `declare a PrivacyPolicy for that ${violation.decidedBy.level} that allows it`;
    const raised = `or ${elsewhere(violation, scope, { there: "raise it there first", anew })}`;
    if (violation.decidedBy.level !== "reseller") return raised;
    return `${raised} (what a reseller may allow is a case for the VIER Customer Service Desk)`;
};

/**
 * Why a setting is refused, and what can be done. `name` is the display name of the level that decides, where it is known; `scope` how a
 * program would name it in a policy.
 */
export function explain(
    violation: Violation,
    name: (level: Level) => string | undefined,
    scope: (level: Level) => string | undefined = () => undefined,
): Explanation {
    const { setting, decidedBy } = violation;
    const who = describeDecider(decidedBy, name(decidedBy.level));
    if (!isPeriod(setting)) {
        const { forbids, strict } = SETTINGS[setting];
        const there = strict ? "off" : "on";
        const switchThere = elsewhere(violation, scope(decidedBy.level), {
            there: `switch it ${there} there first`,
            anew: `declare a PrivacyPolicy there that switches it ${there}`,
        });
        return {
            what: `${setting} cannot be ${String(violation.asked)}: ${who} ${forbids}.`,
            remedy: `Leave it out here, say ${String(violation.allowed)}, or ${switchThere}.`,
        };
    }
    const limit = Number(violation.allowed);
    const choices = offered(setting, limit);
    const choose =
        choices.length > 0
            ? `Choose ${series(choices, "or")} here`
            : `No period fits here: leave ${setting} out, so that it follows the level above`;
    return {
        what: `${setting} "${formatPeriod(Number(violation.asked))}" is longer than the "${formatPeriod(limit)}" that ${who} allows.`,
        remedy: `${choose}, ${raise(violation, scope(decidedBy.level))}.`,
    };
}
