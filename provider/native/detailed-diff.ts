/** What differs between the inputs of the last run and those of this one, place by place, as previews show it. */
import { isDeepStrictEqual } from "node:util";
import { isObject, sameText } from "../definition/draft.js";
import type { Wire } from "../engine/protocol.js";
import { received } from "../engine/wire-values.js";
import { isHidden } from "../told.js";

export interface Difference {
    /** As the engine reads it: `privacy.recordings`, `transcribers[0].vendor`. */
    readonly path: string;
    readonly kind: "add" | "delete" | "update";
    /** The name of the input. */
    readonly input: string;
}

const step = (path: string, key: string): string => {
    if (!/^[A-Za-z_]\w*$/.test(key)) return `${path}[${JSON.stringify(key)}]`;
    return path === "" ? key : `${path}.${key}`;
};

function* within(before: unknown, after: unknown, path: string, input: string): Generator<Difference> {
    if (sameText(before) === sameText(after)) return;
    if (before === undefined || after === undefined) yield { path, kind: before === undefined ? "add" : "delete", input };
    else if (isObject(before) && isObject(after)) {
        for (const key of new Set([...Object.keys(before), ...Object.keys(after)]))
            yield* within(before[key], after[key], step(path, key), input);
    } else if (Array.isArray(before) && Array.isArray(after)) {
        for (const index of Array(Math.max(before.length, after.length)).keys())
            yield* within(before[index], after[index], `${path}[${index}]`, input);
    } else yield { path, kind: "update", input };
}

/** What only travels is never compared: the name of the handler in the state of a stack that comes from the dynamic provider is such. */
export function differences(before: Wire, after: Wire): readonly Difference[] {
    // Most units of most runs: a refresh asks for each, and takes longer to look at each input than to see that all are the same.
    if (isDeepStrictEqual(before, after)) return [];
    const inputs = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter((input) => !isHidden(input));
    return inputs.flatMap((input) => [...within(received(before[input]), received(after[input]), step("", input), input)]);
}
