/** Telephone numbers of callers: their pseudonyms, and what is stored of a called number. */
import { createHash } from "node:crypto";
import type { NumberType } from "libphonenumber-js";

/**
 * What bots and integrations see of a number: the unsalted MD5 of its E.164 text. A suppressed number stays empty.
 * Source: manual, "Datenschutz-Optionen einrichten", whose example is the MD5 of `+49111111111`.
 */
export function anonymized(number: string): string {
    return number === "" ? "" : `md5-hash:${createHash("md5").update(number).digest("hex")}`;
}

export interface CalledNetwork {
    /** ISO 3166 code; `ZZ` (unknown) for numbers that belong to no country, and for those that do not exist. */
    readonly country: string;
    /** `Mobile`, `FixedLine`, ... */
    readonly network: string;
}

type PhoneNumbers = typeof import("libphonenumber-js/max");

export function networkOf(number: string): CalledNetwork {
    // Loaded with the first call: its tables are large, and most gateways never see a call.
    const { parsePhoneNumberFromString } = require("libphonenumber-js/max") as PhoneNumbers;
    const parsed = parsePhoneNumberFromString(number);
    return { country: parsed?.country ?? "ZZ", network: pascalCase(parsed?.getType()) };
}

/** `FIXED_LINE` is `FixedLine` */
function pascalCase(type: NumberType): string {
    if (type === undefined) return "Unknown";
    return type
        .split("_")
        .map((word) => word.charAt(0) + word.slice(1).toLowerCase())
        .join("");
}
