/** A user's inputs against a resource's shape: every problem at once, each with a code, none with a secret's value. */
import { isDeepStrictEqual } from "node:util";
import type * as z from "zod";
import { CATALOGUE, type Refusal, series } from "../errors/index.js";
import { nearest } from "./did-you-mean.js";
import { hasUnknown, isObject } from "./draft.js";
import { type Draft, UNKNOWN } from "./resource-definition.js";
import { fieldsAt, namesWithin, optionsOf, shapeAt, taken } from "./shape.js";

type Issue = z.core.$ZodIssue;
type Path = readonly PropertyKey[];

interface Checked {
    readonly accepts: z.ZodType;
    readonly draft: Draft;
    /** Logical name of the resource. */
    readonly unit: string;
    readonly recorded: Recorded;
}

/**
 * Inputs of the last run. What a rule that came later refuses (`onlyNew` in the shape) may stay as it is recorded; where nobody knows what is
 * recorded, as in a program, it is not judged.
 */
type Recorded = Draft | "not known";

const at = (value: unknown, path: Path): unknown =>
    path.reduce<unknown>((inner, key) => {
        if (inner === UNKNOWN) return UNKNOWN;
        if (Array.isArray(inner)) return inner[Number(key)];
        return isObject(inner) ? inner[String(key)] : undefined;
    }, value);

/** `speech.transcribers[0].vendor`, as a user would write it. */
const fieldName = (path: Path): string =>
    path.reduce<string>(
        (text, key) => (typeof key === "number" ? `${text}[${key}]` : text === "" ? String(key) : `${text}.${String(key)}`),
        "",
    );

function kind(value: unknown, article: "a" | "this"): string {
    if (value === null) return "null";
    if (typeof value === "boolean") return "true or false";
    if (Array.isArray(value)) return `${article} list`;
    if (typeof value === "string") return article === "a" ? "text" : "this text";
    return isObject(value) ? `${article === "a" ? "an" : article} object` : `a ${typeof value}`;
}

/** What is wrong with a value, without the value: it may be a secret. Only of fields that take numbers a number is shown. */
function refused(issue: Issue, value: unknown): string {
    const ofNumber = (issue.code === "invalid_type" && /^(?:int|number)$/.test(issue.expected)) || issue.code.startsWith("too_");
    if (typeof value === "number" && ofNumber) return String(value);
    if (issue.code === "invalid_type") return kind(value, "a");
    if (Array.isArray(value) && value.length === 0) return "an empty list";
    if (typeof value !== "string") return kind(value, "this");
    const text = value.trim();
    if (text === "") return "empty text";
    return issue.code === "too_big" ? `text of ${[...text].length} characters` : "this text";
}

const isIndex = (key: PropertyKey): boolean => typeof key === "number";
const ownParams = (issue: Issue): Readonly<Record<string, unknown>> => (issue.code === "custom" ? (issue.params ?? {}) : {});

/** Whether a value is refused only where it is new: what is recorded so may stay, which nobody knows before the provider looks. */
export const isOfNewOnly = (issue: Issue): boolean => ownParams(issue).onlyNew === true;

const codeOf = (issue: Issue): "CVG102" | "CVG201" => (ownParams(issue).code === "CVG102" ? "CVG102" : "CVG201");

/** What the field takes: its values or parts where the shape lists them, else the words that stand with the shape. */
function takes(issue: Issue, { accepts, draft }: Checked): string {
    const union = optionsOf(shapeAt(accepts, draft, issue.path.slice(0, -1)));
    if (union !== undefined && issue.path.at(-1) === union.tagged)
        return series(
            union.options.map(({ tag }) => `"${tag}"`),
            "or",
        );
    if (issue.code !== "invalid_type" && issue.code !== "invalid_value") return issue.message;
    return taken(shapeAt(accepts, draft, issue.path)) ?? issue.message;
}

/** The value that was meant, where values are listed; an example is none of them. */
function meant(value: unknown, words: string): string | undefined {
    const listedValues = [...words.matchAll(/(?<!like )"([^"]*)"/g)].map(([, word = ""]) => word);
    return typeof value === "string" ? nearest(value, listedValues) : undefined;
}

