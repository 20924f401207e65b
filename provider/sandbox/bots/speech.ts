/** What a project's body says of hearing, speaking and failing, as far as a call needs it. */
import { z } from "zod";
import { isObject } from "../json.js";
import type { Unit } from "../units/unit.js";

export interface Speech {
    /** Vendor and language of what callers say. */
    readonly heard: { readonly vendor: string; readonly language: string };
    /** The same of what bots say. */
    readonly spoken: { readonly vendor: string; readonly language: string };
}

const Vendors = z.array(z.looseObject({ vendor: z.string() })).catch([]);
const vendorOf = (list: unknown): string => Vendors.parse(list)[0]?.vendor ?? "";
const textOf = (value: unknown): string => (typeof value === "string" ? value : "");

export const speechOf = ({ body }: Unit): Speech => ({
    heard: { vendor: vendorOf(body.transcribers), language: textOf(body.transcriberLanguage) },
    spoken: { vendor: vendorOf(body.synthesizers), language: textOf(body.synthesizerLanguage) },
});

/** What callers get in place of a bot that fails. */
export interface Fallback {
    readonly text: string | undefined;
    readonly number: string | undefined;
}

export function fallbackOf({ body }: Unit): Fallback {
    const { fallback } = body;
    if (!isObject(fallback)) return { text: undefined, number: undefined };
    return { text: textOf(fallback.fallbackText) || undefined, number: textOf(fallback.fallbackNumber) || undefined };
}

/** Milliseconds, or undefined where the project has detection of inactivity off. */
export function inactivityTimeoutOf({ body }: Unit): number | undefined {
    return typeof body.inactivityTimeout === "number" ? body.inactivityTimeout : undefined;
}

/** Without markup. */
export const plainText = (text: string): string =>
    /^\s*<speak/i.test(text)
        ? text
              .replace(/<[^>]*>/g, " ")
              .replace(/\s+/g, " ")
              .trim()
        : text;
