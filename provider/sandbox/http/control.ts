/** The control API: what a test or a person turns and looks at from outside. Loopback only, no authorization, not part of the contract. */

import type { HttpBindings } from "@hono/node-server";
import type { Hono } from "hono";
import { z } from "zod";
import { BehaviourChanges, parseBehaviour } from "../behaviour.js";
import { CallRequest, endCall, ForwardRequest, forwardCall, placeCall, startRecording } from "../calls/calls.js";
import { expire } from "../calls/dialogs.js";
import { parseDuration } from "../data/clock.js";
import type { Store } from "../data/store.js";
import { readJson } from "../json.js";
import { Refusal } from "../refusal.js";
import { purgeDue } from "../units/deletion.js";
import { controlTree } from "../units/tree.js";
import { type Answer, answerOf, NO_CONTENT } from "./answer.js";
import { type Http, type Surroundings, settle } from "./exchange.js";
import { Faults } from "./faults.js";
import { Limits } from "./limits.js";

const ok = (body: unknown): Answer => ({ status: 200, body });

export function addControl(app: Hono<{ Bindings: HttpBindings }>, base: string, surroundings: Surroundings): void {
    const { store, requests, faults, limit } = surroundings;

    const on = (method: "GET" | "POST" | "DELETE", path: string, work: (body: string, http: Http) => Answer) => {
        app.on(method, base + path, async (http) => {
            const text = await http.req.text();
            const { status, body } = attempt(() => {
                settle(store);
                return work(text, http);
            });
            return body === undefined ? new Response(null, { status }) : Response.json(body, { status });
        });
    };

    on("GET", "/clock", () => ok({ now: instant(store.clock.now()) }));
    on("POST", "/clock", (body) => ok(moveClock(store, body)));
    on("GET", "/behaviour", () => ok(store.behaviour()));
    on("POST", "/behaviour", (body) => {
        readJson(BehaviourChanges, body);
        store.behave(parseBehaviour(JSON.parse(body)));
        return ok(store.behaviour());
    });
    on("GET", "/requests", () => ok(requests.all()));
    on("DELETE", "/requests", () => {
        requests.clear();
        return NO_CONTENT;
    });
    on("GET", "/tree", () => ok(controlTree(store)));
    on("GET", "/history", () => ok({ history: store.history.writes() }));
    on("DELETE", "/history", () => {
        store.history.clear();
        return NO_CONTENT;
    });
    on("GET", "/faults", () => ok({ faults: faults.pending() }));
    on("POST", "/faults", (body) => {
        faults.add(readJson(Faults, body));
        return ok({ faults: faults.pending() });
    });
    on("DELETE", "/faults", () => {
        faults.clear();
        return NO_CONTENT;
    });
    on("POST", "/limits", (body) => ok(limit.change(readJson(Limits, body))));
    on("POST", "/calls", (body) => ok(placeCall(store, readJson(CallRequest, body))));
    on("POST", "/calls/:dialogId/recording/start", (_body, http) => {
        startRecording(store, http.req.param("dialogId") ?? "");
        return NO_CONTENT;
    });
    on("POST", "/calls/:dialogId/forward", (body, http) =>
        ok(forwardCall(store, http.req.param("dialogId") ?? "", readJson(ForwardRequest, body))),
    );
    on("POST", "/calls/:dialogId/end", (_body, http) => {
        endCall(store, http.req.param("dialogId") ?? "");
        return NO_CONTENT;
    });
}

export function unknownControl(): Response {
    return Response.json(answerOf(new Refusal("NOT_FOUND", "The control API has no such call.")).body, { status: 404 });
}

function attempt(work: () => Answer): Answer {
    try {
        return work();
    } catch (error) {
        return answerOf(error);
    }
}

const instant = (milliseconds: number): string => new Date(milliseconds).toISOString();

const Moved = z.union([z.strictObject({ advance: z.string() }), z.strictObject({ now: z.iso.datetime({ offset: true }) })]);

function moveClock(store: Store, body: string): { readonly now: string; readonly purged: readonly string[] } {
    const asked = readJson(Moved, body);
    const { clock } = store;
    const field = "advance" in asked ? "advance" : "now";
    const by = "advance" in asked ? parseDuration(asked.advance) : Date.parse(asked.now) - clock.now();
    if (by === undefined) throw new Refusal("VALIDATION", 'A duration reads like "91 days".', [field]);
    if (!clock.moveTo(clock.now() + by)) throw new Refusal("VALIDATION", "The clock only goes forward.", [field]);
    const purged = purgeDue(store);
    expire(store);
    return { now: instant(clock.now()), purged };
}
