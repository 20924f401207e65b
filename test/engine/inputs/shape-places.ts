/** Every place in a resource's inputs, found by walking its zod shape: a field that is added tomorrow is found tomorrow. */
import { z } from "zod";

export interface Place {
    /** `name`, `transcribers[].vendor`, `bot(custom).token`. */
    readonly name: string;
    readonly required: boolean;
    /** The fields of an object; undefined for anything else. */
    readonly fields: readonly string[] | undefined;
}

type Shape = z.core.$ZodType;
const fieldsOf = (shape: Shape): Readonly<Record<string, Shape>> => (shape instanceof z.core.$ZodObject ? shape._zod.def.shape : {});

function* inner(shape: Shape, name: string, leaveOut: readonly string[] = []): Generator<Place> {
    for (const [key, field] of Object.entries(fieldsOf(shape)))
        if (!leaveOut.includes(key)) yield* places(field, name === "" ? key : `${name}.${key}`);
    if (shape instanceof z.core.$ZodArray) yield* places(shape._zod.def.element, `${name}[]`);
    if (!(shape instanceof z.core.$ZodDiscriminatedUnion)) return;
    const { discriminator, options } = shape._zod.def;
    yield { name: `${name}.${discriminator}`, required: true, fields: undefined };
    for (const option of options)
        for (const tag of fieldsOf(option)[discriminator]?._zod.values ?? [])
            yield* inner(option, `${name}(${String(tag)})`, [discriminator]);
}

function* places(shape: Shape, name: string, required = true): Generator<Place> {
    if (shape instanceof z.core.$ZodOptional) return yield* places(shape._zod.def.innerType, name, false);
    yield { name, required, fields: shape instanceof z.core.$ZodObject ? Object.keys(fieldsOf(shape)) : undefined };
    yield* inner(shape, name);
}

export const placesOf = (shape: z.ZodType): readonly Place[] => [...inner(shape, "")];

/** The fields that a table has no row for, and the rows that no field has. */
export function unmatched(
    shape: z.ZodType,
    rows: Readonly<Record<string, unknown>>,
): { readonly untold: readonly string[]; readonly gone: readonly string[] } {
    const names = placesOf(shape).map(({ name }) => name);
    return { untold: names.filter((name) => !(name in rows)), gone: Object.keys(rows).filter((name) => !names.includes(name)) };
}

/** The path of a place: in lists, of the first entry. */
export const pathOf = (name: string): readonly (string | number)[] =>
    name
        .replace(/\(.*?\)/g, "")
        .replaceAll("[]", ".0")
        .split(".")
        .map((key) => (key === "0" ? 0 : key));

/** As messages write a path. */
export const written = (name: string): string => name.replace(/\(.*?\)/g, "").replaceAll("[]", "[0]");

const isBranch = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === "object" && value !== null;

export function at(value: unknown, [key, ...path]: readonly (string | number)[]): unknown {
    if (key === undefined) return value;
    if (Array.isArray(value)) return at(value[Number(key)], path);
    return isBranch(value) ? at(value[key], path) : undefined;
}

/** The value with another one at a path; `undefined` takes it away. */
export function put(value: unknown, [key, ...path]: readonly (string | number)[], other: unknown): unknown {
    if (key === undefined) return other;
    if (Array.isArray(value)) return value.map((item, index) => (index === key ? put(item, path, other) : item));
    if (!isBranch(value)) return put({}, [key, ...path], other);
    const { [key]: _old, ...rest } = value;
    const next = put(value[key], path, other);
    return next === undefined ? rest : { ...rest, [key]: next };
}
