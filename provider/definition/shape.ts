/** What a shape says about one place in a value: which fields exist there, and what the place takes. */
import { $ZodArray, $ZodDiscriminatedUnion, $ZodObject, $ZodOptional, type $ZodType, safeParse } from "zod/v4/core";
import { series } from "../errors/index.js";
import { isObject } from "./draft.js";

type Shape = $ZodType;
type Fields = Readonly<Record<string, Shape>>;

/** One form of a tagged union: a bot of one type. */
interface Option {
    readonly tag: string;
    readonly fields: Fields;
}

/** A shape without the word that it may be left out. */
export const bare = (shape: Shape): Shape => (shape instanceof $ZodOptional ? bare(shape._zod.def.innerType) : shape);

const fieldsOf = (shape: Shape): Fields | undefined => (shape instanceof $ZodObject ? shape._zod.def.shape : undefined);

const quoted = (value: unknown): string => (typeof value === "string" ? `"${value}"` : String(value));

/** The forms of a tagged union, and the field that tells them apart. */
export function optionsOf(shape: Shape | undefined): { readonly tagged: string; readonly options: readonly Option[] } | undefined {
    const union = shape === undefined ? undefined : bare(shape);
    if (!(union instanceof $ZodDiscriminatedUnion)) return undefined;
    const { discriminator, options } = union._zod.def;
    const found = options.flatMap((option) => {
        const fields = fieldsOf(option);
        if (fields === undefined) return [];
        return [...(fields[discriminator]?._zod.values ?? [])].map((tag) => ({ tag: String(tag), fields }));
    });
    return { tagged: discriminator, options: found };
}

/** The fields that exist at a place, by the value that stands there. */
export function fieldsAt(shape: Shape | undefined, value: unknown): Fields | undefined {
    if (shape === undefined) return undefined;
    const union = optionsOf(shape);
    if (union === undefined) return fieldsOf(bare(shape));
    const tag = isObject(value) ? value[union.tagged] : undefined;
    return union.options.find((option) => option.tag === tag)?.fields;
}

/** The shape of a place. */
export function shapeAt(shape: Shape, value: unknown, path: readonly PropertyKey[]): Shape | undefined {
    const [key, ...rest] = path;
    if (key === undefined) return shape;
    const outer = bare(shape);
    if (outer instanceof $ZodArray) return shapeAt(outer._zod.def.element, Array.isArray(value) ? value[Number(key)] : undefined, rest);
    const union = optionsOf(outer);
    const inner = fieldsAt(outer, value)?.[String(key)] ?? union?.options.find(() => key === union.tagged)?.fields[String(key)];
    return inner === undefined ? undefined : shapeAt(inner, isObject(value) ? value[String(key)] : undefined, rest);
}

/** Every name that a user may have meant at a place, and how it is written there: fields, and fields of what is nested in it. */
export function namesWithin(fields: Fields): ReadonlyMap<string, string> {
    const nested = Object.entries(fields).flatMap(([outer, shape]) => {
        const inner = [fieldsOf(bare(shape)) ?? {}, ...(optionsOf(shape)?.options ?? []).map((option) => option.fields)];
        return inner.flatMap((each) => Object.keys(each)).map((name) => [name, `${outer}.${name}`] as const);
    });
    return new Map([...nested, ...Object.keys(fields).map((name) => [name, name] as const)]);
}

/** What a place takes, in words, where its shape alone says it. */
export function taken(shape: Shape | undefined): string | undefined {
    if (shape === undefined) return undefined;
    const outer = bare(shape);
    const union = optionsOf(outer);
    if (union !== undefined)
        return `an object with ${union.tagged} ${series(
            union.options.map(({ tag }) => quoted(tag)),
            "or",
        )}, and the fields of that type`;
    const fields = fieldsOf(outer);
    if (fields !== undefined) return `an object with ${series(Object.keys(fields))}`;
    if (outer instanceof $ZodArray) {
        const { element } = outer._zod.def;
        const entry = taken(element) ?? safeParse(element, undefined).error?.issues[0]?.message;
        return entry === undefined ? "a list" : `a list; each entry is ${entry}`;
    }
    const values = [...(outer._zod.values ?? [])];
    return values.length === 0 ? undefined : series(values.map(quoted), "or");
}