/** A field that does not exist: what was meant, or else which fields there are. */
function unknownField(path: Path, key: string, { accepts, draft, unit }: Checked): PlacedRefusal {
    const place = [...path, key];
    const field = fieldName(place);
    const shape = shapeAt(accepts, draft, path);
    const object = at(draft, path);
    const fields = fieldsAt(shape, object) ?? {};
    const union = optionsOf(shape);
    const tag = union === undefined || !isObject(object) ? undefined : object[union.tagged];
    const others = (union?.options ?? []).filter((option) => key in option.fields).map((option) => option.tag);
    const there = path.length === 0 ? undefined : Object.keys(fields);
    const { says } = CATALOGUE.CVG202;
    if (tag !== undefined && others.length > 0)
        return { ...says.ofOtherType({ by: unit, field, type: String(tag), types: others, there }), path: place, field };
    const names = namesWithin(fields);
    const near = nearest(key, names.keys());
    const meant = near === undefined ? undefined : fieldName([...path, names.get(near) ?? near]);
    return { ...says.field({ by: unit, field, meant, there }), path: place, field };
}

const mayStay = (value: unknown, path: Path, { recorded }: Checked): boolean =>
    recorded === "not known" || isDeepStrictEqual(at(recorded, path), value);

function failures(issue: Issue, checked: Checked): readonly PlacedRefusal[] {
    const { draft, unit } = checked;
    const { path } = issue;
    const value = at(draft, path);
    if (value === UNKNOWN || ((issue.code === "invalid_union" || issue.code === "custom") && hasUnknown(value))) return [];
    if (issue.code === "unrecognized_keys") return issue.keys.map((key) => unknownField(issue.path, key, checked));
    if (isOfNewOnly(issue) && mayStay(value, issue.path, checked)) return [];
    const field = fieldName(issue.path);
    const words = takes(issue, checked);
    if (value === undefined) return [{ ...CATALOGUE.CVG203.says.field({ by: unit, field, takes: words }), path, field }];
    const { sameAs } = ownParams(issue);
    if (typeof sameAs === "number") {
        const other = issue.path.map((key, index) => (index === issue.path.findLastIndex(isIndex) ? sameAs : key));
        return [{ ...CATALOGUE.CVG201.says.twice({ by: unit, field, other: fieldName(other), takes: words }), path, field }];
    }
    const said = CATALOGUE[codeOf(issue)].says.value({
        by: unit,
        field,
        value: refused(issue, value),
        takes: words,
        meant: meant(value, words),
    });
    return [{ ...said, path, field }];
}

/** A refusal, and the place in the draft that it is about. */
export interface PlacedRefusal extends Refusal {
    readonly path: Path;
    /** The same, as a user writes it: `bot.url`. */
    readonly field: string;
}

export interface Validated {
    readonly failures: readonly PlacedRefusal[];
    /** The draft with every wrong value as if it were not known yet: what is left can be checked further. */
    readonly rest: Draft;
}

function doubted(value: unknown, path: Path): unknown {
    const [key, ...inner] = path;
    if (key === undefined) return UNKNOWN;
    if (Array.isArray(value)) return value.map((item, index) => (index === key ? doubted(item, inner) : item));
    return isObject(value) ? { ...value, [String(key)]: doubted(value[String(key)], inner) } : value;
}

/** Every problem of the known values. What is not known yet is checked when it is. */
export function validate(accepts: z.ZodType, draft: Draft, unit: string, recorded: Recorded = "not known"): Validated {
    const checked = { accepts, draft, unit, recorded };
    const found = (accepts.safeParse(draft).error?.issues ?? []).map((issue) => ({ issue, failures: failures(issue, checked) }));
    const wrong = found.filter(({ issue, failures: { length } }) => length > 0 && issue.code !== "unrecognized_keys");
    const rest = wrong.reduce<unknown>((value, { issue }) => doubted(value, issue.path), draft);
    return { failures: found.flatMap((each) => each.failures), rest: isObject(rest) ? rest : {} };
}
