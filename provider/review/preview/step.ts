/** A step of `pulumi preview --json`, as far as a review reads it. Everything else in it may be as it likes. Source: the engine's own output. */
import { z } from "zod";

const Values = z.record(z.string(), z.unknown());

const Frame = z.object({ sourcePosition: z.string().optional() });

const State = z.object({
    id: z.string().optional(),
    inputs: Values.default({}),
    outputs: Values.default({}),
    propertyDependencies: z.record(z.string(), z.array(z.string()).nullable()).nullish(),
    retainOnDelete: z.boolean().optional(),
    sourcePosition: z.string().optional(),
    stackTrace: z.array(Frame).nullish(),
});
/** A resource as it was, or as it would be. */
export type State = z.infer<typeof State>;

/** Steps of resources that are not ours are counted, and looked at no closer. */
const Header = z.object({ op: z.string(), urn: z.string().startsWith("urn:pulumi:") });

const Step = Header.extend({
    oldState: State.nullish(),
    newState: State.nullish(),
    detailedDiff: z.record(z.string(), z.unknown()).nullish(),
});

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
