import { setTimeout as wait } from "node:timers/promises";

/** What the client knows of time and chance; tests bring their own. */
export interface Clock {
    /** Milliseconds since the epoch. */
    now(): number;
    /** Milliseconds of a clock that is never set. @default now */
    ticks?(): number;
    /** Rejects when the signal aborts. */
    sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
    /** From 0 to 1. */
    random(): number;
}

export const systemClock: Clock = {
    now: () => Date.now(),
    ticks: () => performance.now(),
    sleep: (milliseconds, signal) => wait(milliseconds, undefined, signal === undefined ? {} : { signal }),
    random: () => Math.random(),
};
