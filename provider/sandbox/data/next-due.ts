/** When something is due next: a unit's purge, or what a call left behind. Asked before every call, so the answer is kept as long as it holds. */
import { z } from "zod";
import type { Clock } from "./clock.js";
import type { Database } from "./database.js";

export interface NextDue {
    /** Whether something may be due by now. */
    isPassed(): boolean;
    /** All that was due is done. */
    settled(): void;
}

const Purge = z.object({ at: z.int().nullable() });
const Kept = z.object({ kept: z.int() });

/** Whether any call left something behind that is still there. */
export function anythingKept(db: Database): boolean {
    const dialogs = "SELECT 1 FROM call WHERE entries IS NOT NULL";
    const row = db.one(Kept, `SELECT (EXISTS (${dialogs}) OR EXISTS (SELECT 1 FROM recording)) AS kept`);
    return row?.kept === 1;
}

export function createNextDue(db: Database, clock: Clock): NextDue {
    let next = Number.NEGATIVE_INFINITY;
    let known = Number.NaN;

    /** What a call left behind is due by settings of up to four levels: it is looked at each time, instead of foreseen. */
    function foreseen(): number {
        if (anythingKept(db)) return Number.NEGATIVE_INFINITY;
        const { at } = db.one(Purge, "SELECT MIN(purgeAt) AS at FROM unit WHERE purgeAt IS NOT NULL") ?? { at: null };
        return at ?? Number.POSITIVE_INFINITY;
    }

    return {
        isPassed: () => known !== db.runs() || next <= clock.now(),
        settled: () => {
            next = foreseen();
            known = db.runs();
        },
    };
}
