/**
 * A step of `pulumi preview --json`, as far as a review reads it. Everything else in it may be as it likes. Source: the engine's own output.
 *
 * Narrowed by hand: of thousands of steps, a library of shapes makes copies that nobody needs, and loading it takes longer than a small review. A
 * test holds this to a shape of zod's.
 */
import { ourType, type ResourceType } from "../../package/resource-types.js";
import { isText, isTextOrMissing, isValues, type Values } from "./narrow.js";

/** URNs of what an input comes from, by input. */
export interface Dependencies {
    readonly customer?: readonly string[] | null | undefined;
    readonly account?: readonly string[] | null | undefined;
    readonly scope?: readonly string[] | null | undefined;
}

/** A resource as it was, or as it would be. */
export interface State {
    readonly id?: string | undefined;
    readonly inputs: Values;
    readonly outputs: { readonly purgeAt?: unknown };
    readonly propertyDependencies?: Dependencies | null | undefined;
    readonly retainOnDelete?: boolean | undefined;
    readonly sourcePosition?: string | undefined;
    readonly stackTrace?: readonly unknown[] | null | undefined;
}

const NOTHING = {};

const isUrns = (value: unknown): value is readonly string[] | null | undefined =>
    value === undefined || value === null || (Array.isArray(value) && value.every(isText));

const isDependencies = (value: unknown): value is Dependencies | null | undefined =>
    value === undefined || value === null || (isValues(value) && isUrns(value.customer) && isUrns(value.account) && isUrns(value.scope));

/** @returns undefined where there is none, "none" where it is no state */
function stateOf(value: unknown): State | undefined | "none" {
    if (value === undefined || value === null) return undefined;
    if (!isValues(value)) return "none";
    const { id, inputs = NOTHING, outputs = NOTHING, propertyDependencies, retainOnDelete, sourcePosition, stackTrace } = value;
    if (!isTextOrMissing(id) || !isTextOrMissing(sourcePosition) || !isValues(inputs) || !isValues(outputs)) return "none";
    if (!isDependencies(propertyDependencies)) return "none";
    if (retainOnDelete !== undefined && typeof retainOnDelete !== "boolean") return "none";
    if (stackTrace !== undefined && stackTrace !== null && !Array.isArray(stackTrace)) return "none";
    return { id, inputs, outputs: { purgeAt: outputs.purgeAt }, propertyDependencies, retainOnDelete, sourcePosition, stackTrace };
}

/** A step of a customer, account, project or policy. */
export interface Step {
    readonly op: string;
    readonly urn: string;
    /** `Customer`, `Account`, `Project`, `PrivacyPolicy`. */
    readonly type: ResourceType;
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

/** `urn:pulumi:STACK::PROJECT::PARENT$TYPE::NAME`; a name may hold `::` itself. */
function typeOf(urn: string): { readonly type: string; readonly name: string } {
    const afterProject = urn.split("::").slice(2);
    const [chain = "", ...name] = afterProject;
    return { type: chain.slice(chain.lastIndexOf("$") + 1), name: name.join("::") };
}

/** Undefined: this is no step. Steps of resources that are not ours are counted, and looked at no closer. */
export function readStep(value: unknown): Step | OtherStep | undefined {
    if (!isValues(value)) return undefined;
    const { op, urn, oldState, newState, detailedDiff } = value;
    if (!isText(op) || !isText(urn) || !urn.startsWith("urn:pulumi:")) return undefined;
    const { type, name } = typeOf(urn);
    const ours = ourType(type);
    if (ours === undefined) return { op, urn, type: undefined, name };
    const after = stateOf(newState);
    if (after === "none") return undefined;
    if (op === "same") {
        // Of what stays as it is, one side says all; of the other the id is enough.
        const id = isValues(oldState) ? oldState.id : undefined;
        const isOld = oldState === undefined || oldState === null || (isValues(oldState) && isTextOrMissing(oldState.id));
        if (after === undefined || !isOld || !isTextOrMissing(id)) return undefined;
        const state = { ...after, id: after.id ?? id };
        return { op, urn, type: ours, name, oldState: state, newState: state, differs: [] };
    }
    const before = stateOf(oldState);
    if (before === "none" || !(detailedDiff === undefined || detailedDiff === null || isValues(detailedDiff))) return undefined;
    return { op, urn, type: ours, name, oldState: before, newState: after, differs: Object.keys(detailedDiff ?? NOTHING) };
}
