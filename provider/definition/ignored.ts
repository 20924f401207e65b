/**
 * What `ignoreChanges` names: somebody else owns it, mostly the console. The engine keeps the recorded input there, which may be long out of
 * date; so a write must leave the gateway's value as it is.
 */
import { isObject, sameText } from "./draft.js";

/** Paths of inputs, by segments; `*` stands for any. */
export type Ignored = readonly (readonly string[])[];

/** The path as far as it leads into `place`; undefined: it leads elsewhere. */
const within = (path: readonly string[], place: readonly string[]): readonly string[] | undefined =>
    place.every((segment, index) => index >= path.length || path[index] === "*" || path[index] === segment)
        ? path.slice(place.length)
        : undefined;

/** Whether all of a place is ignored. */
export const isIgnored = (ignored: Ignored | undefined, ...place: readonly string[]): boolean =>
    (ignored ?? []).some((path) => path.length > 0 && within(path, place)?.length === 0);

/** Paths inside a place of which parts are ignored, seen from there. */
export const ignoredIn = (ignored: Ignored | undefined, ...place: readonly string[]): Ignored =>
    (ignored ?? []).map((path) => within(path, place) ?? []).filter((rest) => rest.length > 0);

/** What makes an object another thing altogether: parts of a bot of one type, or of a vendor's entry, are not those of another. */
const IDENTITY = ["type", "vendor"];

function withPart(declared: unknown, live: unknown, path: readonly string[]): unknown {
    const [segment, ...rest] = path;
    if (segment === undefined) return live;
    if (Array.isArray(declared) && Array.isArray(live))
        return declared.map((item, index) =>
            index < live.length && (segment === "*" || segment === String(index)) ? withPart(item, live[index], rest) : item,
        );
    if (!isObject(declared) || !isObject(live)) return declared;
    const isOther = IDENTITY.some((key) => declared[key] !== live[key]);
    if (isOther) return segment === "*" || IDENTITY.includes(segment) ? live : declared;
    const keys = segment === "*" ? [...new Set([...Object.keys(declared), ...Object.keys(live)])] : [segment];
    const parts = keys.map((key): readonly [string, unknown] => [key, withPart(declared[key], live[key], rest)]);
    return Object.fromEntries(Object.entries({ ...declared, ...Object.fromEntries(parts) }).filter(([, value]) => value !== undefined));
}

/** The declared value, with the parts at these paths as they are live. */
export const withLiveParts = (declared: unknown, live: unknown, paths: Ignored): unknown =>
    paths.reduce((value, path) => withPart(value, live, path), declared);

/**
 * The same of a list whose order means nothing, where a position says little: what was added and taken out of the program since it was recorded
 * is added to what is live, and taken out of it.
 */
export function mergedSets(declared: readonly unknown[], live: readonly unknown[], recorded: readonly unknown[]): readonly unknown[] {
    const holds = (list: readonly unknown[], item: unknown): boolean => list.some((other) => sameText(other) === sameText(item));
    const kept = live.filter((item) => holds(declared, item) || !holds(recorded, item));
    return [...kept, ...declared.filter((item) => !holds(recorded, item) && !holds(live, item))];
}
