/** Values on their way in or out of a definition: JSON, plus what nobody knows yet. */

/** Stands for a value that nobody knows before the update, at any depth of a draft. */
export const UNKNOWN: unique symbol = Symbol("not known until the update");

/** Values on their way in or out: JSON, plus UNKNOWN in previews. */
export type Draft = Readonly<Record<string, unknown>>;

/** A secret's place in inputs and state. */
export type Path = readonly string[];

export const isObject = (value: unknown): value is Draft => typeof value === "object" && value !== null && !Array.isArray(value);

/** The text that a value is, if it is one. */
export const text = (value: unknown): string | undefined => (typeof value === "string" ? value : undefined);

/** Whether a value has UNKNOWN anywhere in it. */
export function hasUnknown(value: unknown): boolean {
    if (value === UNKNOWN) return true;
    if (Array.isArray(value)) return value.some(hasUnknown);
    return isObject(value) && Object.values(value).some(hasUnknown);
}

/** One text for what is the same, whichever way it came: in any order of keys, and nothing is as good as null. */
export function sameText(value: unknown): string {
    if (Array.isArray(value)) return `[${value.map(sameText).join()}]`;
    if (!isObject(value)) return value === UNKNOWN ? "?" : JSON.stringify(value ?? null);
    let inside = "";
    for (const key of Object.keys(value).sort()) {
        const inner = value[key];
        if (inner !== undefined && inner !== null) inside += `${inside === "" ? "" : ","}${JSON.stringify(key)}:${sameText(inner)}`;
    }
    return `{${inside}}`;
}
