/** A call as it is stored. */
import { z } from "zod";
import type { Store } from "../data/store.js";
import { Refusal } from "../refusal.js";

const Row = z.object({
    id: z.int(),
    dialogId: z.string(),
    /** Id of the unit, not its token. */
    project: z.int(),
    endedAt: z.int().nullable(),
});
export type CallRow = Readonly<z.infer<typeof Row>>;

/** @throws Refusal NOT_FOUND */
export function findCall({ db }: Store, dialogId: string): CallRow {
    const row = db.one(Row, "SELECT id, dialogId, project, endedAt FROM call WHERE dialogId = ?", dialogId);
    if (row === undefined) throw new Refusal("NOT_FOUND", `There is no call ${dialogId}.`);
    return row;
}

/** @throws Refusal NOT_FOUND, or VALIDATION after its end */
export function findRunning(store: Store, dialogId: string): CallRow {
    const call = findCall(store, dialogId);
    if (call.endedAt !== null) throw new Refusal("VALIDATION", `The call ${dialogId} has ended.`);
    return call;
}
