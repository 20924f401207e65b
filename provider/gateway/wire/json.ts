/**
 * JSON without losses. A body that is read, changed in one field and written back must come back the same everywhere else, also
 * where a number does not fit a double (`12345678901234567890`) or is spelled in its own way (`1.0`). Such numbers stay JSON.rawJSON
 * values; all others are plain numbers. Source: the "JSON.parse source text access" proposal, in Node since 21.
 */
import type { RawBody } from "./contract.js";

interface RawJson {
    readonly rawJSON: string;
}

// Not in TypeScript's library yet.
declare global {
    interface JSON {
        parse(text: string, reviver: (key: string, value: unknown, context: { readonly source?: string }) => unknown): unknown;
        rawJSON(text: string): RawJson;
        isRawJSON(value: unknown): value is RawJson;
    }
}

/** Levels of lists and objects in each other. A body of the contract has ten; thousands would exhaust the stack of whoever walks through it. */
const DEEPEST = 100;

/** Values of one body. The tree of a hundred thousand units has a quarter of it; ten millions in 32 MB would take minutes and gigabytes. */
const MOST_VALUES = 2_000_000;

/** JSON text to a raw value. @throws SyntaxError without a piece of the text, which may hold secrets */
export function parseJson(text: string): unknown {
    if (isCrowded(text)) throw new SyntaxError(`a body of more than ${MOST_VALUES.toLocaleString("en")} values`);
    const value = parsed(text);
    if (isDeeper(value, DEEPEST)) throw new SyntaxError(`nested deeper than ${DEEPEST} levels`);
    return value;
}

/**
 * Whether a number may stand there that is not spelled as JavaScript spells it: with a fraction, a power of ten or 16 digits, or -0. All others come
 * out as they went in, and need nobody who looks at each. What stands within a text only costs time.
 */
const ODD_NUMBER = /(?:^|[:,[])\s*-?(?:\d{16}|\d+[.eE]|(?<=-)0)/;

/** Bodies without any: nobody has to look through them for one. */
const withoutOdd = new WeakSet<object>();

function parsed(text: string): unknown {
    try {
        if (!ODD_NUMBER.test(text)) {
            const value: unknown = JSON.parse(text);
            if (typeof value === "object" && value !== null) withoutOdd.add(value);
            return value;
        }
        return JSON.parse(text, (_key, value, { source }) =>
            typeof value === "number" && source !== undefined && String(value) !== source ? JSON.rawJSON(source) : value,
        );
    } catch {
        throw new SyntaxError("not JSON");
    }
}

/** Before each value but the first of all stands one of these; within texts they count too, which no body of the contract comes near. */
const [COMMA, BRACKET, BRACE] = [0x2c, 0x5b, 0x7b];

function isCrowded(text: string): boolean {
    if (text.length <= MOST_VALUES) return false;
    let values = 0;
    for (let at = 0; at < text.length && values <= MOST_VALUES; at += 1) {
        const sign = text.charCodeAt(at);
        if (sign === COMMA || sign === BRACKET || sign === BRACE) values += 1;
    }
    return values > MOST_VALUES;
}

function isDeeper(value: unknown, levels: number): boolean {
    if (typeof value !== "object" || value === null || JSON.isRawJSON(value)) return false;
    return levels === 0 || Object.values(value).some((inner) => isDeeper(inner, levels - 1));
}

/** A raw value to JSON text: what parseJson read comes out as it was spelled. */
export function formatJson(value: RawBody): string {
    return JSON.stringify(value);
}

/**
 * A raw value as everybody else sees JSON: every number a number, rounded where a double cannot hold it. For validation and for looking at, not for
 * writing. It is the value itself where that is so already.
 */
export const plain = (value: unknown): unknown => (holdsRaw(value) ? withoutRaw(value) : value);

function holdsRaw(value: unknown): boolean {
    if (typeof value !== "object" || value === null || withoutOdd.has(value)) return false;
    return JSON.isRawJSON(value) || Object.values(value).some(holdsRaw);
}

function withoutRaw(value: unknown): unknown {
    if (JSON.isRawJSON(value)) return JSON.parse(value.rawJSON);
    if (Array.isArray(value)) return value.map(withoutRaw);
    if (isObject(value)) return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, withoutRaw(inner)]));
    return value;
}

/** A JSON object: neither null, nor a list, nor a number kept by its spelling. */
export function isObject(value: unknown): value is RawBody {
    return typeof value === "object" && value !== null && !Array.isArray(value) && !JSON.isRawJSON(value);
}

/** Whether two raw values say the same. Numbers by exact value (`1.0` is 1), objects whatever the order of their fields, a field that is undefined like one that is absent. */
export function sameJson(one: unknown, other: unknown): boolean {
    const [first, second] = [numberText(one), numberText(other)];
    if (first !== undefined || second !== undefined) return first !== undefined && second !== undefined && exact(first) === exact(second);
    if (Array.isArray(one) || Array.isArray(other)) {
        return (
            Array.isArray(one) &&
            Array.isArray(other) &&
            one.length === other.length &&
            one.every((item, index) => sameJson(item, other[index]))
        );
    }
    if (isObject(one) && isObject(other)) {
        const [ones, others] = [present(one), present(other)];
        return ones.size === others.size && [...ones].every(([key, value]) => others.has(key) && sameJson(value, others.get(key)));
    }
    return one === other;
}

function present(object: RawBody): ReadonlyMap<string, unknown> {
    return new Map(Object.entries(object).filter(([, value]) => value !== undefined));
}

function numberText(value: unknown): string | undefined {
    if (typeof value === "number") return String(value);
    return JSON.isRawJSON(value) && /^-?\d/.test(value.rawJSON) ? value.rawJSON : undefined;
}

/** One text for each number: sign, digits without zeros at either end, power of ten. `1.0`, `1` and `10e-1` are all `1e0`. */
function exact(text: string): string {
    const match = /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/.exec(text);
    if (match === null) return text;
    const [, sign = "", whole = "", fraction = "", power = "0"] = match;
    const digits = (whole + fraction).replace(/^0+/, "");
    const significant = digits.replace(/0+$/, "");
    if (significant === "") return "0";
    return `${sign}${significant}e${BigInt(power) - BigInt(fraction.length) + BigInt(digits.length - significant.length)}`;
}
