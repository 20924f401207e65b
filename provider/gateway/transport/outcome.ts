/** What one request came to: the result, or a setback that knows whether and how to go on. */
import { z } from "zod";
import { parseJson } from "../wire/json.js";
import type { Call, Failure } from "./call.js";
import { failureOf, type GatewayError, inDoubt, refused, stopped, unanswered, unreadable } from "./errors.js";
import type { Answer, Exchanged } from "./http.js";
import { refusalIn } from "./refusal.js";
import { isDoubtful, Setback } from "./retry.js";

interface Circumstances {
    /** What was called, for messages. */
    readonly address: string;
    readonly sentAt: number;
    readonly now: number;
    /** Texts that no message may show, whatever the gateway says. */
    readonly secrets: readonly string[];
}

/** The result that an answer holds. @throws Setback */
export function outcomeOf<T>(call: Call<T>, exchanged: Exchanged, { address, sentAt, now, secrets }: Circumstances): T {
    function setback(failure: Failure, error: (requests: number) => GatewayError, wait?: number): Setback {
        return new Setback(failure, sentAt, wait, (requests) =>
            isDoubtful(call.kind, failure) ? inDoubt(error(requests)) : error(requests),
        );
    }

    if (exchanged.kind === "stopped") throw setback("refused", () => stopped(call, false));
    if (exchanged.kind !== "answer") {
        const failure = exchanged.kind === "untrusted" ? "refused" : exchanged.kind;
        throw setback(failure, (requests) => unanswered(call, address, exchanged.reason, requests));
    }
    const body = bodyOf(exchanged);
    const refusal = refusalIn(exchanged, body.raw, now);
    if (refusal !== undefined) {
        throw setback(failureOf(refusal), (requests) => refused(call, refusal, requests, secrets), refusal.retryAfter);
    }
    if (!body.isJson) throw setback("unreadable", (requests) => unreadable(call, exchanged, "it is not JSON", requests));
    try {
        return call.parse(body.raw);
    } catch (error) {
        if (!(error instanceof z.ZodError)) throw error;
        const problem = error.issues.map(({ path, message }) => `${path.join(".") || "the body"}: ${message}`).join("; ");
        throw setback("unreadable", (requests) => unreadable(call, exchanged, problem, requests));
    }
}

/** `raw` is undefined for no body, and for one that is not JSON. */
export function bodyOf({ text }: Answer): { readonly isJson: boolean; readonly raw: unknown } {
    if (text.trim() === "") return { isJson: true, raw: undefined };
    try {
        return { isJson: true, raw: parseJson(text) };
    } catch {
        return { isJson: false, raw: undefined };
    }
}
