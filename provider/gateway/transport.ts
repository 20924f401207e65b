/** Carries calls to the gateway: authorization, limits, repetition, and every failure as a coded error. */
import { z } from "zod";
import { type Bearer, createBearerSource, type FetchedToken } from "./access.js";
import type { Call } from "./call.js";
import type { Clock } from "./clock.js";
import type { Configuration } from "./configuration.js";
import { TokenAnswer } from "./contract.js";
import { failureOf, GatewayError, inDoubt, refusalIn, refused, secretsIn, stopped, unanswered, unreadable } from "./errors.js";
import { type Answer, createHttp, type Exchanged, type Request } from "./http.js";
import { formatJson, parseJson, plain } from "./json.js";
import { createLimiter } from "./limiter.js";
import { type Failure, isDoubtful, retryAfter, Setback, withRetries } from "./retry.js";

export interface Transport {
    call<T>(call: Call<T>): Promise<T>;
    /** The gateway's clock, milliseconds since the epoch. */
    now(): number;
    requests(): ReadonlyMap<string, number>;
    close(): Promise<void>;
}

/** @param signal stops everything: what waits is not sent, what is under way is broken off */
export function createTransport(configuration: Configuration, clock: Clock, signal: AbortSignal): Transport {
    const { endpoint, access } = configuration;
    const counts = new Map<string, number>();
    const limiter = createLimiter(configuration, clock, signal);
    const http = createHttp(configuration.timeoutSeconds, configuration.maxConcurrency, signal);
    const pace = { clock, signal, pause: limiter.pause };
    const bearers = createBearerSource(access, clock, fetchToken, (error) => error instanceof GatewayError && error.code === "CVG501");
    const credentials = access.kind === "token" ? [access.accessToken] : [access.clientSecret];
    let ahead = 0;

    async function send(route: string, request: Request): Promise<Exchanged> {
        counts.set(route, (counts.get(route) ?? 0) + 1);
        return await http.send(request);
    }

    async function fetchToken(): Promise<FetchedToken> {
        if (access.kind === "token") return { accessToken: access.accessToken, expiresIn: Number.POSITIVE_INFINITY };
        const { clientId, clientSecret, tokenUrl } = access;
        const call: Call<FetchedToken> = {
            kind: "token",
            method: "POST",
            route: "token",
            path: "",
            subject: () => "The access token",
            parse: (raw) => {
                const { access_token, expires_in } = TokenAnswer.parse(plain(raw));
                return { accessToken: access_token, expiresIn: expires_in };
            },
        };
        const body = new URLSearchParams({ grant_type: "client_credentials", client_id: clientId, client_secret: clientSecret }).toString();
        const headers = { accept: "application/json", "content-type": "application/x-www-form-urlencoded" };
        return await stoppable(call, () =>
            withRetries(
                "token",
                async () => {
                    const sentAt = clock.now();
                    const exchanged = await send("POST token", { method: "POST", url: tokenUrl, headers, body });
                    return outcome(call, exchanged, sentAt, [clientSecret]);
                },
                pace,
            ),
        );
    }

    /** One request of a call; two when the first met a token that was no longer good. */
    async function exchange<T>(call: Call<T>): Promise<T> {
        let bearer = await bearers.bearer();
        let exchanged = await authorized(call, bearer);
        const sentAt = clock.now();
        if (exchanged.kind === "answer" && exchanged.status === 401 && bearers.rejected(bearer)) {
            bearer = await bearers.bearer();
            exchanged = await authorized(call, bearer);
        }
        if (exchanged.kind === "answer") ahead = aheadOf(exchanged, clock) ?? ahead;
        return outcome(call, exchanged, sentAt, [...credentials, bearer.value, ...secretsIn(call.body)]);
    }

    async function authorized(call: Call<unknown>, { value }: Bearer): Promise<Exchanged> {
        const json = call.body === undefined ? undefined : formatJson(call.body);
        return await send(`${call.method} ${call.route}`, {
            method: call.method,
            url: endpoint + call.path,
            headers: {
                accept: "application/json",
                authorization: `Bearer ${value}`,
                ...(json === undefined ? {} : { "content-type": "application/json" }),
            },
            ...(json === undefined ? {} : { body: json }),
        });
    }

    /** The result that an answer holds. @throws Setback */
    function outcome<T>(call: Call<T>, exchanged: Exchanged, sentAt: number, secrets: readonly string[]): T {
        const setback = (failure: Failure, error: (requests: number) => GatewayError, wait?: number) =>
            new Setback(failure, sentAt, wait, (requests) =>
                isDoubtful(call.kind, failure) ? inDoubt(call, error(requests)) : error(requests),
            );

        if (exchanged.kind === "stopped") throw setback("refused", () => stopped(call));
        if (exchanged.kind !== "answer") {
            const failure = exchanged.kind === "untrusted" ? "refused" : exchanged.kind;
            throw setback(failure, (requests) => unanswered(call, exchanged.reason, requests, endpoint));
        }
        const body = bodyOf(exchanged);
        const refusal = refusalIn(exchanged, body.kind === "json" ? body.raw : undefined);
        if (refusal !== undefined) {
            const wait = retryAfter(exchanged.retryAfter, clock.now());
            throw setback(failureOf(refusal), (requests) => refused(call, refusal, requests, secrets), wait);
        }
        if (body.kind === "text") throw setback("unreadable", (requests) => unreadable(call, exchanged, "it is not JSON", requests));
        try {
            const result = call.parse(body.kind === "json" ? body.raw : undefined);
            limiter.succeeded();
            return result;
        } catch (error) {
            if (!(error instanceof z.ZodError)) throw error;
            const problem = error.issues.map(({ path, message }) => `${path.join(".") || "the body"}: ${message}`).join("; ");
            throw setback("unreadable", (requests) => unreadable(call, exchanged, problem, requests));
        }
    }

    async function stoppable<T>(call: Call<unknown>, run: () => Promise<T>): Promise<T> {
        try {
            return await run();
        } catch (error) {
            throw signal.aborted && !(error instanceof GatewayError) ? stopped(call) : error;
        }
    }

    return {
        call: (call) => stoppable(call, () => withRetries(call.kind, (failed) => limiter.run(() => exchange(call), failed), pace)),
        now: () => clock.now() + ahead,
        requests: () => new Map(counts),
        close: () => http.close(),
    };
}

type Body = { readonly kind: "none" | "text" } | { readonly kind: "json"; readonly raw: unknown };

function bodyOf({ text }: Answer): Body {
    if (text.trim() === "") return { kind: "none" };
    try {
        return { kind: "json", raw: parseJson(text) };
    } catch {
        return { kind: "text" };
    }
}

/** By how much the gateway's clock is ahead of ours, in milliseconds, to the second that the Date header has. */
function aheadOf({ date }: Answer, clock: Clock): number | undefined {
    const instant = date === undefined ? Number.NaN : Date.parse(date);
    return Number.isNaN(instant) ? undefined : instant - clock.now();
}
