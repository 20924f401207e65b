/**
 * What happens between us and the gateway, for a log. Ids, counts, times and the shapes of bodies: never a text that somebody wrote, because names
 * and numbers are people's, and what is secret is often known only later.
 */
import { AsyncLocalStorage } from "node:async_hooks";
import { CvgError } from "../../errors/index.js";
import type { LogLevel } from "../configuration.js";
import { isObject, plain } from "../wire/json.js";
import type { Call, Failure } from "./call.js";
import type { Clock } from "./clock.js";
import type { Exchanged } from "./http.js";
import type { Read } from "./outcome.js";

export interface Happening {
    readonly level: LogLevel;
    readonly event: string;
    readonly [detail: string]: unknown;
}

export interface Watch {
    /** Of what is told: `debug` without `trace`, or both. */
    readonly level: LogLevel;
    tell(happening: Happening): void;
}

/** The operation of the engine for which something is asked. */
export const operation = new AsyncLocalStorage<string>();

export interface WatchedCall {
    answered(got: Read, sentAt: number, body: unknown): void;
    repeats(failure: Failure, wait: number): void;
    ended(error?: unknown): void;
}

type Named = Pick<Call<unknown>, "kind" | "method" | "route" | "path">;

const UNWATCHED: WatchedCall = { answered: () => undefined, repeats: () => undefined, ended: () => undefined };

/** Each call gets an id, by which its requests and repeats are found. */
export function createWatcher(watch: Watch | undefined, clock: Clock): (call: Named) => WatchedCall {
    let calls = 0;
    return ({ kind, method, route, path }) => {
        if (watch === undefined) return UNWATCHED;
        calls += 1;
        const started = clock.now();
        let requests = 0;
        const of = operation.getStore();
        const about = { ...(of === undefined ? {} : { operation: of }), call: `c${calls}`, request: `${method} ${route}` };
        return {
            answered: (got, sentAt, body) => {
                requests += 1;
                if (watch.level !== "trace") return;
                const shapes =
                    kind === "token" ? {} : { sent: shapeOf(body), ...(got.kind === "answer" ? { answer: shapeOf(got.body.raw) } : {}) };
                watch.tell({
                    level: "trace",
                    event: "request",
                    ...about,
                    path,
                    number: requests,
                    ms: clock.now() - sentAt,
                    ...seen(got),
                    ...shapes,
                });
            },
            repeats: (failure, wait) => watch.tell({ level: "debug", event: "repeat", ...about, failure, waitMs: Math.round(wait) }),
            ended: (error) =>
                watch.tell({ level: "debug", event: "call", ...about, requests, ms: clock.now() - started, result: resultOf(error) }),
        };
    };
}

/** Of an error its code. Its words name units. */
export const resultOf = (error: unknown): string => (error === undefined ? "ok" : error instanceof CvgError ? error.code : "error");

function seen(exchanged: Exchanged): Readonly<Record<string, unknown>> {
    if (exchanged.kind !== "answer") return { failure: exchanged.kind, reason: exchanged.reason };
    const { status, requestId, retryAfter } = exchanged;
    const id = requestId !== undefined && PLAIN_ID.test(requestId) ? { gatewayRequest: requestId } : {};
    return { status, ...id, ...(retryAfter !== undefined && /^[\w :,]{1,40}$/.test(retryAfter) ? { retryAfter } : {}) };
}

/** A UUID or a number in hexadecimal: nothing that a gateway could hide a secret of ours in. */
const PLAIN_ID = /^[0-9a-f-]{1,40}$/i;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const TOKEN_OF_UNIT = /^(reseller|customer|account|project)Token$/;
const LONGEST_LIST = 10;

/** A body without its texts: `{"projectName": "text(7)", "inactive": false}`. Tokens of units are identifiers, and stay. */
function shapeOf(value: unknown, field = ""): unknown {
    const known = plain(value);
    if (typeof known === "string") return TOKEN_OF_UNIT.test(field) && UUID.test(known) ? known : `text(${known.length})`;
    if (Array.isArray(known)) {
        const shapes = known.slice(0, LONGEST_LIST).map((each) => shapeOf(each));
        return known.length > LONGEST_LIST ? [...shapes, `and ${known.length - LONGEST_LIST} more`] : shapes;
    }
    if (!isObject(known)) return known;
    return Object.fromEntries(
        Object.entries(known).map(([key, inner], at) => [/^[A-Za-z]{1,40}$/.test(key) ? key : `field ${at + 1}`, shapeOf(inner, key)]),
    );
}
