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
