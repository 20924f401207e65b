/** What a unit says itself, on top of what all of its level say. */
import type { Located, LocatedEntry, LocatedMap } from "./located.js";

const typeOf = ({ entries }: LocatedMap): unknown => {
    const type = entries.get("type")?.value;
    return type?.kind === "scalar" ? type.value : undefined;
};

/** Maps of another `type` have other fields: they replace, as lists and single values do. */
const replaces = (under: LocatedMap, over: LocatedMap): boolean => typeOf(over) !== undefined && typeOf(under) !== typeOf(over);

function mergedValue(under: Located, over: Located): Located {
    if (under.kind !== "map" || over.kind !== "map" || replaces(under, over)) return over;
    return merged(under, over);
}

/** Maps are merged field by field, to any depth; the place is that of `over`. */
export function merged(under: LocatedMap, over: LocatedMap): LocatedMap {
    const entries = new Map<string, LocatedEntry>(under.entries);
    for (const [key, entry] of over.entries) {
        const before = entries.get(key);
        entries.set(key, before === undefined ? entry : { keyAt: entry.keyAt, value: mergedValue(before.value, entry.value) });
    }
    return { kind: "map", at: over.at, entries };
}
