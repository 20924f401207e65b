/** From what the gateway answered to what a user reads: code, unit, request, reason, remedy. Never a credential, a secret or a body. */
import { CATALOGUE, type Code, CvgError, firstOf, type Refusal as Said } from "../../errors/index.js";
import type { Access } from "../configuration.js";
import { ERROR_CODES, type ErrorCode } from "../wire/contract.js";
import { type NoBudget, NoClient } from "./budget/no-budget.js";
import type { Call } from "./call.js";
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

/** A text of the catalogue as an error of a call. */
const gatewayError = ({ code, what, remedy }: Said, refusal?: Refusal): GatewayError => new GatewayError(code, what, remedy, refusal);

const sentAs = (call: Call<unknown>, requests = 1) => ({ subject: call.subject(), request: request(call, requests) });

/** A write while `cvg:readOnly` is set. */
export const forbidden = (call: Call<unknown>): GatewayError => gatewayError(CATALOGUE.CVG508.says.notSent(sentAs(call)));

/** The slots that all who share the limit have could not be asked for. */
export function noBudget(call: Call<unknown>, error: NoBudget | NoClient): GatewayError {
    if (error instanceof NoClient) return gatewayError(CATALOGUE.CVG415.says.notInstalled(sentAs(call)));
    const { place, reason } = error;
    return gatewayError(CATALOGUE.CVG509.says.notSent({ ...sentAs(call), place, reason }));
}

/** @param secrets texts that must not be shown, whatever the gateway's description repeats */
export function refused(
    call: Call<unknown>,
    refusal: Refusal,
    requests: number,
    access: Access["kind"],
    secrets: readonly string[],
): GatewayError {
    const says = meaningOf(call.kind, refusal, access);
    const shown = showable(call, refusal, secrets);
    const answer = shown.code === undefined ? `${refusal.status}` : `${refusal.status} ${shown.code}`;
    const details = [
        ...(shown.fields.length === 0 ? [] : [`fields: ${listed(shown.fields)}`]),
        ...(refusal.retryAfter === undefined ? [] : [`it asks to wait ${seconds(refusal.retryAfter)}`]),
        ...named(shown.requestId, []),
    ];
    return gatewayError(says({ ...sentAs(call, requests), answer, description: shown.description, details }), shown);
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
const listed = (fields: readonly string[]): string => firstOf(fields, MOST_FIELDS);

/** No answer came, or none was possible. @param address what was called · @param untrusted whether it was the certificate */
export function unanswered(call: Call<unknown>, address: string, reason: string, requests: number, untrusted: boolean): GatewayError {
    const { says } = CATALOGUE.CVG503;
    const facts = { ...sentAs(call, requests), address, reason };
    return gatewayError(untrusted ? says.untrusted(facts) : says.unanswered({ ...facts, check: askedAt(call) }));
}

/** @param problem what does not fit, without values */
export function unreadable(
    call: Call<unknown>,
    answer: Answer,
    problem: string,
    requests: number,
    secrets: readonly string[],
): GatewayError {
    const facts = {
        ...sentAs(call, requests),
        status: answer.status,
        problem: printable(problem, 300),
        isWrite: call.kind === "write",
        details: named(answer.requestId, secrets, call.kind === "token"),
        check: askedAt(call),
    };
    return gatewayError(CATALOGUE.CVG504.says.unreadable(facts));
}

/** The line of the configuration that names who was asked. */
const askedAt = ({ kind }: Call<unknown>): string => (kind === "token" ? "cvg:tokenUrl" : "cvg:endpoint");

/** A create that may have been done. */
export const inDoubt = (cause: GatewayError): GatewayError =>
    gatewayError(CATALOGUE.CVG505.says.inDoubt({ what: cause.what }), cause.refusal);

/** The same, once somebody has looked. @param says what the tree shows */
export const stillInDoubt = (cause: GatewayError, says: (first: string) => Said): GatewayError =>
    gatewayError(says(cause.code === "CVG505" ? cause.what : inDoubt(cause).what), cause.refusal);

/** @param sent whether the request had gone out */
export function stopped(call: Call<unknown>, sent: boolean): GatewayError {
    const { says } = CATALOGUE.CVG503;
    return gatewayError((sent ? says.brokenOff : says.stopped)(sentAs(call)));
}

function request({ method, route }: Call<unknown>, requests: number): string {
    return `${method} ${route}${requests > 1 ? ` (sent ${requests} times)` : ""}`;
}

function named(requestId: string | undefined, secrets: readonly string[], onlyPlain = false): readonly string[] {
    return requestId === undefined || (onlyPlain && !isPlainId(requestId))
        ? []
        : [`request id: ${printable(redact(requestId, secrets), 80)}`];
}
