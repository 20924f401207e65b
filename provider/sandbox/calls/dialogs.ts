/** What calls leave behind, as the service's Dialog API gives it out. Source: the vendor's Python SDK 0.5.1. */
import { z } from "zod";
import type { Store } from "../data/store.js";
import { Refusal } from "../refusal.js";
import { findCall } from "./call-row.js";
import { ENTRY_TYPES, note } from "./entries.js";

const Row = z.object({ dialogId: z.string(), callId: z.string().nullable(), entries: z.string() });

const Entry = z.looseObject({ type: z.enum(ENTRY_TYPES), timestamp: z.int() });
type Entry = z.infer<typeof Entry>;
const Custom = Entry.extend({ key: z.string(), value: z.string() });

export interface Dialog {
    readonly dialogId: string;
    readonly data: readonly Entry[];
    readonly callId?: string;
}

/** What a reader wants to see of a dialog; without it, everything. */
export const IncludeTypes = z.array(z.enum(ENTRY_TYPES));

const unknown = (what: string) => new Refusal("NOT_FOUND", `There is no dialog ${what}.`);

/** @throws Refusal NOT_FOUND for one that is not stored, or not any longer */
export function readDialog({ db }: Store, dialogId: string, types: z.infer<typeof IncludeTypes>): Dialog {
    const row = db.one(Row, "SELECT dialogId, callId, entries FROM call WHERE dialogId = ? AND entries IS NOT NULL", dialogId);
    if (row === undefined) throw unknown(dialogId);
    return dialogOf(row, types);
}

/** The latest dialog of a project that was given this id from outside. @throws Refusal NOT_FOUND */
export function readExternal({ db }: Store, project: string, callId: string, types: z.infer<typeof IncludeTypes>): Dialog {
    const row = db.one(
        Row,
        `SELECT dialogId, callId, entries FROM call JOIN unit ON unit.id = project
        WHERE unit.token = ? AND callId = ? AND entries IS NOT NULL ORDER BY call.id DESC LIMIT 1`,
        project,
        callId,
    );
    if (row === undefined) throw unknown(`with the call id ${callId} in project ${project}`);
    return dialogOf(row, types);
}

function dialogOf({ dialogId, callId, entries }: z.infer<typeof Row>, types: readonly string[]): Dialog {
    const all = z.array(Entry).parse(JSON.parse(entries));
    const data = types.length === 0 ? all : all.filter(({ type }) => types.includes(type));
    return { dialogId, data, ...(callId === null ? {} : { callId }) };
}

/** @throws Refusal NOT_FOUND */
export function deleteDialog({ db }: Store, dialogId: string): void {
    const { changes } = db.run("UPDATE call SET entries = NULL WHERE dialogId = ? AND entries IS NOT NULL", dialogId);
    if (changes === 0) throw unknown(dialogId);
}

export const DialogData = z.looseObject({ data: z.record(z.string(), z.string()) });

/** Writes what a bot wants to keep with the dialog, an entry a key. @throws Refusal NOT_FOUND where the dialog is not stored */
export function addDialogData(store: Store, dialogId: string, data: Readonly<Record<string, string>>): void {
    readDialog(store, dialogId, []);
    const call = findCall(store, dialogId);
    store.db.transaction(() => {
        for (const [key, value] of Object.entries(data)) note(store, call, { type: "Custom", key, value });
    });
}

/** The latest that was written under a key. @throws Refusal NOT_FOUND */
export function readDialogData(store: Store, dialogId: string, key: string): z.infer<typeof Custom> {
    const written = readDialog(store, dialogId, ["Custom"]).data.map((entry) => Custom.parse(entry));
    const found = written.findLast((entry) => entry.key === key);
    if (found === undefined) throw new Refusal("NOT_FOUND", `Nothing is written under ${key} in dialog ${dialogId}.`);
    return found;
}
