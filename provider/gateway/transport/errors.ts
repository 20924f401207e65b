/** From what the gateway answered to what a user reads: code, unit, request, reason, remedy. Never a credential, a secret or a body. */
import { type Code, CvgError } from "../../errors/index.js";
import type { ErrorCode } from "../wire/contract.js";
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

/** How an answer that is not a result counts for repeating. */
export function failureOf({ status, code }: Refusal): Failure {
    if (code === "TOO_MANY_REQUESTS" || status === 429) return "limited";
    if (code === "INTERNAL" || code === "UNAVAILABLE" || [500, 502, 503, 504].includes(status)) return "unwell";
    return status >= 500 ? "broken" : "refused";
}

/** @param secrets texts that must not be shown, whatever the gateway's description repeats */
export function refused(call: Call<unknown>, refusal: Refusal, requests: number, secrets: readonly string[]): GatewayError {
    const { code, remedy } = meaningOf(call.kind, refusal);
    const answer = refusal.code === undefined ? `${refusal.status}` : `${refusal.status} ${refusal.code}`;
    // Nothing that a token endpoint says is shown: it may repeat tokens that nobody here has seen.
    const description = call.kind === "token" ? "" : printable(redact(refusal.description, secrets), 300);
    const details = [
        ...(refusal.fields.length === 0 ? [] : [`fields: ${refusal.fields.join(", ")}`]),
        ...(refusal.retryAfter === undefined ? [] : [`it asks to wait ${Math.ceil(refusal.retryAfter / 1000)} seconds`]),
        ...named(refusal.requestId),
    ];
    return new GatewayError(
        code,
        `${call.subject()}: the gateway answered ${answer} to ${request(call, requests)}${description === "" ? "" : `: ${description}`}${inBrackets(details)}`,
        remedy,
        { ...refusal, description },
    );
}

/** No answer came, or none was possible. @param address what was called */
export function unanswered(call: Call<unknown>, address: string, reason: string, requests: number): GatewayError {
    return new GatewayError(
        "CVG503",
        `${call.subject()}: ${request(call, requests)} at ${address} got no answer: ${reason}`,
        `Check ${call.kind === "token" ? "cvg:tokenUrl" : "cvg:endpoint"}, the network and the gateway, then run again.`,
    );
}

/** @param problem what does not fit, without values */
export function unreadable(call: Call<unknown>, answer: Answer, problem: string, requests: number): GatewayError {
    return new GatewayError(
        "CVG504",
        `${call.subject()}: the answer ${answer.status} to ${request(call, requests)} cannot be read: ${printable(problem, 300)}${inBrackets(named(answer.requestId))}`,
        `Check ${call.kind === "token" ? "cvg:tokenUrl" : "cvg:endpoint"}, and that this version of pulumi-cvg knows the gateway's contract.`,
    );
}

/** A create that may have been done. */
export function inDoubt(cause: GatewayError): GatewayError {
    return new GatewayError(
        "CVG505",
        `It may have been created: ${cause.what}`,
        'It is not repeated, so that there are never two. The next `pulumi up` looks for it by its name: if it is there, ifExists: "adopt" takes it over.',
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

function named(requestId: string | undefined): readonly string[] {
    return requestId === undefined ? [] : [`request id: ${printable(requestId, 80)}`];
}

function inBrackets(details: readonly string[]): string {
    return details.length === 0 ? "" : ` (${details.join("; ")})`;
}
