/** One unit of a file against what it takes: every mistake with its place. */
import type * as z from "zod";
import { type Draft, isObject, UNKNOWN } from "../definition/draft.js";
import { type PlacedRefusal, validate } from "../definition/validate.js";
import { CATALOGUE } from "../errors/index.js";
import { type Located, type LocatedMap, type LocatedScalar, locate, type Position, plainValue, scalars } from "./located.js";
import type { FileProblem } from "./problem.js";
import { type Instead, insteadOfSwitch, insteadOfText, otherNumber } from "./surprise.js";

const asKey = (path: readonly PropertyKey[]): string => JSON.stringify(path);

/** The fields of a map without those whose content is checked by itself. */
export const without = (map: LocatedMap, ...keys: readonly string[]): LocatedMap => ({
    ...map,
    entries: new Map([...map.entries].filter(([key]) => !keys.includes(key))),
});

/** Where the key of a field stands, for what is wrong with its name. */
function keyPosition(map: LocatedMap, path: readonly PropertyKey[]): Position | undefined {
    const { found } = locate(map, path.slice(0, -1));
    return found?.kind === "map" ? found.entries.get(String(path.at(-1)))?.keyAt : undefined;
}

const inFiles = (remedy: string | undefined): string | undefined =>
    remedy?.replace(/cvg\.(atMost|ifAllowed) of (one of these periods|such a period|true or false)/g, "{ $1: $2 }");

const shown = (what: string, { written }: LocatedScalar): string =>
    written === "" || what.includes(written) || written.includes("\n") ? what : `${what.replace(/\.$/, "")}: ${written}.`;

/** One unit that is checked. */
interface Checking {
    readonly map: LocatedMap;
    readonly draft: Draft;
    readonly shape: z.ZodType;
    readonly unit: string;
}

/** What was meant by a value that is refused, where what was meant would be taken. */
function meant({ shape, draft, unit }: Checking, scalar: LocatedScalar, path: readonly PropertyKey[]): Instead | undefined {
    const taken = (value: unknown): boolean =>
        validate(shape, replaced(draft, path, value), unit).failures.every((other) => asKey(other.path) !== asKey(path));
    return [insteadOfSwitch(scalar), insteadOfText(scalar)].find((instead) => instead !== undefined && taken(instead.value));
}

function toProblem(checking: Checking, { code, what, remedy, path, field }: PlacedRefusal): FileProblem {
    const { map, unit } = checking;
    const { found, at } = locate(map, path);
    if (code === "CVG202") return { code, what, remedy, at: keyPosition(map, path) ?? at };
    if (found?.kind !== "scalar") return { code, what, remedy: inFiles(remedy), at };
    const instead = meant(checking, found, path);
    const secret = isSecret(path);
    if (instead === undefined) {
        const said = found.written === "" ? what.replace("does not take null", "is empty") : what;
        return { code, what: secret ? said : shown(said, found), remedy: inFiles(remedy), at };
    }
    const place = `${unit}: ${field}`;
    const { says } = CATALOGUE.CVG208;
    return {
        ...(secret ? says.secret({ field: place }) : says.otherThanWritten({ field: place, why: instead.why, remedy: instead.remedy })),
        at,
    };
}

const SECRET = /^(?:token|serviceAccountKey)$/;
const isSecret = (path: readonly PropertyKey[]): boolean => path[0] === "bot" && SECRET.test(String(path.at(-1)));

/** A draft with another value at a place that it has. */
function replaced(draft: Draft, path: readonly PropertyKey[], value: unknown): Draft {
    const inner = (outer: unknown, [key, ...rest]: readonly PropertyKey[]): unknown => {
        if (key === undefined) return value;
        if (Array.isArray(outer)) return outer.map((item, index) => (index === key ? inner(item, rest) : item));
        if (!isObject(outer)) return outer;
        return Object.fromEntries(Object.entries(outer).map(([name, item]) => [name, name === key ? inner(item, rest) : item]));
    };
    const whole = inner(draft, path);
    return isObject(whole) ? whole : draft;
}

/** @param unknown places whose values the program has, not the file: secrets */
export function checkInFile(
    map: LocatedMap,
    shape: z.ZodType,
    unit: string,
    unknown: readonly (readonly PropertyKey[])[] = [],
): readonly FileProblem[] {
    const value = plainValue(map);
    const draft = unknown.reduce<Draft>((inner, path) => replaced(inner, path, UNKNOWN), isObject(value) ? value : {});
    const refusals = validate(shape, draft, unit).failures;
    const refusedAt = new Set(refusals.map(({ path }) => asKey(path)));
    const odd = [...scalars(map)].flatMap(([path, scalar]): readonly FileProblem[] => {
        const number = refusedAt.has(asKey(path)) ? undefined : otherNumber(scalar);
        if (number === undefined) return [];
        const said = { field: `${unit}: ${path.join(".")}`, why: number.why, remedy: number.remedy };
        return [{ ...CATALOGUE.CVG208.says.otherThanWritten(said), at: scalar.at }];
    });
    return [...refusals.map((refusal) => toProblem({ map, draft, shape, unit }, refusal)), ...odd];
}

/** A value that should have been a map. */
export function notAMap(value: Located, place: string, takes: string): FileProblem {
    const is = value.kind === "list" ? "a list" : value.kind === "scalar" && value.value === null ? "empty" : "one value";
    return { ...CATALOGUE.CVG206.says.notAMap({ place, is, takes }), at: value.at };
}
