/** Calls to and from bots, as far as privacy settings decide about them: how they begin and how they end. */
import { randomUUID } from "node:crypto";
import { z } from "zod";
import { E164 } from "../../gateway/wire/contract.js";
import type { Store } from "../data/store.js";
import { Refusal } from "../refusal.js";
import { describe, effectiveAt, findUnit } from "../units/unit.js";
import { findCall } from "./call-row.js";
import { anonymized, type CalledNetwork, networkOf } from "./caller-numbers.js";
import { type EndReason, note, type SipHeaders } from "./entries.js";
import { DISABLED, type Failure } from "./outbound.js";
import { completeRecordings } from "./recordings.js";

/** A suppressed number is an empty text. */
const caller = z.union([z.literal(""), E164]);

export const ExternalCallId = z.string().min(1).max(50);

export const CallRequest = z.object({
    project: z.string(),
    direction: z.enum(["inbound", "outbound"]),
    from: caller,
    to: E164,
    /** What whoever places the call knows it by. */
    callId: ExternalCallId.optional(),
    /** As they stand in the call's INVITE: all of them, also those that the gateway keeps to itself. */
    sipHeaders: z.record(z.string().min(1), z.union([z.string(), z.array(z.string())])).default({}),
});
export type CallRequest = Readonly<z.infer<typeof CallRequest>>;

/** What a bot and the integrations are told of a call, and what is kept of the called number. */
export interface PlacedCall {
    readonly dialogId: string;
    readonly outcome: { readonly status: "Success" } | Failure;
    readonly sessionParameters: {
        readonly dialogId: string;
        readonly projectContext: { readonly projectToken: string; readonly resellerToken: string };
        readonly remote: string;
        readonly local: string;
        readonly customSipHeaders: SipHeaders;
    };
    readonly callStarted: {
        readonly dialogId: string;
        readonly projectContext: { readonly projectToken: string; readonly resellerToken: string };
        readonly timestamp: number;
        readonly callerNumber: string;
    };
    readonly stored: CalledNetwork;
}

/** @throws Refusal NOT_FOUND or UNIT_INACTIVE */
export function placeCall(store: Store, { project: token, direction, from, to, callId, sipHeaders }: CallRequest): PlacedCall {
    const project = findUnit(store, "project", token);
    if (project.inactiveSince !== null) throw new Refusal("UNIT_INACTIVE", `The ${describe(project)} is inactive.`);
    const settings = effectiveAt(store, project.id);
    const outcome = direction === "outbound" && !settings.allowOutboundCalls ? DISABLED : ({ status: "Success" } as const);
    const now = store.clock.now();
    const dialogId = randomUUID();
    const [remote, local] = direction === "inbound" ? [from, to] : [to, from];
    const shown = settings.anonymizeRemoteNumbers ? anonymized : (number: string) => number;
    const stored = networkOf(to);
    const customSipHeaders = passedOn(sipHeaders);
    const { id } = store.db.run(
        `INSERT INTO call (dialogId, project, callId, startedAt, endedAt, storesDialog, dialogRetention, recordingRetention, country, network, entries)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
        dialogId,
        project.id,
        callId ?? null,
        now,
        outcome.status === "Success" ? null : now,
        settings.storeDialogData ? 1 : 0,
        settings.maxDialogRetentionTime,
        settings.maxRecordingRetentionTime,
        stored.country,
        stored.network,
        settings.storeDialogData && outcome.status === "Success" ? "[]" : null,
    );
    note(store, { id }, { type: "Start", customSipHeaders });
    const projectContext = { projectToken: token, resellerToken: store.reseller };
    return {
        dialogId,
        outcome,
        // The two fields in which the remote number is hashed are these, and no others. Source: manual, "Datenschutz-Optionen einrichten".
        sessionParameters: { dialogId, projectContext, remote: shown(remote), local, customSipHeaders },
        callStarted: { dialogId, projectContext, timestamp: now, callerNumber: direction === "inbound" ? shown(from) : from },
        stored,
    };
}

/** Headers that begin with `X-` go to the bot and into the dialog, as they are; `From`, `P-Asserted-Identity` and the like stay here, or they would undo a hash. */
function passedOn(headers: CallRequest["sipHeaders"]): SipHeaders {
    const custom = Object.entries(headers).filter(([name]) => /^x-/i.test(name));
    return Object.fromEntries(custom.map(([name, values]) => [name, typeof values === "string" ? [values] : values]));
}

/** From now on the retention periods count. Once more: nothing happens. @returns whether it ended now */
export function endCall(store: Store, dialogId: string, reason: EndReason): boolean {
    const call = findCall(store, dialogId);
    if (call.endedAt !== null) return false;
    store.db.transaction(() => {
        completeRecordings(store, call);
        note(store, call, { type: "End", reason });
        store.db.run("UPDATE call SET endedAt = ? WHERE id = ?", store.clock.now(), call.id);
    });
    return true;
}
