/** Carries calls to the gateway: authorization, limits, repetition, and every failure as a coded error. */

import type { Configuration } from "../configuration.js";
import { LAST_INSTANT } from "../wire/contract.js";
import { formatJson } from "../wire/json.js";
import { createBearerSource, fetchToken } from "./access-token.js";
import { NoBudget, NoClient } from "./budget/no-budget.js";
import { createPostgresLedger } from "./budget/postgres-ledger.js";
import { createSlots, type Slots } from "./budget/slots.js";
import type { Call, Kind } from "./call.js";
import type { Clock } from "./clock.js";
import { forbidden, GatewayError, inDoubt, noBudget, stopped } from "./gateway-error.js";
import { createHttp, type Request } from "./http.js";
import { createLimiter } from "./limiter.js";
import { outcomeOf, type Read, read } from "./outcome.js";
import { secretsIn } from "./redaction.js";
import { refusalIn } from "./refusal.js";
import { createRetryBudget, type Setback, withRetries } from "./retry.js";
import { createWatcher, type Watch, type WatchedCall } from "./watch.js";

export interface Transport {
    call<T>(call: Call<T>): Promise<T>;
    /** The gateway's clock, milliseconds since the epoch. */
    now(): number;
    /** Rejects when everything has been stopped. */
    sleep(milliseconds: number): Promise<void>;
    /** Requests that went out, by method and route. */
    requests(): ReadonlyMap<string, number>;
    /** How many of them were repeats, and for how many milliseconds the gateway held everything back. */
    effort(): { readonly repeats: number; readonly paused: number };
    close(): Promise<void>;
}

/** What one request tells on its way. */
interface Attempt extends Pick<WatchedCall, "answered"> {
    readonly sending: () => void;
}

/** How a run is stopped. */
interface Stops {
    /** Everything: what waits is not sent, what is under way is broken off. */
    readonly signal: AbortSignal;
    /** What waits is not sent, and what is under way goes on. */
    readonly ending: AbortSignal;
}

