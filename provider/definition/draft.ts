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

/** Gives an object a property, whatever its name: one that is called `__proto__` becomes no prototype. */
function put(object: Record<string, unknown>, key: string, value: unknown): void {
    if (key === "__proto__") Object.defineProperty(object, key, { value, writable: true, enumerable: true, configurable: true });
    else object[key] = value;
}

/** The same properties with other values. A unit is copied a dozen times on its way, and a list of entries for each would be most of its garbage. */
export function mapValues(draft: Draft, of: (value: unknown, key: string) => unknown): Record<string, unknown> {
    const made: Record<string, unknown> = {};
    for (const key of Object.keys(draft)) put(made, key, of(draft[key], key));
    return made;
}

/** Those of its properties that are wanted. */
export function pickValues(draft: Draft, wanted: (key: string, value: unknown) => boolean): Record<string, unknown> {
    const made: Record<string, unknown> = {};
    for (const key of Object.keys(draft)) if (wanted(key, draft[key])) put(made, key, draft[key]);
    return made;
}

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
