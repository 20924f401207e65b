/** Recordings of calls: several a dialog, told apart by their ids. Source: the vendor's Python SDK 0.5.1. */
import { randomUUID } from "node:crypto";
import { z } from "zod";
import type { Store } from "../data/store.js";
import { Refusal } from "../refusal.js";
import { describe, effectiveAt, unitById } from "../units/unit.js";
import { type CallRow, findRunning } from "./call-row.js";
import { note } from "./entries.js";

/** The id of a recording that was given none. */
export const DEFAULT_RECORDING = "default";

export const RecordingId = z.string().min(1).max(50);

export const RecordingStart = z.looseObject({
    recordingId: RecordingId.default(DEFAULT_RECORDING),
    speakers: z
        .array(z.enum(["CUSTOMER", "AGENT"]))
        .min(1)
        .default(["CUSTOMER", "AGENT"]),
    /** Milliseconds that are recorded at most. */
    maxDuration: z.int().positive().optional(),
});

export const RecordingStop = z.looseObject({ recordingId: RecordingId.default(DEFAULT_RECORDING), terminate: z.boolean().default(false) });

const Row = z.object({
    recordingId: z.string(),
    secretName: z.string(),
    speakers: z.string().transform((text) => z.array(z.enum(["CUSTOMER", "AGENT"])).parse(JSON.parse(text))),
    maxDuration: z.int().nullable(),
    recorded: z.int(),
    runningSince: z.int().nullable(),
    complete: z.int().transform((value) => value === 1),
    transcript: z.string(),
});
export type Recording = Readonly<z.infer<typeof Row>>;

const COLUMNS = "recordingId, secretName, speakers, maxDuration, recorded, runningSince, complete, transcript";

function recordingOf({ db }: Store, { id }: CallRow, recordingId: string): Recording | undefined {
    return db.one(Row, `SELECT ${COLUMNS} FROM recording WHERE call = ? AND recordingId = ?`, id, recordingId);
}

/** Starts one, or goes on with one that is paused. @throws Refusal FORBIDDEN where any level forbids recordings */
export function startRecording(
    store: Store,
    dialogId: string,
    { recordingId, speakers, maxDuration }: z.infer<typeof RecordingStart>,
): void {
    const call = findRunning(store, dialogId);
    if (!effectiveAt(store, call.project).allowRecordings) {
        throw new Refusal("FORBIDDEN", `Recordings are not allowed at the ${describe(unitById(store, call.project))} or above it.`);
    }
    const known = recordingOf(store, call, recordingId);
    if (known?.complete === true) throw new Refusal("VALIDATION", `The recording ${recordingId} is terminated.`, ["recordingId"]);
    if (known !== undefined && known.runningSince !== null) return;
    store.db.transaction(() => {
        if (known === undefined) {
            store.db.run(
                "INSERT INTO recording (call, recordingId, secretName, speakers, maxDuration) VALUES (?, ?, ?, ?, ?)",
                call.id,
                recordingId,
                randomUUID(),
                JSON.stringify(speakers),
                maxDuration ?? null,
            );
        }
        store.db.run("UPDATE recording SET runningSince = ? WHERE call = ? AND recordingId = ?", store.clock.now(), call.id, recordingId);
        note(store, call, { type: "RecordingStart", recordingId, speakers, ...(maxDuration === undefined ? {} : { maxDuration }) });
    });
}

/** Pauses one, or ends it for good. @throws Refusal NOT_FOUND for one that was never started */
export function stopRecording(store: Store, dialogId: string, { recordingId, terminate }: z.infer<typeof RecordingStop>): void {
    const call = findRunning(store, dialogId);
    const known = recordingOf(store, call, recordingId);
    if (known === undefined) throw unknown(dialogId, recordingId);
    store.db.transaction(() => {
        pause(store, call, known);
        if (terminate) store.db.run("UPDATE recording SET complete = 1 WHERE call = ? AND recordingId = ?", call.id, recordingId);
    });
}

function pause(store: Store, call: CallRow, { recordingId, runningSince }: Recording): void {
    if (runningSince === null) return;
    store.db.run(
        "UPDATE recording SET recorded = recorded + ?, runningSince = NULL WHERE call = ? AND recordingId = ?",
        store.clock.now() - runningSince,
        call.id,
        recordingId,
    );
    note(store, call, { type: "RecordingStop", recordingId });
}

/** Ends all of a call, with it. */
export function completeRecordings(store: Store, call: CallRow): void {
    for (const recording of store.db.all(Row, `SELECT ${COLUMNS} FROM recording WHERE call = ?`, call.id)) pause(store, call, recording);
    store.db.run("UPDATE recording SET complete = 1 WHERE call = ?", call.id);
}

/** Ids of the recordings of a call whose files are there. */
export function completeIn({ db }: Store, dialogId: string): readonly string[] {
    const Id = z.object({ recordingId: z.string() });
    const rows = db.all(Id, "SELECT recordingId FROM recording JOIN call ON call.id = call WHERE dialogId = ? AND complete = 1", dialogId);
    return rows.map(({ recordingId }) => recordingId);
}

const unknown = (dialogId: string, recordingId: string) =>
    new Refusal("NOT_FOUND", `There is no recording ${recordingId} of dialog ${dialogId}.`);

/** The files of a recording are there once it is terminated, or the call is over. @throws Refusal NOT_FOUND */
export function findRecording({ db }: Store, dialogId: string, recordingId: string): Recording {
    const where = "dialogId = ? AND recordingId = ? AND complete = 1";
    const row = db.one(Row, `SELECT ${COLUMNS} FROM recording JOIN call ON call.id = call WHERE ${where}`, dialogId, recordingId);
    if (row === undefined) throw unknown(dialogId, recordingId);
    return row;
}

const Named = Row.extend({ dialogId: z.string() });

/** By what stands in the addresses of its files. @throws Refusal NOT_FOUND */
export function recordingNamed({ db }: Store, secretName: string): z.infer<typeof Named> {
    const sql = `SELECT ${COLUMNS}, dialogId FROM recording JOIN call ON call.id = call WHERE secretName = ? AND complete = 1`;
    const row = db.one(Named, sql, secretName);
    if (row === undefined) throw new Refusal("NOT_FOUND", "There is no such recording.");
    return row;
}

/** @throws Refusal NOT_FOUND */
export function deleteRecording(store: Store, dialogId: string, recordingId: string): void {
    const { secretName } = findRecording(store, dialogId, recordingId);
    store.db.run("DELETE FROM recording WHERE secretName = ?", secretName);
}
