/**
 * Bodies of units: read strictly, kept as they came.
 *
 * What is stored is what was sent, number for number (`1.0` and `12345678901234567890` too), without the fields that only reads have.
 * Source of the technique: the "JSON.parse source text access" proposal.
 */
import { z } from "zod";
import { BODY, type Level, type RawBody } from "../gateway/wire/contract.js";
import { Refusal } from "./refusal.js";
import type { Settings } from "./settings.js";

/** Fields of a read that a write ignores. */
const READ_ONLY: Readonly<Record<Level, readonly string[]>> = {
    reseller: ["resellerToken"],
    customer: ["customerToken", "inactive"],
    account: ["accountToken", "customerToken", "customerName", "inactive"],
    project: ["projectToken", "inactive"],
};

export interface SentBody {
    /** To be stored: every field as it was sent, every number as it was spelled. */
    readonly raw: RawBody;
    readonly settings: Settings;
}

/** @throws Refusal VALIDATION naming every wrong or missing field */
export function readSent(level: Level, text: string): SentBody {
    const raw = parseJson(text);
    const wire = validate(SHAPE[level], JSON.parse(text));
    // What fits the shape is an object; TypeScript cannot know that both come of the same text.
    if (!isObject(raw)) throw new Refusal("VALIDATION", "The body is not a JSON object.");
    return { raw: without(raw, READ_ONLY[level]), settings: wire.commonConfiguration };
}

const onlyOnce = z.array(z.unknown()).refine((list) => new Set(list).size === list.length, "a number stands twice");

/** The contract's shapes; a project's with the one rule that is about a list as a whole. Both are looked at, so that all offending fields are named. */
const SHAPE = { ...BODY, project: BODY.project.and(z.looseObject({ platformNumbers: onlyOnce.optional() })) } as const;

/** Checks a parsed body against a shape. @throws Refusal VALIDATION naming every wrong or missing field */
export function validate<T extends z.ZodType>(shape: T, value: unknown): z.infer<T> {
    const parsed = shape.safeParse(value);
    if (parsed.success) return parsed.data;
    const messages = new Map<string, string>();
    for (const { path, message } of parsed.error.issues) if (!messages.has(reference(path))) messages.set(reference(path), message);
    const description = [...messages].map(([field, message]) => `${field || "body"}: ${message}`).join("; ");
    throw new Refusal(
        "VALIDATION",
        description,
        [...messages.keys()].filter((field) => field !== ""),
    );
}

/** The body of a control call or a move. @throws Refusal VALIDATION */
export function readJson<T extends z.ZodType>(shape: T, text: string): z.infer<T> {
    return validate(shape, plainJson(text));
}

/** JSON text with every number that a double would change kept by its spelling. @throws Refusal VALIDATION */
export function parseJson(text: string): unknown {
    try {
        return JSON.parse(text, (_key, value, { source }) =>
            typeof value === "number" && source !== undefined && String(value) !== source ? JSON.rawJSON(source) : value,
        );
    } catch {
        throw new Refusal("VALIDATION", "The body is not JSON.");
    }
}

function plainJson(text: string): unknown {
    try {
        return JSON.parse(text);
    } catch {
        throw new Refusal("VALIDATION", "The body is not JSON.");
    }
}

export function isObject(value: unknown): value is RawBody {
    return typeof value === "object" && value !== null && !Array.isArray(value) && !JSON.isRawJSON(value);
}

export function without(body: RawBody, names: readonly string[]): RawBody {
    return Object.fromEntries(Object.entries(body).filter(([name]) => !names.includes(name)));
}

/** `transcribers[0].vendor` */
function reference(path: readonly PropertyKey[]): string {
    return path.map((part, index) => (typeof part === "number" ? `[${part}]` : `${index === 0 ? "" : "."}${String(part)}`)).join("");
}
