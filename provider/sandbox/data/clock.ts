/** The gateway's clock: it runs like any other, and can be moved forward to see what 90 days do. */
import type { Database } from "./database.js";
import { readFact, writeFact } from "./facts.js";

export interface Clock {
    /** Milliseconds since the epoch. */
    now(): number;
    /** The same as the header Date has it: to the second. */
    httpDate(): string;
    /** Moves the clock; never back, for what was purged does not return. @returns whether it could */
    moveTo(instant: number): boolean;
}

const AHEAD = "clockAhead";

/** The latest instant that a Date can hold. */
const END_OF_TIME = 8.64e15;

export function createClock(db: Database): Clock {
    let ahead = Number(readFact(db, AHEAD) ?? 0);
    const now = () => Date.now() + ahead;
    let second = Number.NaN;
    let date = "";
    return {
        now,
        httpDate: () => {
            const current = Math.floor(now() / SECOND);
            if (current !== second) {
                second = current;
                date = new Date(current * SECOND).toUTCString();
            }
            return date;
        },
        moveTo: (instant) => {
            const by = instant - now();
            if (!(by >= 0 && instant <= END_OF_TIME)) return false;
            ahead += by;
            writeFact(db, AHEAD, String(ahead));
            return true;
        },
    };
}

const SECOND = 1000;
const UNIT = {
    second: SECOND,
    minute: 60 * SECOND,
    hour: 3600 * SECOND,
    day: 86_400 * SECOND,
    week: 7 * 86_400 * SECOND,
    month: 30 * 86_400 * SECOND,
};

/** Milliseconds of a text like "91 days" or "1 hour"; a month is 30 days. Undefined when it is none. */
export function parseDuration(text: string): number | undefined {
    const [, count, unit] = /^(\d{1,9}) (second|minute|hour|day|week|month)s?$/.exec(text.trim()) ?? [];
    return count === undefined ? undefined : Number(count) * UNIT[unit as keyof typeof UNIT];
}
