/** Deleting, restoring and purging units. */
import { z } from "zod";
import type { UnitLevel } from "../../gateway/wire/contract.js";
import type { Store } from "../data/store.js";
import { Refusal } from "../refusal.js";
import { judge } from "./judge.js";
import { releaseNumbers } from "./platform-numbers.js";
import { describe, findUnit, parentOf, type Unit, unitById } from "./unit.js";

const Id = z.object({ id: z.int() });
const Token = z.object({ token: z.string() });

/** Marks a unit for the purge. Once more: nothing happens, and the day of the purge stays. */
export function deleteUnit(store: Store, requestId: string, level: UnitLevel, token: string): void {
    const { db, clock } = store;
    const unit = findUnit(store, level, token);
    if (unit.inactiveSince !== null) return;
    const below = db.all(Id, "SELECT id FROM unit WHERE parent = ? AND inactiveSince IS NULL", unit.id);
    if (below.length > 0 && store.behaviour().deleteWithChildren === "refuse") {
        const names = below.map(({ id }) => describe(unitById(store, id))).join(", ");
        throw new Refusal("HAS_ACTIVE_CHILDREN", `Active units are below the ${describe(unit)}: ${names}.`);
    }
    store.history.write(requestId, unit.id, () => {
        releaseNumbers(store, unit.id);
        db.run(
            "UPDATE unit SET inactiveSince = ? WHERE inactiveSince IS NULL AND id IN (SELECT unit FROM lineage WHERE ancestor = ?)",
            clock.now(),
            unit.id,
        );
        return unit;
    });
}

/** Makes a unit active again. Telephone numbers do not come back. */
export function restoreUnit(store: Store, requestId: string, level: UnitLevel, token: string): void {
    const unit = findUnit(store, level, token);
    if (unit.inactiveSince === null) return;
    const parent = parentOf(store, unit);
    if (parent.inactiveSince !== null) throw new Refusal("PARENT_INACTIVE", `The ${describe(parent)} is inactive.`);
    store.history.write(requestId, unit.id, () => {
        for (const restored of toRestore(store, unit)) {
            store.db.run("UPDATE unit SET inactiveSince = NULL WHERE id = ?", restored.id);
            judge(store, restored, "restored");
        }
        return unit;
    });
}

function toRestore(store: Store, unit: Unit): readonly Unit[] {
    if (store.behaviour().restoreChildren === "no") return [unit];
    const below = store.db.all(
        Id,
        "SELECT unit.id AS id FROM lineage JOIN unit ON unit.id = lineage.unit WHERE ancestor = ? AND inactiveSince IS NOT NULL",
        unit.id,
    );
    return below.map(({ id }) => unitById(store, id));
}

/** Removes for ever what is due by the gateway's clock. @returns the tokens */
export function purgeDue({ db, clock }: Store): readonly string[] {
    const now = clock.now();
    // Asked before every call, so by the index, and not by the order: that would read all units.
    const due = db
        .all(Token, "SELECT token FROM unit INDEXED BY unit_purge WHERE purgeAt <= ? ORDER BY +id DESC", now)
        .map(({ token }) => token);
    // Nothing active is ever below: a unit is deleted after all below it, and they cannot be restored before it.
    if (due.length > 0) db.run("DELETE FROM unit WHERE purgeAt <= ?", now);
    return due;
}
