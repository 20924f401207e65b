/** Makers of fields: how a value stands in the inputs and in the gateway's bodies. */
import { isDeepStrictEqual } from "node:util";
import type { Field } from "./kind.js";

/** A field whose value is the same on both sides, under its wire name or another. */
export function plainField(input: string, options: Partial<Pick<Field, "wire" | "whenRemoved">> = {}): Field {
    return {
        input,
        wire: options.wire ?? input,
        write: (value) => value,
        read: (raw) => raw ?? undefined,
        same: isDeepStrictEqual,
        ...(options.whenRemoved === undefined ? {} : { whenRemoved: options.whenRemoved }),
    };
}

const sorted = (value: unknown): unknown => (Array.isArray(value) ? value.map((item) => JSON.stringify(item)).sort() : value);

/** A list whose order means nothing: the gateway may give it back in any. */
export function setField(input: string): Field {
    return { ...plainField(input, { whenRemoved: () => [] }), same: (a, b) => isDeepStrictEqual(sorted(a), sorted(b)) };
}
