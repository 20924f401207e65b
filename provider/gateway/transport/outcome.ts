/** What one request came to: the result, or a setback that knows whether and how to go on. */
import * as z from "zod";
import type { Access } from "../configuration.js";
import { isObject, parseJson } from "../wire/json.js";
import type { Call, Failure } from "./call.js";
import { type GatewayError, inDoubt, refused, stopped, unanswered, unreadable } from "./gateway-error.js";
import type { Answer, Exchanged } from "./http.js";
import { failureOf, refusalIn } from "./refusal.js";
import { isDoubtful, Setback } from "./retry.js";

interface Circumstances {
    /** What was called, for messages. */
    readonly address: string;
    readonly sentAt: number;
    readonly now: number;
    /** How requests are authorized. */
    readonly access: Access["kind"];
    /** Texts that no message may show, whatever the gateway says. */
    readonly secrets: readonly string[];
}

/** The statuses with which the contract tells a result. */
const RESULT = [200, 201, 204];

/** The result that an answer holds. @throws Setback */
export function outcomeOf<T>(call: Call<T>, exchanged: Read, { address, sentAt, now, access, secrets }: Circumstances): T {
    function setback(failure: Failure, error: (requests: number) => GatewayError, wait?: number): Setback {
        return new Setback(failure, sentAt, wait, (requests) =>
            isDoubtful(call.kind, failure) ? inDoubt(error(requests)) : error(requests),
        );
    }

    if (exchanged.kind === "stopped") throw setback("refused", () => stopped(call, false));
    if (exchanged.kind !== "answer") {
        const { kind, reason } = exchanged;
        const failure = kind === "untrusted" || kind === "hopeless" ? "refused" : kind;
        throw setback(failure, (requests) => unanswered(call, address, reason, requests, kind === "untrusted"));
    }
    const unfit = (problem: string) => setback("unreadable", (requests) => unreadable(call, exchanged, problem, requests, secrets));
    const { body } = exchanged;
    const refusal = refusalIn(call.kind, exchanged, body.raw, now);
    if (refusal !== undefined) {
        throw setback(failureOf(refusal), (requests) => refused(call, refusal, requests, access, secrets), refusal.retryAfter);
    }
    if (!RESULT.includes(exchanged.status)) throw unfit("no call of the contract is answered with this status");
    if (body.problem !== undefined) throw unfit(body.problem);
    // A code tells what was refused. Without one nobody knows what it is about, only that this is no result.
    if (isObject(body.raw) && (body.raw.errorData ?? undefined) !== undefined) throw unfit("it tells an error that has no code");
    try {
        return call.parse(body.raw);
    } catch (error) {
        if (!(error instanceof z.ZodError)) throw error;
        throw unfit(error.issues.map(({ path, message }) => `${path.join(".") || "the body"}: ${message}`).join("; "));
    }
}

interface Body {
    readonly problem: string | undefined;
    /** Undefined for no body, and for one that has a problem. */
    readonly raw: unknown;
}

/** An answer with its body read: once, for all who look at it. */
export type Read = Exclude<Exchanged, Answer> | (Answer & { readonly body: Body });

export const read = (exchanged: Exchanged): Read => (exchanged.kind === "answer" ? { ...exchanged, body: bodyOf(exchanged) } : exchanged);

function bodyOf({ text, unfit }: Answer): Body {
    if (unfit !== undefined) return { problem: unfit, raw: undefined };
    if (text.trim() === "") return { problem: undefined, raw: undefined };
    try {
        return { problem: undefined, raw: parseJson(text) };
    } catch (error) {
        return { problem: error instanceof SyntaxError ? `it is ${error.message}` : "it is not JSON", raw: undefined };
    }
}
