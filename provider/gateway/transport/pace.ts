/**
 * How fast requests go out: spread evenly, because a burst is what limits are made against; and no faster than the gateway turns out to take
 * them. A limit is a bucket that fills by so many requests in a second, up to so many at once. It is learned from what is refused: at a refusal
 * the bucket was empty, so what was taken until the next one is what came into it.
 */
import type { Clock } from "./clock.js";
import { LONGEST_WAIT } from "./retry.js";

export interface Pace {
    /** Settles when the next request may go out; in the order of asking. Rejects when the signal aborts. */
    turn(): Promise<void>;
    /** Nothing goes out for so many milliseconds. */
    pause(milliseconds: number): void;
    /** The gateway took a request. */
    took(): void;
    /** The gateway refused one because they were too many. @param sentAt when it was sent: what was sent before the last slowing says nothing new */
    refused(sentAt: number): void;
    /** Requests in a second, for now. */
    rate(): number;
    /** Milliseconds in which nothing went out, because the gateway had asked for it. */
    paused(): number;
}

/** How late a timer may be without a loss: what it owes goes at once. After a longer silence nothing is owed. Milliseconds. */
const LATE = 20;
/** The slowest that is learned: one request in five seconds. */
const SLOWEST = 0.2;
/** The first refusal halves, and none slows by more; one that shows the limit leaves this much of it, and one that shows nothing this much. */
const HALF = 0.5;
const BELOW_LIMIT = 0.97;
const A_FIFTH_LESS = 0.8;
/** Fewer requests between two refusals show nothing. */
const SHOWS = 8;
/** How long no request is refused until it goes faster again, at first; twice as long after each further refusal. Milliseconds. */
const QUIET = 60_000;
const LONGEST_QUIET = 15 * 60_000;
/** By how much it goes faster, and how often. Milliseconds. */
const FASTER = 1.1;
const STEP = 10_000;

/** From one refusal to the next. */
interface Stretch {
    readonly since: number;
    /** Milliseconds in which nothing went out, because the gateway had asked for it. */
    paused: number;
    taken: number;
}

/** @param fastest requests in a second, as configured */
export function createPace(fastest: number, clock: Clock, signal: AbortSignal): Pace {
    let rate = fastest;
    let next = Number.NEGATIVE_INFINITY;
    let pausedUntil = Number.NEGATIVE_INFINITY;
    let last: Promise<void> = Promise.resolve();
    let slowedAt = Number.NEGATIVE_INFINITY;
    let stretch: Stretch = { since: clock.now(), paused: 0, taken: 0 };
    let first: (Stretch & { readonly until: number }) | undefined;
    /** Requests that the gateway takes at once, once that is known. */
    let burst: number | undefined;
    let pausedInAll = 0;
    let quiet = QUIET;
    let fasterAt = Number.POSITIVE_INFINITY;

    async function waitForTurn(): Promise<void> {
        let waitedUntil = Number.NEGATIVE_INFINITY;
        for (;;) {
            const now = clock.now();
            const interval = 1000 / rate;
            // A clock that was set back must not hold everything up until it is there again.
            if (next - now > interval * 2 && next > pausedUntil) next = now + interval;
            pausedUntil = Math.min(pausedUntil, now + LONGEST_WAIT);
            const until = Math.max(next, pausedUntil);
            // Timers know whole milliseconds.
            if (until - now < 1 || until <= waitedUntil) {
                next = Math.max(next, now - LATE) + interval;
                return;
            }
            await clock.sleep(Math.ceil(until - now), signal);
            // A pause that came meanwhile is waited for too.
            waitedUntil = until;
        }
    }

    function recover(now: number): void {
        if (now < fasterAt || rate >= fastest) return;
        rate = Math.min(fastest, rate * FASTER);
        fasterAt = now + STEP;
    }

    /** What comes into the bucket in a second, by what was taken since it was empty. */
    function shown(now: number): number {
        if (first === undefined) return 0;
        const { taken, paused, since } = stretch;
        if (taken < SHOWS) return rate * A_FIFTH_LESS;
        const seconds = (now - since) / 1000;
        const before = (first.until - first.since) / 1000;
        const all = taken / seconds;
        const atOnce = (limit: number) => burst ?? Math.max(1, first === undefined ? 1 : first.taken - limit * before);
        // In a pause the bucket fills no further than to its brim: then what came in came while requests went out.
        const active = seconds - paused / 1000;
        const brimful = burst === undefined ? (taken - first.taken) / (active - before) : (taken - burst) / active;
        const limit = all * (paused / 1000) <= atOnce(all) || !(brimful > all && brimful < Number.POSITIVE_INFINITY) ? all : brimful;
        burst ??= atOnce(limit);
        return limit;
    }

    return {
        turn: () => {
            last = last.catch(() => undefined).then(waitForTurn);
            return last;
        },
        pause: (milliseconds) => {
            const until = Math.max(pausedUntil, clock.now() + milliseconds);
            const longer = until - Math.max(pausedUntil, clock.now());
            stretch.paused += longer;
            pausedInAll += longer;
            pausedUntil = until;
            next = Math.max(next, until);
        },
        took: () => {
            stretch.taken += 1;
            recover(clock.now());
        },
        refused: (sentAt) => {
            const now = clock.now();
            if (sentAt < slowedAt) return;
            const limit = shown(now);
            rate = Math.max(SLOWEST, rate * HALF, Math.min(limit * BELOW_LIMIT, rate * BELOW_LIMIT));
            if (first === undefined) first = { ...stretch, until: now };
            else quiet = Math.min(LONGEST_QUIET, quiet * 2);
            stretch = { since: now, paused: 0, taken: 0 };
            [slowedAt, fasterAt] = [now, now + quiet];
        },
        rate: () => rate,
        paused: () => pausedInAll,
    };
}
