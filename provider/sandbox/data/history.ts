/** Every write with what it changed for callers: the effective settings, before and after, of all units whose settings it changed. */
import { z } from "zod";
import type { Database } from "./database.js";
import { onlySettings, type Settings, SettingsRow, sameSettings } from "./settings.js";

/** Null where the unit did not take calls: before it was created or restored, after it was deleted. */
export interface Change {
    readonly unit: string;
    readonly before: Settings | null;
    readonly after: Settings | null;
}

export interface Write {
    readonly requestId: string;
    /** Token of the unit that was written. */
    readonly unit: string;
    readonly changed: readonly Change[];
}

export interface History {
    /**
     * Runs a write of one unit as one transaction and notes what it changed at that unit and below.
     *
     * @param top the unit's id, "new" when it is created only now, or "same" when no settings can change, as in a rename
     * @returns its token
     */
    write(requestId: string, top: number | "new" | "same", work: () => { readonly id: number; readonly token: string }): string;
    writes(): readonly Write[];
    clear(): void;
}

/** The oldest writes are forgotten: a gateway may run for weeks. */
const KEPT = 20_000;

const NOTHING: ReadonlyMap<string, Settings> = new Map();

const ActiveRow = SettingsRow.extend({ token: z.string() });

export function createHistory(db: Database): History {
    let writes: Write[] = [];

    const activeBelow = (top: number): ReadonlyMap<string, Settings> =>
        new Map(
            db
                .all(
                    ActiveRow,
                    "SELECT unit.token, effectiveBelow.* FROM effectiveBelow JOIN unit ON unit.id = effectiveBelow.unit WHERE top = ? AND inactiveSince IS NULL",
                    top,
                )
                .map((row) => [row.token, onlySettings(row)]),
        );

    return {
        write: (requestId, top, work) => {
            const { token, before, after } = db.transaction(() => {
                const before = typeof top === "number" ? activeBelow(top) : NOTHING;
                const { id, token } = work();
                return { token, before, after: top === "same" ? NOTHING : activeBelow(id) };
            });
            writes.push({ requestId, unit: token, changed: changes(before, after) });
            if (writes.length > KEPT) writes = writes.slice(-KEPT / 2);
            return token;
        },
        writes: () => writes,
        clear: () => {
            writes = [];
        },
    };
}

function changes(before: ReadonlyMap<string, Settings>, after: ReadonlyMap<string, Settings>): readonly Change[] {
    const units = new Set([...before.keys(), ...after.keys()]);
    return [...units].flatMap((unit) => {
        const [was, is] = [before.get(unit), after.get(unit)];
        const same = was === undefined || is === undefined ? was === is : sameSettings(was, is);
        return same ? [] : [{ unit, before: was ?? null, after: is ?? null }];
    });
}
