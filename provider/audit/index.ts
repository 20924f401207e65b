/** The rules of an organisation as policies of a Pulumi policy pack (`@pulumi/policy`): each resource is held to them before it is written. */
import { CATALOGUE, CvgError } from "../errors/index.js";
import { ourType } from "../package/resource-types.js";
import { type Level, readOwn, SETTING_NAMES } from "../policy/index.js";
import { breachesOf, failedTests, type Subject } from "./audit.js";
import { withoutRule } from "./render.js";
import { type OrganisationRule, rulesFrom, type Values } from "./rules.js";

/** What a policy is told of a resource; the rest of it does not matter here. */
export interface AuditedResource {
    readonly type: string;
    /** Logical name. */
    readonly name: string;
    readonly props: Readonly<Record<string, unknown>>;
}

/** A policy, as `new PolicyPack(name, { policies })` takes it. */
export interface RulePolicy {
    readonly name: string;
    readonly description: string;
    readonly enforcementLevel: "advisory" | "mandatory";
    readonly validateResource: (resource: AuditedResource, reportViolation: (message: string) => void) => void;
}

export interface PoliciesOptions {
    /**
     * Resources to which a rule does not apply, by the rule's name: logical names. A policy sees one resource, and not what is above it, so
     * `except` of the rules, which names units and what is below them, excepts nobody here.
     * @default none
     */
    readonly except?: Readonly<Record<string, readonly string[]>>;
}

/**
 * A policy for each rule. `overridable` is mandatory here: override it for a run with `--policy-pack-config`, or name the resource in `except`.
 *
 * Judged is what applies at a resource that declares settings, once it is known: at preview, or before it is written.
 *
 * @param rules the file of rules, read as YAML or JSON
 * @throws CvgError CVG623 where they cannot be read, do not do what their own tests say, or `except` names a rule that there is not
 */
export function policiesFrom(rules: unknown, { except = {} }: PoliciesOptions = {}): RulePolicy[] {
    const read = rulesFrom(rules);
    const failed = failedTests(read);
    if (failed.length > 0) throw CvgError.of(CATALOGUE.CVG623.says.failed({ tests: failed }));
    const names = read.rules.map(({ name }) => name);
    const unknown = Object.keys(except).find((name) => !names.includes(name));
    if (unknown !== undefined) throw CvgError.of(CATALOGUE.CVG623.says.noExcepted({ rule: unknown, rules: names }));
    return read.rules.map((rule) => policyOf(rule, new Set(except[rule.name] ?? [])));
}

const policyOf = (rule: OrganisationRule, except: ReadonlySet<string>): RulePolicy => ({
    name: rule.name,
    description: rule.says,
    enforcementLevel: rule.level === "advisory" ? "advisory" : "mandatory",
    validateResource: (resource, reportViolation) => {
        const subject = except.has(resource.name) ? undefined : subjectOf(resource);
        if (subject !== undefined) for (const breach of breachesOf(rule, subject)) reportViolation(withoutRule(breach));
    },
});

const LEVEL: Readonly<Record<string, Level>> = { Customer: "customer", Account: "account", Project: "project" };
const POLICY_LEVELS: readonly Level[] = ["reseller", "customer", "account"];

/** Reading what is not known yet throws: the engine then says that this policy waits for the update. */
function subjectOf({ type, name, props }: AuditedResource): Subject | undefined {
    const kind = ourType(type);
    const { effective } = kind === undefined ? {} : props;
    if (kind === undefined || typeof effective !== "object" || effective === null || props.active === false) return undefined;
    const level = LEVEL[kind] ?? POLICY_LEVELS.find((each) => each === props.level) ?? "project";
    return { level, path: [name], tokens: [undefined], applies: appliesIn({ ...effective }), source: undefined };
}

function appliesIn(effective: Readonly<Record<string, unknown>>): Values {
    const { settings } = readOwn(effective, () => false);
    const known = SETTING_NAMES.flatMap((name) => {
        const value = settings[name];
        return typeof value === "boolean" || typeof value === "number" ? [[name, value] as const] : [];
    });
    return Object.fromEntries(known);
}