/** @param watch is told what happens */
export function createTransport(configuration: Configuration, clock: Clock, { signal, ending }: Stops, watch?: Watch): Transport {
    const { endpoint, access } = configuration;
    const counts = new Map<string, number>();
    const budget = createRetryBudget();
    const over = AbortSignal.any([signal, ending]);
    const slots = sharedSlots(configuration, clock, over);
    const limiter = createLimiter(configuration, clock, { signal, over }, slots);
    const http = createHttp({ ...configuration, env: process.env }, { signal, over });
    const watched = createWatcher(watch, clock);
    const count = (route: string) => counts.set(route, (counts.get(route) ?? 0) + 1);
    const bearers = createBearerSource(
        access,
        clock,
        async (credentials) => {
            const { answered, repeats, ended } = watched({ kind: "token", method: "POST", route: "token", path: "" });
            const send = async (request: Request): Promise<Read> => {
                const sentAt = clock.now();
                const got = read(await http.send(request, () => count("POST token")));
                answered(got, sentAt, undefined);
                return got;
            };
            return await telling(ended, () => fetchToken(credentials, send, { clock, signal, over, holdAll: undefined, budget, repeats }));
        },
        (error) => error instanceof GatewayError && error.code === "CVG501",
    );
    function holdAll(milliseconds: number, { failure, sentAt }: Setback): void {
        if (failure === "limited") limiter.refused(sentAt);
        limiter.pause(milliseconds);
        watch?.tell({ level: "debug", event: "held", waitMs: Math.round(milliseconds), requestsPerSecond: limiter.rate() });
    }

    /** By how much the gateway's clock is ahead of ours, in milliseconds. */
    let ahead = 0;

    /** One request of a call; two when the first met a token that was no longer good. */
    async function exchange<T>(call: Call<T>, attempt: Attempt): Promise<T> {
        let bearer = await bearers.bearer();
        const sentAt = clock.now();
        let got = await authorized(call, bearer.value, attempt);
        if (isUnauthorized(call.kind, got, clock.now()) && bearers.rejected(bearer)) {
            bearer = await bearers.bearer();
            got = await authorized(call, bearer.value, attempt);
        }
        const secrets = [bearer.value, ...(access.kind === "token" ? [] : [access.clientSecret]), ...secretsIn(call.body)];
        const result = outcomeOf(call, got, { address: endpoint, sentAt, now: clock.now(), access: access.kind, secrets });
        limiter.succeeded();
        return result;
    }

    async function authorized(call: Call<unknown>, token: string, { sending, answered }: Attempt): Promise<Read> {
        const sentAt = clock.now();
        const exchanged = await http.send(requestOf(call, endpoint, token), () => {
            count(`${call.method} ${call.route}`);
            sending();
        });
        const got = read(exchanged);
        answered(got, sentAt, call.body);
        const instant = got.kind === "answer" ? Date.parse(got.date ?? "") : Number.NaN;
        if (instant >= 0 && instant <= LAST_INSTANT) ahead = instant - clock.now();
        return got;
    }

    return {
        call: async <T>(call: Call<T>) => {
            if (configuration.readOnly === true && call.method !== "GET") throw forbidden(call);
            let sent = false;
            const sending = () => {
                sent = true;
            };
            const { answered, repeats: tellRepeat, ended } = watched(call);
            const repeats: WatchedCall["repeats"] = (failure, wait) => {
                // A create is repeated only after what surely was not done.
                if (call.kind === "create") sent = false;
                tellRepeat(failure, wait);
            };
            try {
                const request = async (failed: number): Promise<T> => {
                    const renewed = failed > 0 && call.again !== undefined ? { ...call, body: await call.again() } : call;
                    const turn = { kind: call.kind, follows: call.again !== undefined, failed };
                    return await limiter.run(() => exchange(renewed, { sending, answered }), turn);
                };
                return await telling(ended, () => withRetries(call.kind, request, { clock, signal, over, holdAll, budget, repeats }));
            } catch (error) {
                if (error instanceof NoBudget || error instanceof NoClient) throw noBudget(call, error);
                if (error instanceof GatewayError || !over.aborted) throw error;
                throw sent && call.kind === "create" ? inDoubt(stopped(call, sent)) : stopped(call, sent);
            }
        },
        now: () => clock.now() + ahead,
        sleep: (milliseconds) => clock.sleep(milliseconds, over),
        requests: () => new Map(counts),
        effort: () => ({ repeats: budget.spent(), paused: limiter.paused() }),
        close: async () => {
            await Promise.all([http.close(), slots?.close()]);
        },
    };
}

/** Undefined where nobody else counts. A wait is measured by a clock that is never set. */
function sharedSlots(configuration: Configuration, clock: Clock, over: AbortSignal): Slots | undefined {
    const { requestBudget, endpoint, maxRequestsPerSecond, shareOfLimit } = configuration;
    if (requestBudget === undefined) return undefined;
    const time = { now: clock.ticks ?? clock.now, sleep: clock.sleep };
    return createSlots(createPostgresLedger(requestBudget, endpoint, time, over), maxRequestsPerSecond * shareOfLimit, time, over);
}

const requestOf = ({ kind, method, path, body }: Call<unknown>, endpoint: string, token: string): Request => ({
    method,
    url: endpoint + path,
    headers: {
        accept: "application/json",
        authorization: `Bearer ${token}`,
        ...(body === undefined ? {} : { "content-type": "application/json" }),
    },
    ...(body === undefined ? {} : { body: formatJson(body) }),
    fresh: kind === "create",
});

/** Older gateways say it in an answer 200. */
function isUnauthorized(kind: Kind, got: Read, now: number): boolean {
    if (got.kind !== "answer") return false;
    return got.status === 401 || refusalIn(kind, got, got.body.raw, now)?.code === "UNAUTHORIZED";
}

async function telling<T>(ended: WatchedCall["ended"], work: () => Promise<T>): Promise<T> {
    try {
        const result = await work();
        ended();
        return result;
    } catch (error) {
        ended(error);
        throw error;
    }
}
