/** Values that a format reads as something else than they look like to whoever wrote them. */
import type { LocatedScalar } from "./located.js";

/** What a value was meant to be, why it is not, and what to write. */
export interface Instead {
    readonly value: string | boolean | number;
    readonly why: string;
    readonly remedy: string;
}

/** YAML's number as everybody writes it: nothing in it is read in two ways. */
const DECIMAL = /^-?(?:0|[1-9]\d*)(?:\.\d+)?$/;
/** Switches of YAML 1.1, text in YAML 1.2. */
const OLD_SWITCHES = new Map([
    ...["y", "yes", "on"].map((word) => [word, true] as const),
    ...["n", "no", "off"].map((word) => [word, false] as const),
]);

/** Why a number came out of what may have been meant as text. */
function whyNumber(written: string, value: number): string {
    if (written.startsWith("+")) return `reads as the number ${value}, and the plus is gone`;
    if (/^-?0\d/.test(written)) return `reads as the number ${value}, and the zero in front is gone`;
    return String(value) === written ? "reads as a number" : `reads as the number ${value}`;
}

/** What to write instead of a plain scalar where text belongs; undefined where it is text. */
export function insteadOfText({ value, written, plain }: LocatedScalar): Instead | undefined {
    if (!plain || typeof value === "string" || written === "") return undefined;
    const why = typeof value === "number" ? whyNumber(written, value) : `reads as ${value === null ? "nothing" : "a switch"}, not as text`;
    return { value: written, why: `${written} without quotes ${why}`, remedy: `Write "${written}".` };
}

/** What to write where a switch belongs: `no` is text in YAML 1.2, and whoever writes it means false. */
export function insteadOfSwitch({ value, written }: LocatedScalar): Instead | undefined {
    const meant = typeof value === "string" ? OLD_SWITCHES.get(value.toLowerCase()) : undefined;
    if (meant === undefined) return undefined;
    return { value: meant, why: `${written} is text, and a switch only for readers of YAML 1.1`, remedy: `Write ${meant}.` };
}

/** A number that other readers take for another one: octal, sexagesimal, hexadecimal, with an exponent or a plus. */
export function otherNumber({ value, written, plain }: LocatedScalar): Instead | undefined {
    if (!plain || typeof value !== "number" || DECIMAL.test(written)) return undefined;
    const remedy = Number.isFinite(value) ? `Write ${value}.` : "Write a number in decimal digits.";
    return { value, why: `${written} reads as ${value} here, and as something else for other readers of YAML`, remedy };
}
