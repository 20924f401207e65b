/** What a stack remembers, and how two sets of inputs differ: the engine's part of a comparison. */
import { isDeepStrictEqual } from "node:util";
import { type Properties, unsealed } from "./properties.js";

/** As it would be written to the state: secret envelopes still show which values are secret. */
export interface ResourceState {
    readonly urn: string;
    readonly type: string;
    readonly name: string;
    readonly id: string;
    readonly inputs: Properties;
    readonly outputs: Properties;
    /** Why the last create or update was only half done; makes the next `up` an update. */
    readonly initErrors?: readonly string[];
    readonly deletedWith?: string;
    /** What it has replaced and a run that failed has not deleted yet: the next one does. */
    readonly replaced?: readonly ResourceState[];
}

/** The keys whose values differ, sorted. Whether a value is marked as secret is no difference. */
export function changedKeys(before: Properties, after: Properties): readonly string[] {
    const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
    return [...keys].filter((key) => !isDeepStrictEqual(unsealed(before[key]), unsealed(after[key]))).sort();
}
