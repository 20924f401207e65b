/** What a file says, and where: the one form in which YAML and CSV are read. */

/** Where something stands in a file. Both count from 1; in CSV `column` is the name of the column. */
export interface Position {
    readonly line: number;
    readonly column: number | string;
}

/** A value as it reads, and as it is written. */
export interface LocatedScalar {
    readonly kind: "scalar";
    readonly at: Position;
    readonly value: string | number | boolean | null;
    /** The characters of the file. */
    readonly written: string;
    /** Whether the format decides what it is, because nothing (no quotes) says that it is text. */
    readonly plain: boolean;
}

export interface LocatedList {
    readonly kind: "list";
    readonly at: Position;
    readonly items: readonly Located[];
}

export interface LocatedEntry {
    readonly keyAt: Position;
    readonly value: Located;
}

export interface LocatedMap {
    readonly kind: "map";
    readonly at: Position;
    readonly entries: ReadonlyMap<string, LocatedEntry>;
}

export type Located = LocatedScalar | LocatedList | LocatedMap;

/** The value alone. */
export function plainValue(located: Located): unknown {
    if (located.kind === "scalar") return located.value;
    if (located.kind === "list") return located.items.map(plainValue);
    return Object.fromEntries([...located.entries].map(([key, { value }]) => [key, plainValue(value)]));
}

/** What stands at a path, or the nearest that there is above it. `key`: where its name stands, or its container begins. */
export function locate(located: Located, path: readonly PropertyKey[]): { readonly found: Located | undefined; readonly at: Position } {
    const [key, ...rest] = path;
    if (key === undefined) return { found: located, at: located.at };
    if (located.kind === "list") {
        const item = located.items[Number(key)];
        return item === undefined ? { found: undefined, at: located.at } : locate(item, rest);
    }
    const entry = located.kind === "map" ? located.entries.get(String(key)) : undefined;
    if (entry === undefined) return { found: undefined, at: located.at };
    return locate(entry.value, rest);
}

/** The scalars of a value, and where in it. */
export function* scalars(located: Located, path: readonly PropertyKey[] = []): Generator<readonly [readonly PropertyKey[], LocatedScalar]> {
    if (located.kind === "scalar") yield [path, located];
    else if (located.kind === "list") for (const [index, item] of located.items.entries()) yield* scalars(item, [...path, index]);
    else for (const [key, { value }] of located.entries) yield* scalars(value, [...path, key]);
}
