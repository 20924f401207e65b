/** What happens around every call: clock, request id, log, faults, limits. */
import { setTimeout as wait } from "node:timers/promises";
import { isPromise } from "node:util/types";
import type { Switchboard } from "../bots/switchboard.js";
import { expire } from "../calls/expiry.js";
import type { Store } from "../data/store.js";
import { codeOf, errorBody } from "../refusal.js";
import { purgeDue } from "../units/deletion.js";
import { type Answer, answerOf, type Http } from "./answer.js";
import { after, bodyOf } from "./body.js";
import type { Fault, PlannedFaults } from "./faults.js";
import { guard } from "./guard.js";
import type { RateLimit } from "./limits.js";
import { type LoggedRequest, logged, type Requests } from "./request-log.js";

export interface Surroundings {
    readonly store: Store;
    readonly requests: Requests;
    readonly faults: PlannedFaults;
    readonly limit: RateLimit;
    readonly board: Switchboard;
    /** Told of every request, and of what failed in the gateway itself. */
    readonly log: ((request: LoggedRequest, defect?: unknown) => void) | undefined;
}

/** The answer that never leaves: the connection is cut. */
const DROPPED: Answer = { status: 0 };

export interface Kind {
    /** As the contract writes it. */
    readonly route: string;
    /** Whether the limit on requests holds for it. */
    readonly limited: boolean;
    /** The content type of its body. */
    readonly type: string;
}

/** @param work the call itself, once its body is here */
export function exchange(
    { store, requests, faults, limit, log }: Surroundings,
    { route, limited, type }: Kind,
    work: (http: Http, requestId: string, body: string) => Answer | Promise<Answer>,
): (http: Http) => Response | Promise<Response> {
    return (http) => {
        const { method, path } = http.req;
        const requestId = requests.nextId();
        const started = performance.now();
        let defect: unknown;

        const failed = (error: unknown): Answer => {
            const answer = answerOf(error);
            if (answer.status === 500) defect = error;
            return answer;
        };
        const done = (body: string): Answer | Promise<Answer> => {
            try {
                settle(store);
                const answer = work(http, requestId, body);
                return isPromise(answer) ? answer.catch(failed) : answer;
            } catch (error) {
                return failed(error);
            }
        };
        const answered = (body: string): Answer | Promise<Answer> => {
            const fault = faults.meet(method, route);
            if (fault !== undefined) return failing(fault, () => done(body));
            const seconds = limited ? limit.secondsToWait() : undefined;
            return seconds === undefined ? done(body) : tooMany(seconds);
        };
        const finished = (answer: Answer): Response => {
            const ms = Math.round(performance.now() - started);
            const request = { id: requestId, at: store.clock.now(), method, route, path, status: answer.status, ms };
            requests.add(request);
            log?.(logged(request), defect);
            return respond(http, answer, requestId, store.clock.httpDate());
        };
        const heard = (): Answer | Promise<Answer> => {
            try {
                guard(http, type);
                const body = bodyOf(http);
                if (isPromise(body))
                    return body.then(
                        (text) =>
                            after(
                                after(limit.latency(), () => text),
                                answered,
                            ),
                        failed,
                    );
                return after(
                    after(limit.latency(), () => body),
                    answered,
                );
            } catch (error) {
                return failed(error);
            }
        };
        return after(heard(), finished);
    };
}

/** Brings the store to the present before each call, by the settings as they are until then: what is due is never seen, and no call revives it. */
export function settle(store: Store): void {
    if (!store.due.isPassed()) return;
    purgeDue(store);
    expire(store);
    store.due.settled();
}

const tooMany = (seconds: number): Answer => ({
    status: 429,
    body: errorBody("TOO_MANY_REQUESTS", "More requests than the limit allows."),
    headers: { "Retry-After": String(seconds) },
});

async function failing(fault: Fault, done: () => Answer | Promise<Answer>): Promise<Answer> {
    const status = fault.status ?? 500;
    switch (fault.kind) {
        case "drop-before":
            return DROPPED;
        case "drop-after":
            await done();
            return DROPPED;
        case "delay":
            await wait(fault.delayMs ?? 1000);
            return done();
        case "malformed":
            return { status: (await done()).status === 201 ? 201 : 200, body: MALFORMED };
        case "error-in-2xx":
            return { status: 200, body: errorBody(codeOf(status), "A fault on order.") };
        case "status":
            if (fault.delayMs !== undefined) await wait(fault.delayMs);
            return {
                status,
                body: errorBody(codeOf(status), "A fault on order."),
                ...(fault.retryAfterSeconds === undefined ? {} : { headers: { "Retry-After": String(fault.retryAfterSeconds) } }),
            };
    }
}

/** Stands for a body that breaks off. */
const MALFORMED = Symbol("malformed");

function respond(http: Http, { status, body, json, file, headers }: Answer, requestId: string, date: string): Response {
    if (status === 0) {
        // Whoever asked sees a reset connection; what is returned here reaches nobody.
        http.env.incoming.socket.destroy();
        return new Response(null, { status: 500 });
    }
    const always = { Date: date, "X-Request-Id": requestId, ...headers };
    if (file !== undefined) return new Response(file.content, { status, headers: { ...always, "Content-Type": file.type } });
    const text = json ?? (body === undefined ? null : body === MALFORMED ? '{"broken": ' : JSON.stringify(body));
    return new Response(text, { status, headers: text === null ? always : { ...always, "Content-Type": JSON_TYPE } });
}

const JSON_TYPE = "application/json; charset=utf-8";
