/** A user's inputs against a resource's shape: every problem at once, each with a code, none with a secret's value. */
import type { z } from "zod";
import type { Code } from "../errors/index.js";
import { type Draft, type Failure, UNKNOWN } from "./definition.js";
import { hasUnknown, isObject } from "./values.js";

type Issue = z.core.$ZodIssue;

const at = (value: unknown, path: readonly PropertyKey[]): unknown =>
    path.reduce<unknown>((inner, key) => {
        if (inner === UNKNOWN) return UNKNOWN;
        if (Array.isArray(inner)) return inner[Number(key)];
        return isObject(inner) ? inner[String(key)] : undefined;
    }, value);

/** `speech.transcribers[0].vendor`, as a user would write it. */
const fieldName = (path: readonly PropertyKey[]): string =>
    path.reduce<string>(
        (text, key) => (typeof key === "number" ? `${text}[${key}]` : text === "" ? String(key) : `${text}.${String(key)}`),
        "",
    );

const KIND = (value: unknown): string =>
    value === null ? "null" : Array.isArray(value) ? "a list" : isObject(value) ? "an object" : `a ${typeof value}`;

function code(issue: Issue, value: unknown): Code {
    const own = "params" in issue && isObject(issue.params) ? issue.params.code : undefined;
    if (own === "CVG102") return "CVG102";
    if (issue.code === "unrecognized_keys") return "CVG202";
    return value === undefined ? "CVG203" : "CVG201";
}

function failures(issue: Issue, draft: Draft, unit: string): readonly Failure[] {
    const value = at(draft, issue.path);
    if (value === UNKNOWN || ((issue.code === "invalid_union" || issue.code === "custom") && hasUnknown(value))) return [];
    if (issue.code === "unrecognized_keys") {
        return issue.keys.map((key) => ({
            code: "CVG202",
            what: `${unit}: ${fieldName([...issue.path, key])} does not exist.`,
            remedy: "Remove it, or check its spelling.",
        }));
    }
    const field = fieldName(issue.path);
    if (value === undefined)
        return [{ code: "CVG203", what: `${unit}: ${field} is missing.`, remedy: `It must be given: ${issue.message}.` }];
    return [
        {
            code: code(issue, value),
            what: `${unit}: ${field} cannot be ${KIND(value)} like this: ${issue.message}.`,
            remedy: `Correct ${field}.`,
        },
    ];
}

export interface Validated {
    readonly failures: readonly Failure[];
    /** The draft with every wrong value as if it were not known yet: what is left can be checked further. */
    readonly rest: Draft;
}

function doubted(value: unknown, path: readonly PropertyKey[]): unknown {
    const [key, ...inner] = path;
    if (key === undefined) return UNKNOWN;
    if (Array.isArray(value)) return value.map((item, index) => (index === key ? doubted(item, inner) : item));
    return isObject(value) ? { ...value, [String(key)]: doubted(value[String(key)], inner) } : value;
}

/** Every problem of the known values. What is not known yet is checked when it is. */
export function validate(accepts: z.ZodType, draft: Draft, unit: string): Validated {
    const found = (accepts.safeParse(draft).error?.issues ?? []).map((issue) => ({ issue, failures: failures(issue, draft, unit) }));
    const wrong = found.filter(({ issue, failures: { length } }) => length > 0 && issue.code !== "unrecognized_keys");
    const rest = wrong.reduce<unknown>((value, { issue }) => doubted(value, issue.path), draft);
    return { failures: found.flatMap((each) => each.failures), rest: isObject(rest) ? rest : {} };
}
