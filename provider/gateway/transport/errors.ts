/** From what the gateway answered to what a user reads: code, unit, request, reason, remedy. Never a credential, a secret or a body. */
import { type Code, CvgError } from "../../errors/index.js";
import type { Access } from "../configuration.js";
import { ERROR_CODES, type ErrorCode } from "../wire/contract.js";
import type { Call, Failure } from "./call.js";
import type { Answer } from "./http.js";
import { printable, redact } from "./redaction.js";
import type { Refusal } from "./refusal.js";
import { meaningOf } from "./refusal-codes.js";

/** An error of a call. */
export class GatewayError extends CvgError {
    constructor(
        code: Code,
        what: string,
        remedy?: string,
        /** What the gateway answered; undefined when it did not. */
        readonly refusal?: Refusal,
    ) {
        super(code, what, remedy);
    }
}

/** Whether the gateway refused with one of these codes. */
export function isRefusedWith(error: unknown, ...codes: readonly ErrorCode[]): error is GatewayError {
    return error instanceof GatewayError && codes.some((code) => code === error.refusal?.code);
}

/** A write while `cvg:readOnly` is set. */
export const forbidden = (call: Call<unknown>): GatewayError =>
    new GatewayError(
        "CVG508",
        `${call.subject()}: cvg:readOnly is set, so ${call.method} ${call.route} was not sent.`,
        "Nothing is written with it. Run what writes without cvg:readOnly, in the stack's configuration and in CVG_READ_ONLY.",
    );

/** How an answer that is not a result counts for repeating. */
export function failureOf({ status, code }: Refusal): Failure {
    if (code === "TOO_MANY_REQUESTS" || status === 429) return "limited";
    if (code === "INTERNAL" || code === "UNAVAILABLE" || [500, 502, 503, 504].includes(status)) return "unwell";
    return status >= 500 ? "broken" : "refused";
}

/** @param secrets texts that must not be shown, whatever the gateway's description repeats */
export function refused(
    call: Call<unknown>,
    refusal: Refusal,
    requests: number,
    access: Access["kind"],
    secrets: readonly string[],
): GatewayError {
    const { code, remedy } = meaningOf(call.kind, refusal, access);
    const shown = showable(call, refusal, secrets);
    const answer = shown.code === undefined ? `${refusal.status}` : `${refusal.status} ${shown.code}`;
    const details = [
        ...(shown.fields.length === 0 ? [] : [`fields: ${listed(shown.fields)}`]),
        ...(refusal.retryAfter === undefined ? [] : [`it asks to wait ${seconds(refusal.retryAfter)}`]),
        ...named(shown.requestId, []),
    ];
    return new GatewayError(
        code,
        `${call.subject()}: the gateway answered ${answer} to ${request(call, requests)}${shown.description === "" ? "" : `: ${shown.description}`}${inBrackets(details)}`,
        remedy,
        shown,
    );
}

/** A refusal without what nobody may read: whatever the gateway says may repeat what it was sent, in whichever of its parts. */
function showable(call: Call<unknown>, refusal: Refusal, secrets: readonly string[]): Refusal {
    // A token endpoint may repeat tokens that nobody here has seen: of what it says only what cannot be one is shown.
    if (call.kind === "token") {
        const { code, status, requestId, retryAfter } = refusal;
        return {
            status,
            ...(code !== undefined && isKnownCode(code) ? { code } : {}),
            fields: [],
            description: "",
            ...(requestId !== undefined && isPlainId(requestId) ? { requestId } : {}),
            ...(retryAfter === undefined ? {} : { retryAfter }),
        };
    }
    const clean = (text: string, length: number) => printable(redact(text, secrets), length);
    return {
        ...refusal,
        ...(refusal.code === undefined ? {} : { code: clean(refusal.code, 60) }),
        ...(refusal.requestId === undefined ? {} : { requestId: clean(refusal.requestId, 80) }),
        fields: refusal.fields.map((field) => clean(field, 100)),
        description: clean(refusal.description, 300),
    };
}

const DAY = 86_400_000;
const seconds = (milliseconds: number): string => (milliseconds >= DAY ? "a day or more" : `${Math.ceil(milliseconds / 1000)} seconds`);

/** RFC 6749, section 5.2, or one of the contract's. */
const isKnownCode = (code: string): boolean =>
    /^(invalid_(request|client|grant|scope)|un(authorized_client|supported_grant_type))$/.test(code) ||
    ERROR_CODES.some((ours) => ours === code);

/** A UUID or a number in hexadecimal. */
const isPlainId = (id: string): boolean => /^[0-9a-f-]{8,40}$/i.test(id);

const MOST_FIELDS = 20;
const listed = (fields: readonly string[]): string =>
    fields.length <= MOST_FIELDS ? fields.join(", ") : `${fields.slice(0, MOST_FIELDS).join(", ")} and ${fields.length - MOST_FIELDS} more`;

/** No answer came, or none was possible. @param address what was called · @param untrusted whether it was the certificate */
export function unanswered(call: Call<unknown>, address: string, reason: string, requests: number, untrusted: boolean): GatewayError {
    const check = `Check ${call.kind === "token" ? "cvg:tokenUrl" : "cvg:endpoint"}, the network and the gateway, then run again.`;
    return new GatewayError(
        "CVG503",
        `${call.subject()}: ${request(call, requests)} at ${address} got no answer: ${reason}`,
        untrusted
            ? "If a company or a proxy signs certificates itself, name the file of its root certificate before pulumi starts: NODE_EXTRA_CA_CERTS=/path/to/root.pem. Nothing was sent."
            : check,
    );
}

/** @param problem what does not fit, without values */
export function unreadable(
    call: Call<unknown>,
    answer: Answer,
    problem: string,
    requests: number,
    secrets: readonly string[],
): GatewayError {
    const done = call.kind === "write" ? ". Whether it was done is not known" : "";
    return new GatewayError(
        "CVG504",
        `${call.subject()}: the answer ${answer.status} to ${request(call, requests)} cannot be read: ${printable(problem, 300)}${done}${inBrackets(named(answer.requestId, secrets, call.kind === "token"))}`,
        `Check ${call.kind === "token" ? "cvg:tokenUrl" : "cvg:endpoint"}, and that this version of pulumi-cvg knows the gateway's contract.`,
    );
}

/** A create that may have been done. @param found what the tree shows, once somebody has looked */
export function inDoubt(cause: GatewayError, found?: string): GatewayError {
    const first = cause.code === "CVG505" ? cause.what : `It may have been created: ${cause.what}`;
    return new GatewayError(
        "CVG505",
        found === undefined ? first : `${first}; ${found}`,
        'It is not repeated, so that there are never two. Run `pulumi up` again: it is made if it is not there, and ifExists: "continue" goes on with it if it is.',
        cause.refusal,
    );
}

/** @param sent whether the request had gone out */
export function stopped(call: Call<unknown>, sent: boolean): GatewayError {
    const done = sent ? "was broken off" : "was not sent";
    return new GatewayError("CVG503", `${call.subject()}: ${request(call, 1)} ${done}, because the run has been stopped`);
}

function request({ method, route }: Call<unknown>, requests: number): string {
    return `${method} ${route}${requests > 1 ? ` (sent ${requests} times)` : ""}`;
}

function named(requestId: string | undefined, secrets: readonly string[], onlyPlain = false): readonly string[] {
    return requestId === undefined || (onlyPlain && !isPlainId(requestId))
        ? []
        : [`request id: ${printable(redact(requestId, secrets), 80)}`];
}

function inBrackets(details: readonly string[]): string {
    return details.length === 0 ? "" : ` (${details.join("; ")})`;
}
