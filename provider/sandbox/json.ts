/** JSON that comes from outside, and what is wrong with it. */
import type { z } from "zod";
import type { RawBody } from "../gateway/wire/contract.js";
import { Refusal } from "./refusal.js";

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
