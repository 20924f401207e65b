/** From what the gateway answered to what a user reads: code, unit, request, reason, remedy. Never a credential, a secret or a body. */
import { type Code, CvgError } from "../errors/index.js";
import type { Call } from "./call.js";
import { ErrorAnswer, type ErrorCode } from "./contract.js";
import type { Answer } from "./http.js";
import { isObject, plain } from "./json.js";
import type { Failure } from "./retry.js";

/** What the gateway said when it did not do something. */
export interface Refusal {
    readonly status: number;
    /** `errorData.code`; undefined when the answer was not the gateway's own. */
    readonly code?: string;
    /** Every field that is wrong, as `commonConfiguration.maxDialogRetentionTime`. */
    readonly fields: readonly string[];
    readonly requestId?: string;
}

/** An error of a call. */
export class GatewayError extends CvgError {
    constructor(
        code: Code,
        what: string,
        remedy?: string,
        /** Undefined when there was no answer. */
        readonly refusal?: Refusal,
    ) {
        super(code, what, remedy);
    }
}

/** Whether the gateway refused with this code. */
export function isRefusedWith(error: unknown, ...codes: readonly ErrorCode[]): error is GatewayError {
    return error instanceof GatewayError && codes.some((code) => code === error.refusal?.code);
}

type Meaning = { readonly code: Code; readonly remedy?: string };

const CHECK_ENDPOINT = "Check cvg:endpoint: the answer does not look like the gateway's.";
const CHECK_CREDENTIALS = "Check the credentials: cvg:clientId and cvg:clientSecret, or cvg:accessToken.";
const LIMITED = "Lower cvg:maxRequestsPerSecond or cvg:maxConcurrency, or run again later.";
const UNWELL = "Run again later; what is done is kept.";

const BY_CODE: Readonly<Record<ErrorCode, Meaning>> = {
    VALIDATION: { code: "CVG502" },
    EXCEEDS_PARENT: { code: "CVG101", remedy: "Choose what the level above allows, or loosen it there first." },
    DESCENDANTS_EXCEED: { code: "CVG101", remedy: "Tighten the units below first." },
    HAS_ACTIVE_CHILDREN: { code: "CVG303", remedy: "Make the units below inactive first." },
    PARENT_INACTIVE: { code: "CVG304", remedy: "Restore the unit above first." },
    UNIT_INACTIVE: { code: "CVG304", remedy: "Restore the unit first." },
    UNAUTHORIZED: { code: "CVG501", remedy: CHECK_CREDENTIALS },
    FORBIDDEN: { code: "CVG507", remedy: "Use credentials that may do this at the configured reseller." },
    NOT_FOUND: { code: "CVG301", remedy: "It may have been purged, or belong to another reseller than cvg:reseller." },
    NUMBER_TAKEN: { code: "CVG305", remedy: "Take the number off the other project first." },
    TOO_MANY_REQUESTS: { code: "CVG506", remedy: LIMITED },
    INTERNAL: { code: "CVG503", remedy: UNWELL },
    UNAVAILABLE: { code: "CVG503", remedy: UNWELL },
};

/** For answers without a code that we know. */
function byStatus(status: number): Meaning {
    if (status === 401) return BY_CODE.UNAUTHORIZED;
    if (status === 403) return BY_CODE.FORBIDDEN;
    if (status === 409) return { code: "CVG502" };
    if (status === 429) return BY_CODE.TOO_MANY_REQUESTS;
    if (status >= 500) return BY_CODE.UNAVAILABLE;
    if (status >= 400) return { code: "CVG502" };
    return { code: "CVG504", remedy: CHECK_ENDPOINT };
}

/** What an answer says instead of a result, whatever its status; undefined when it says none. `raw` is undefined when the body is not JSON. */
export function refusalIn(answer: Answer, raw: unknown): (Refusal & { readonly description: string }) | undefined {
    const said = ErrorAnswer.safeParse(plain(raw));
    const requestId = answer.requestId === undefined ? {} : { requestId: printable(answer.requestId, 80) };
    if (said.success) {
        const { code, fieldReferences, shortDescription } = said.data.errorData;
        return {
            status: answer.status,
            code: printable(code, 60),
            fields: fieldReferences.map((field) => printable(field, 100)),
            description: shortDescription,
            ...requestId,
        };
    }
    return answer.status >= 200 && answer.status < 300 ? undefined : { status: answer.status, fields: [], description: "", ...requestId };
}

