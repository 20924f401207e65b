/** What calls and bots work on. */
import type { Store } from "../data/store.js";
import { createLiveCalls, type LiveCalls } from "./live-call.js";

export interface Switchboard {
    readonly store: Store;
    readonly calls: LiveCalls;
    /** What became of requests to bots. */
    readonly asked: BotRequests;
    /** Hosts that may be called beside this machine. */
    readonly hosts: readonly string[];
    /** Base of the runtime API, as bots reach it. */
    readonly runtime: () => string;
    /** What a bot calls back with: good for its dialog alone. */
    readonly dialogToken: (dialogId: string) => string;
    /** Aborted when the gateway ends: nothing is asked any more. */
    readonly ended: AbortSignal;
}

export function createSwitchboard(parts: Omit<Switchboard, "calls" | "asked">): Switchboard {
    return { ...parts, calls: createLiveCalls(), asked: createBotRequests() };
}

export interface BotRequest {
    readonly projectToken: string;
    readonly url: string;
    /** By the gateway's clock. */
    readonly at: number;
    /** How long it took. */
    readonly ms: number;
    readonly failed: string | undefined;
}

export interface BotRequests {
    add(request: BotRequest): void;
    of(projectToken: string, from: number, to: number): readonly BotRequest[];
}

/** The oldest are forgotten: a gateway may run for weeks. */
const KEPT = 10_000;

function createBotRequests(): BotRequests {
    let requests: BotRequest[] = [];
    return {
        add: (request) => {
            requests.push(request);
            if (requests.length > KEPT) requests = requests.slice(-KEPT / 2);
        },
        of: (projectToken, from, to) => requests.filter((one) => one.projectToken === projectToken && one.at >= from && one.at <= to),
    };
}
