/** Calls to and from bots, as far as privacy settings decide about them. */
import { randomUUID } from "node:crypto";
import { z } from "zod";
import { E164 } from "../../gateway/wire/contract.js";
import type { Store } from "../data/store.js";
import { Refusal } from "../refusal.js";
import { describe, effectiveAt, findUnit, unitById } from "../units/unit.js";
import { anonymized, networkOf } from "./caller-numbers.js";

/** A suppressed number is an empty text. */
const caller = z.union([z.literal(""), E164]);

export const CallRequest = z.strictObject({
    project: z.string(),
    direction: z.enum(["inbound", "outbound"]),
    from: caller,
    to: E164,
});
export const ForwardRequest = z.strictObject({ to: E164 });

type Outcome = { readonly status: "Success" } | { readonly status: "Failure"; readonly reason: "DISABLED" };

const SUCCESS: Outcome = { status: "Success" };
/** What a bot is told that may not call. */
const DISABLED: Outcome = { status: "Failure", reason: "DISABLED" };

/** Places a call, and shows what the bot, the integrations and the store see of it. */
export function placeCall(store: Store, { project: token, direction, from, to }: z.infer<typeof CallRequest>) {
    const project = findUnit(store, "project", token);
    if (project.inactiveSince !== null) throw new Refusal("UNIT_INACTIVE", `The ${describe(project)} is inactive.`);
    const settings = effectiveAt(store, project.id);
    const outcome = direction === "outbound" && !settings.allowOutboundCalls ? DISABLED : SUCCESS;
    const now = store.clock.now();
    const dialogId = randomUUID();
    const [remote, local] = direction === "inbound" ? [from, to] : [to, from];
    const shown = settings.anonymizeRemoteNumbers ? anonymized : (number: string) => number;
    const stored = networkOf(to);
    const entries = [{ type: "Start", timestamp: now, remote: shown(remote), local }];
    store.db.run(
        `INSERT INTO call (dialogId, project, startedAt, endedAt, storesDialog, dialogRetention, recordingRetention, country, network, entries)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
        dialogId,
        project.id,
        now,
        outcome === SUCCESS ? null : now,
        settings.storeDialogData ? 1 : 0,
        settings.maxDialogRetentionTime,
        settings.maxRecordingRetentionTime,
        stored.country,
        stored.network,
        settings.storeDialogData && outcome === SUCCESS ? JSON.stringify(entries) : null,
    );
    return {
        dialogId,
        ...outcome,
        // The two fields in which the remote number is hashed are these, and no others. Source: manual, "Datenschutz-Optionen einrichten".
        sessionParameters: { dialogId, projectToken: token, direction, remote: shown(remote), local },
        callStarted: { dialogId, projectToken: token, timestamp: now, callerNumber: direction === "inbound" ? shown(from) : from },
        stored,
    };
}

const CallRow = z.object({ project: z.int(), endedAt: z.int().nullable() });

function findCall({ db }: Store, dialogId: string): z.infer<typeof CallRow> {
    const row = db.one(CallRow, "SELECT project, endedAt FROM call WHERE dialogId = ?", dialogId);
    if (row === undefined) throw new Refusal("NOT_FOUND", `There is no call ${dialogId}.`);
    return row;
}

function findRunning(store: Store, dialogId: string): z.infer<typeof CallRow> {
    const call = findCall(store, dialogId);
    if (call.endedAt !== null) throw new Refusal("VALIDATION", `The call ${dialogId} has ended.`);
    return call;
}

/** @throws Refusal FORBIDDEN where any level forbids recordings */
export function startRecording(store: Store, dialogId: string): void {
    const { project } = findRunning(store, dialogId);
    if (!effectiveAt(store, project).allowRecordings) {
        throw new Refusal("FORBIDDEN", `Recordings are not allowed at the ${describe(unitById(store, project))} or above it.`);
    }
    store.db.run("UPDATE call SET recording = ? WHERE dialogId = ?", `https://recordings.invalid/${dialogId}.wav`, dialogId);
}

/** Hands the call over to a human agent: a call out, so it needs the same permission. Source: manual, "Ausgehende Anrufe einrichten". */
export function forwardCall(store: Store, dialogId: string, { to }: z.infer<typeof ForwardRequest>) {
    const { project } = findRunning(store, dialogId);
    if (!effectiveAt(store, project).allowOutboundCalls) return DISABLED;
    return { ...SUCCESS, stored: networkOf(to) };
}

/** From now on the retention periods count. Once more: nothing happens. */
export function endCall(store: Store, dialogId: string): void {
    const { endedAt } = findCall(store, dialogId);
    if (endedAt === null) store.db.run("UPDATE call SET endedAt = ? WHERE dialogId = ?", store.clock.now(), dialogId);
}