/** How an answer that is not a result counts for repeating. */
export function failureOf({ status, code }: Refusal): Failure {
    if (code === "TOO_MANY_REQUESTS" || status === 429) return "limited";
    if (code === "INTERNAL" || code === "UNAVAILABLE" || [500, 502, 503, 504].includes(status)) return "unwell";
    return status >= 500 ? "broken" : "refused";
}

/** @param secrets texts that must not be shown, whatever the gateway's description repeats */
export function refused(
    call: Call<unknown>,
    refusal: Refusal & { readonly description: string },
    requests: number,
    secrets: readonly string[],
): GatewayError {
    const { description, ...rest } = refusal;
    const known = refusal.code !== undefined && refusal.code in BY_CODE;
    // A 404 that is not the gateway's own says nothing about the unit: a proxy or a wrong path answers so too.
    const foreign = refusal.status === 404 && refusal.code === undefined;
    const meaning = foreign
        ? { code: "CVG504" as const, remedy: CHECK_ENDPOINT }
        : known
          ? BY_CODE[errorCode(refusal.code)]
          : byStatus(refusal.status);
    const details = [
        ...(refusal.fields.length === 0 ? [] : [`fields: ${refusal.fields.join(", ")}`]),
        ...(refusal.requestId === undefined ? [] : [`request id: ${refusal.requestId}`]),
    ];
    const what = [
        `${call.subject()}: the gateway answered ${[refusal.status, refusal.code].filter((part) => part !== undefined).join(" ")} to ${call.method} ${call.route}${tries(requests)}`,
        ...(description === "" ? [] : [`: ${printable(redact(description, secrets), 300)}`]),
        ...(details.length === 0 ? [] : [` (${details.join("; ")})`]),
    ].join("");
    return new GatewayError(meaning.code, what, "remedy" in meaning ? meaning.remedy : undefined, rest);
}

function errorCode(code: string | undefined): ErrorCode {
    return Object.keys(BY_CODE).find((known): known is ErrorCode => known === code) ?? "VALIDATION";
}

/** No answer came, or none was possible. */
export function unanswered(call: Call<unknown>, reason: string, requests: number, endpoint: string): GatewayError {
    return new GatewayError(
        "CVG503",
        `${call.subject()}: ${call.method} ${call.route} got no answer from ${endpoint}${tries(requests)}: ${reason}`,
        "Check cvg:endpoint, the network and the gateway, then run again.",
    );
}

/** @param problem what does not fit, without values */
export function unreadable(call: Call<unknown>, answer: Answer, problem: string, requests: number): GatewayError {
    const requestId = answer.requestId === undefined ? "" : ` (request id: ${printable(answer.requestId, 80)})`;
    return new GatewayError(
        "CVG504",
        `${call.subject()}: the answer ${answer.status} to ${call.method} ${call.route}${tries(requests)} cannot be read: ${printable(problem, 300)}${requestId}`,
        CHECK_ENDPOINT,
    );
}

/** A create that may have been done. */
export function inDoubt(call: Call<unknown>, cause: GatewayError): GatewayError {
    return new GatewayError(
        "CVG505",
        `${call.subject()} may have been created. ${cause.what}`,
        "It is not repeated, so that there are never two. Look for it in the console before you do: the next `pulumi up` looks for a namesake and says what to do with it.",
        cause.refusal,
    );
}

export function stopped(call: Call<unknown>): GatewayError {
    return new GatewayError("CVG503", `${call.subject()}: ${call.method} ${call.route} was not sent, because the run has been stopped`);
}

function tries(requests: number): string {
    return requests > 1 ? ` (${requests} times)` : "";
}

/** One line, of bounded length, without control characters: what comes from outside must not write to a terminal. */
function printable(text: string, length: number): string {
    const line = text.replace(/[\p{Cc}\p{Cf}\s]+/gu, " ").trim();
    return line.length > length ? `${line.slice(0, length)}...` : line;
}

function redact(text: string, secrets: readonly string[]): string {
    return secrets.filter((secret) => secret.length > 0).reduce((rest, secret) => rest.replaceAll(secret, "[secret]"), text);
}

/** The secrets of a body that is sent: every text under a name that holds one. Contract: "`token` and `serviceAccountKey` are secrets". */
export function secretsIn(value: unknown): readonly string[] {
    if (Array.isArray(value)) return value.flatMap(secretsIn);
    if (!isObject(value)) return [];
    return Object.entries(value).flatMap(([key, inner]) =>
        typeof inner === "string" ? (key === "token" || key === "serviceAccountKey" ? [inner] : []) : secretsIn(inner),
    );
}
