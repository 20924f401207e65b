/** Makers of fields: how a value stands in the inputs and in the gateway's bodies. */
import { isDeepStrictEqual } from "node:util";
import { sameText } from "../../definition/draft.js";
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

const sorted = (value: unknown): unknown => (Array.isArray(value) ? value.map(sameText).sort() : value);
const sameItems = (a: unknown, b: unknown): boolean => isDeepStrictEqual(sorted(a), sorted(b));

/** A list whose order means nothing: the gateway may give it back in any. Every body has it; removed, it is empty. */
export const setField = (input: string): Field => ({
    ...plainField(input, { whenRemoved: () => [] }),
    same: sameItems,
    isSet: true,
});

/** The same of a list that a body may be without. */
export const optionalSet = (input: string): Field => ({ ...plainField(input), same: sameItems, isSet: true });
