/** Where a telephone number is used. */
import { z } from "zod";
import type { Inventory, InventoryUnit } from "./inventory.js";

/** One place of a number. */
export interface NumberUse {
    readonly unit: InventoryUnit;
    /** What it is there, in words. */
    readonly as: string;
}

const Numbers = z.array(z.string()).catch([]);
const Body = z.object({
    platformNumbers: Numbers,
    externalNumbers: z.array(z.object({ number: z.string() })).catch([]),
    defaultCallerId: z.string().optional().catch(undefined),
    fallback: z.object({ fallbackNumber: z.string() }).optional().catch(undefined),
    callOriginRestriction: z.object({ allowedNumbers: Numbers }).optional().catch(undefined),
});

/** One form for one number: `0049 89 1`, `+49 (89) 1` and `+49-89-1` are `+49891`. Anything else stays as it is, without blanks. */
export function normalNumber(text: string): string {
    const bare = text.replace(/[\s()/.-]/g, "");
    return bare.replace(/^00(?=[1-9])/, "+").replace(/^\+490(?=\d)/, "+49");
}

/** A country and a number of it. Source: ITU-T E.164, at most 15 digits. */
const WITH_COUNTRY = /^\+[1-9]\d{1,14}$/;
const SPELLED = /^[\d\s+()/.-]+$/;
/** `(0)`: in most countries it is not dialled with the country in front, in some it is. Of Germany's it is known. */
const DOUBTFUL = /^\s*(?:\+|00)(?!49).*\(\s*0\s*\)/;

/** A number as somebody types it, in its one form; nothing where it may be two numbers, or is none: without its country, say. */
export function typedNumber(text: string): string | undefined {
    if (!SPELLED.test(text) || DOUBTFUL.test(text)) return undefined;
    const number = normalNumber(text);
    return WITH_COUNTRY.test(number) ? number : undefined;
}

export function whoHas({ units }: Inventory, number: string): readonly NumberUse[] {
    const wanted = normalNumber(number);
    const is = (other: string | undefined): boolean => other !== undefined && normalNumber(other) === wanted;
    return units
        .filter(({ level }) => level === "project")
        .flatMap((unit) => {
            const body = Body.safeParse({ ...unit.body }).data;
            if (body === undefined) return [];
            const uses = [
                body.platformNumbers.some(is) ? "platform number" : undefined,
                body.externalNumbers.some(({ number: external }) => is(external)) ? "external number" : undefined,
                is(body.defaultCallerId) ? "number that called people see" : undefined,
                is(body.fallback?.fallbackNumber) ? "fallback when the bot fails" : undefined,
                body.callOriginRestriction?.allowedNumbers.some(is) === true ? "one of the numbers that may call" : undefined,
            ];
            return uses.filter((as) => as !== undefined).map((as) => ({ unit, as }));
        });
}
