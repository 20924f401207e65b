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

/** The same properties with other values; the same object where none is another. A unit is looked through a dozen times on its way: copies would be most of its garbage. */
export function mapValues(draft: Draft, of: (value: unknown, key: string) => unknown): Draft {
    let made: Record<string, unknown> | undefined;
    const keys = Object.keys(draft);
    for (let index = 0; index < keys.length; index++) {
        const key = keys[index] ?? "";
        const value = of(draft[key], key);
        if (made === undefined && value === draft[key]) continue;
        if (made === undefined) {
            made = {};
            for (const before of keys.slice(0, index)) put(made, before, draft[before]);
        }
        put(made, key, value);
    }
    return made ?? draft;
}

/** The same for a list. */
export function mapItems(list: readonly unknown[], of: (item: unknown, index: number) => unknown): readonly unknown[] {
    let made: unknown[] | undefined;
    for (let index = 0; index < list.length; index++) {
        const item = of(list[index], index);
        if (made === undefined && item !== list[index]) made = list.slice(0, index);
        made?.push(item);
    }
    return made ?? list;
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
    const parts: string[] = [];
    addText(parts, value);
    return parts.join("");
}

function addText(parts: string[], value: unknown): void {
    if (Array.isArray(value)) addList(parts, value);
    else if (isObject(value)) addObject(parts, value);
    else parts.push(value === UNKNOWN ? "?" : JSON.stringify(value ?? null));
}

function addList(parts: string[], list: readonly unknown[]): void {
    parts.push("[");
    for (const [index, item] of list.entries()) {
        if (index > 0) parts.push(",");
        addText(parts, item);
    }
    parts.push("]");
}

function addObject(parts: string[], object: Draft): void {
    let mark = "{";
    for (const key of Object.keys(object).sort()) {
        const inner = object[key];
        if (inner === undefined || inner === null) continue;
        parts.push(mark, JSON.stringify(key), ":");
        addText(parts, inner);
        mark = ",";
    }
    parts.push(mark === "{" ? "{}" : "}");
}
