/** Deletes what calls left behind, once it is due by the gateway's clock and the settings. */
import { anythingKept } from "../data/next-due.js";
import { SETTINGS } from "../data/setting-rules.js";
import type { SettingName } from "../data/settings.js";
import type { Store } from "../data/store.js";

/** A setting at a call's project: that of today, or that at the start of the call. Not by the view `effective`: for many calls SQLite would work it all out. */
const applies = (name: SettingName, atStart: string) => `iif(?2, (
    SELECT ${SETTINGS[name].effective} FROM lineage JOIN unit AS level ON level.id = lineage.ancestor WHERE lineage.unit = call.project
), ${atStart})`;

const DIALOGS_DUE = `UPDATE call SET entries = NULL WHERE entries IS NOT NULL
    AND (endedAt + ${applies("maxDialogRetentionTime", "dialogRetention")} <= ?1 OR NOT ${applies("storeDialogData", "storesDialog")})`;
const RECORDINGS_DUE = `DELETE FROM recording WHERE call IN (
    SELECT id FROM call WHERE id IN (SELECT call FROM recording) AND endedAt + ${applies("maxRecordingRetentionTime", "recordingRetention")} <= ?1
)`;

/** Recordings that were made stay until they are due, also when recording is no longer allowed. */
export function expire({ db, clock, behaviour }: Store): void {
    if (!anythingKept(db)) return;
    const today = behaviour().settingsApply === "stored-data-too" ? 1 : 0;
    const now = clock.now();
    db.transaction(() => {
        db.run(DIALOGS_DUE, now, today);
        db.run(RECORDINGS_DUE, now, today);
    });
}
