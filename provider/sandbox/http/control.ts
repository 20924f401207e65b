/** The control API: what a test or a person turns and looks at from outside. Loopback only, no authorization, not part of the contract. */
import type { HttpBindings } from "@hono/node-server";
import type { Hono } from "hono";
import { z } from "zod";
import { BehaviourChanges, parseBehaviour } from "../behaviour.js";
import { endLive } from "../bots/ending.js";
import { CallerSteps, ControlCall, goOn, hangUp, placeControlCall, shownCall } from "../bots/placed.js";
import { findRunning } from "../calls/call-row.js";
import { networkOf } from "../calls/caller-numbers.js";
import { expire } from "../calls/expiry.js";
import { Destination, handOver } from "../calls/outbound.js";
import { RecordingStart, startRecording } from "../calls/recordings.js";
import { parseDuration } from "../data/clock.js";
import type { Store } from "../data/store.js";
import { readJson } from "../json.js";
import { Refusal } from "../refusal.js";
import { purgeDue } from "../units/deletion.js";
import { controlTree } from "../units/tree.js";
import { type Answer, answerOf, type Http, NO_CONTENT } from "./answer.js";
import { bodyOf } from "./body.js";
import { type Surroundings, settle } from "./exchange.js";
import { Faults } from "./faults.js";
import { guard, JSON_BODY } from "./guard.js";
import { Limits } from "./limits.js";

const ok = (body: unknown): Answer => ({ status: 200, body });

type On = (method: "GET" | "POST" | "DELETE", path: string, work: (body: string, http: Http) => Answer | Promise<Answer>) => void;

export function addControl(app: Hono<{ Bindings: HttpBindings }>, base: string, surroundings: Surroundings): void {
    const { store, requests, faults, limit } = surroundings;

    const on: On = (method, path, work) => {
        app.on(method, base + path, async (http) => {
            const { status, body } = await attempt(async () => {
                guard(http, JSON_BODY);
                const text = await bodyOf(http);
                settle(store);
                return await work(text, http);
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
    addCalls(on, surroundings);
}

const ForwardRequest = z.strictObject({ to: Destination });

function addCalls(on: On, { board }: Surroundings): void {
    const { store } = board;
    const dialogIn = (http: Http): string => http.req.param("dialogId") ?? "";

    on("POST", "/calls", async (body) => ok(await placeControlCall(board, readJson(ControlCall, body))));
    on("GET", "/calls/:dialogId", (_body, http) => ok(shownCall(board, dialogIn(http))));
    on("POST", "/calls/:dialogId/caller", async (body, http) => ok(await goOn(board, dialogIn(http), readJson(CallerSteps, body))));
    on("POST", "/calls/:dialogId/recording/start", (body, http) => {
        startRecording(store, dialogIn(http), readJson(RecordingStart, body || "{}"));
        return NO_CONTENT;
    });
    on("POST", "/calls/:dialogId/forward", (body, http) => {
        const dialogId = dialogIn(http);
        const call = findRunning(store, dialogId);
        const { to } = readJson(ForwardRequest, body);
        const handed = handOver(store, call, "Forward", to);
        if (handed.status === "Failure") return ok(handed);
        endLive(board, dialogId, "callForwarded");
        return ok({ status: handed.status, stored: networkOf(to) });
    });
    on("POST", "/calls/:dialogId/end", (_body, http) => {
        hangUp(board, dialogIn(http));
        return NO_CONTENT;
    });
}

async function attempt(work: () => Promise<Answer>): Promise<Answer> {
    try {
        return await work();
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
