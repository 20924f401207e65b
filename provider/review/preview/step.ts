/** A step of `pulumi preview --json`, as far as a review reads it. Everything else in it may be as it likes. Source: the engine's own output. */
import { z } from "zod";

/** Looked at key by key where it is needed: thousands of steps hold many keys that nobody asks for. */
const Values = z.custom<Readonly<Record<string, unknown>>>((value) => typeof value === "object" && value !== null && !Array.isArray(value));
const Urns = z.array(z.string()).nullish();

const State = z.object({
    id: z.string().optional(),
    inputs: Values.default({}),
    outputs: z.object({ purgeAt: z.unknown() }).partial().default({}),
    propertyDependencies: z.object({ customer: Urns, account: Urns, scope: Urns }).nullish(),
    retainOnDelete: z.boolean().optional(),
    sourcePosition: z.string().optional(),
    stackTrace: z.custom<readonly unknown[]>(Array.isArray).nullish(),
});
/** A resource as it was, or as it would be. */
export type State = z.infer<typeof State>;

/** Steps of resources that are not ours are counted, and looked at no closer. */
const Header = z.object({ op: z.string(), urn: z.string().startsWith("urn:pulumi:") });

const Step = Header.extend({
    oldState: State.nullish(),
    newState: State.nullish(),
    detailedDiff: Values.nullish(),
});

/** Of what stays as it is, one side says all. */
const Same = Header.extend({ oldState: z.object({ id: z.string().optional() }).nullish(), newState: State });

/** A step of a customer, account, project or policy. */
export interface Step {
    readonly op: string;
    readonly urn: string;
    /** `Customer`, `Account`, `Project`, `PrivacyPolicy`. */
    readonly type: UnitType;
    /** Logical name. */
    readonly name: string;
    readonly oldState: State | undefined;
    readonly newState: State | undefined;
    /** Paths of what differs: `bot.url`. */
    readonly differs: readonly string[];
}

/** A step of anybody else's resource. */
export interface OtherStep {
    readonly op: string;
    readonly urn: string;
    readonly type: undefined;
    readonly name: string;
}

const TYPES = ["Customer", "Account", "Project", "PrivacyPolicy"] as const;
export type UnitType = (typeof TYPES)[number];

/** `urn:pulumi:STACK::PROJECT::PARENT$TYPE::NAME`; a name may hold `::` itself. */
function typeOf(urn: string): { readonly type: string; readonly name: string } {
    const afterProject = urn.split("::").slice(2);
    const [chain = "", ...name] = afterProject;
    return { type: chain.slice(chain.lastIndexOf("$") + 1), name: name.join("::") };
}

const OURS = "pulumi-nodejs:dynamic/cvg:";

/** Undefined: this is no step. */
export function readStep(value: unknown): Step | OtherStep | undefined {
    const header = Header.safeParse(value);
    if (!header.success) return undefined;
    const { op, urn } = header.data;
    const { type, name } = typeOf(urn);
    const ours = TYPES.find((candidate) => type === `${OURS}${candidate}`);
    if (ours === undefined) return { op, urn, type: undefined, name };
    if (op === "same") {
        const same = Same.safeParse(value);
        if (!same.success) return undefined;
        const state = { ...same.data.newState, id: same.data.newState.id ?? same.data.oldState?.id };
        return { ...{ op, urn, type: ours, name }, oldState: state, newState: state, differs: [] };
    }
    const step = Step.safeParse(value);
    if (!step.success) return undefined;
    const { oldState, newState, detailedDiff } = step.data;
    return {
        ...{ op, urn, type: ours, name },
        oldState: oldState ?? undefined,
        newState: newState ?? undefined,
        differs: Object.keys(detailedDiff ?? {}),
    };
}
