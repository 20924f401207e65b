/** What calls leave behind, as the gateway's Dialog API gives it out. */
import { z } from "zod";
import { SETTINGS } from "../data/setting-rules.js";
import type { SettingName } from "../data/settings.js";
import type { Store } from "../data/store.js";
import { Refusal } from "../refusal.js";

const Dialog = z.object({ dialogId: z.string(), projectToken: z.string(), entries: z.string() });
const Recording = z.object({ dialogId: z.string(), url: z.string() });

const unknown = (what: string, dialogId: string) => new Refusal("NOT_FOUND", `There is no ${what} ${dialogId}.`);

export function readDialog({ db }: Store, dialogId: string): Readonly<Record<string, unknown>> {
    const row = db.one(
        Dialog,
        "SELECT dialogId, token AS projectToken, entries FROM call JOIN unit ON unit.id = project WHERE dialogId = ? AND entries IS NOT NULL",
        dialogId,
    );
    if (row === undefined) throw unknown("dialog", dialogId);
    return { ...row, entries: JSON.parse(row.entries) };
}

export function deleteDialog({ db }: Store, dialogId: string): void {
    const { changes } = db.run("UPDATE call SET entries = NULL WHERE dialogId = ? AND entries IS NOT NULL", dialogId);
    if (changes === 0) throw unknown("dialog", dialogId);
}

export function readRecording({ db }: Store, dialogId: string): z.infer<typeof Recording> {
    const row = db.one(Recording, "SELECT dialogId, recording AS url FROM call WHERE dialogId = ? AND recording IS NOT NULL", dialogId);
    if (row === undefined) throw unknown("recording of dialog", dialogId);
    return row;
}

export function deleteRecording({ db }: Store, dialogId: string): void {
    const { changes } = db.run("UPDATE call SET recording = NULL WHERE dialogId = ? AND recording IS NOT NULL", dialogId);
    if (changes === 0) throw unknown("recording of dialog", dialogId);
}

/** A setting at a call's project: that of today, or that at the start of the call. Not by the view `effective`: for many calls SQLite would work it all out. */
const applies = (name: SettingName, atStart: string) => `iif(?2, (
    SELECT ${SETTINGS[name].effective} FROM lineage JOIN unit AS level ON level.id = lineage.ancestor WHERE lineage.unit = call.project
), ${atStart})`;

const DIALOGS_DUE = `UPDATE call SET entries = NULL WHERE entries IS NOT NULL
    AND (endedAt + ${applies("maxDialogRetentionTime", "dialogRetention")} <= ?1 OR NOT ${applies("storeDialogData", "storesDialog")})`;
const RECORDINGS_DUE = `UPDATE call SET recording = NULL WHERE recording IS NOT NULL
    AND endedAt + ${applies("maxRecordingRetentionTime", "recordingRetention")} <= ?1`;

const Any = z.object({ kept: z.int() });

/** Deletes what is due by the gateway's clock and the settings. Recordings that were made stay until they are due, also when recording is no longer allowed. */
export function expire({ db, clock, behaviour }: Store): void {
    if (db.one(Any, "SELECT 1 AS kept FROM call WHERE entries IS NOT NULL OR recording IS NOT NULL LIMIT 1") === undefined) return;
    const today = behaviour().settingsApply === "stored-data-too" ? 1 : 0;
    const now = clock.now();
    db.transaction(() => {
        db.run(DIALOGS_DUE, now, today);
        db.run(RECORDINGS_DUE, now, today);
    });
}
