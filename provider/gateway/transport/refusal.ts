import * as z from "zod";
import { ErrorAnswer } from "../wire/contract.js";
import { isObject, plain } from "../wire/json.js";
import type { Failure, Kind } from "./call.js";
import type { Answer } from "./http.js";

/** What the gateway said when it did not do something, in its own words: `gateway-error.ts` makes them fit to be shown. */
export interface Refusal {
    readonly status: number;
    /** `errorData.code`, or a token endpoint's `error`; undefined when the answer was not of the contract's form. */
    readonly code?: string;
    /** Every field that is wrong, as `commonConfiguration.maxDialogRetentionTime`. */
    readonly fields: readonly string[];
    /** The gateway's own words. */
    readonly description: string;
    readonly requestId?: string;
    /** How long the gateway asks to wait, in milliseconds. */
    readonly retryAfter?: number;
}

/** RFC 6749, section 5.2. Its description is left alone: some servers repeat there what they were sent. */
const TokenError = z.lazy(() => z.looseObject({ error: z.string().regex(/^[a-z_]+$/) }));

/**
 * What an answer says instead of a result, whatever its status; undefined when it is a result.
 *
 * @param kind of the call: `{"error": "not_found"}` is the word of a token endpoint, and of whatever stands in front of a gateway
 * @param raw its body; undefined when that is not JSON
 * @param now our clock
 */
export function refusalIn(kind: Kind, answer: Answer, raw: unknown, now: number): Refusal | undefined {
    const { status } = answer;
    const isSuccess = status >= 200 && status < 300;
    if (isSuccess && !(isObject(raw) && "errorData" in raw)) return undefined;
    const body = plain(raw);
    const [said, token] = [ErrorAnswer.safeParse(body), TokenError.safeParse(kind === "token" ? body : undefined)];
    if (!said.success && isSuccess) return undefined;
    const wait = retryAfter(answer.retryAfter, answer.date, now);
    return {
        status,
        ...(said.success ? { code: said.data.errorData.code } : token.success ? { code: token.data.error } : {}),
        fields: said.success ? said.data.errorData.fieldReferences : [],
        description: said.success ? said.data.errorData.shortDescription : "",
        ...(answer.requestId === undefined ? {} : { requestId: answer.requestId }),
        ...(wait === undefined ? {} : { retryAfter: wait }),
    };
}

/** Longer waits are all the same: nobody waits so long. A day, in milliseconds. */
const FOR_EVER = 86_400_000;

/**
 * The header of RFC 9110, section 10.2.3: seconds, or a date, which counts from the answer's own Date header, so that it does not matter how our clock goes.
 * Answers milliseconds; undefined when there is no header, or one that cannot be read.
 */
function retryAfter(header: string | undefined, dateHeader: string | undefined, now: number): number | undefined {
    if (header === undefined) return undefined;
    if (/^\d+(\.\d+)?$/.test(header.trim())) return Math.min(Number(header) * 1000, FOR_EVER);
    const [until, answered] = [Date.parse(header), Date.parse(dateHeader ?? "")];
    return Number.isNaN(until) ? undefined : Math.min(FOR_EVER, Math.max(0, until - (Number.isNaN(answered) ? now : answered)));
}

/** How an answer that is not a result counts for repeating. */
export function failureOf({ status, code }: Refusal): Failure {
    if (code === "TOO_MANY_REQUESTS" || status === 429) return "limited";
    if (code === "INTERNAL" || code === "UNAVAILABLE" || [500, 502, 503, 504].includes(status)) return "unwell";
    return status >= 500 ? "broken" : "refused";
}
