/** Calls out of the gateway: to a callee, and to the agent that a bot hands over to. Both need outgoing calls. Source: manual, "Ausgehende Anrufe einrichten". */
import { z } from "zod";
import { E164 } from "../../gateway/wire/contract.js";
import type { Store } from "../data/store.js";
import { effectiveAt } from "../units/unit.js";
import type { CallRow } from "./call-row.js";
import { note } from "./entries.js";

/** Why a call out fails, as far as the embedded gateway ever fails one. Source: the vendor's Python SDK 0.5.1, `OutboundCallFailure`. */
export type FailureReason = "ALREADY_BRIDGED" | "DISABLED" | "MISSING_CALLER_ID" | "PROJECT_NOT_FOUND" | "RESELLER_NOT_FOUND";

/** All four fields: the SDK reads none of them without the others. */
export interface Failure {
    readonly status: "Failure";
    readonly reason: FailureReason;
    readonly message: string;
    /** Milliseconds: it never rang. */
    readonly ringTime: 0;
}

export interface Connected {
    readonly status: "Success";
    readonly dialogId: string;
    /** Milliseconds since the epoch. */
    readonly ringStartTimestamp: number;
    /** Milliseconds: whoever is called here picks up at once. */
    readonly ringTime: 0;
}

export const failure = (reason: FailureReason, message: string): Failure => ({ status: "Failure", reason, message, ringTime: 0 });

/** What a bot is told that may not call. */
export const DISABLED = failure("DISABLED", "Outgoing calls are disabled for this project.");

/** A number or an address of SIP. */
export const Destination = z.union([E164, z.string().regex(/^sips?:[^\s@]+(?:@[^\s@]+)?$/i)], {
    error: "a telephone number as + and up to 15 digits (E.164), or an address of SIP",
});

/** Hands a running call over: forwarded it leaves the bot, bridged it goes on beside it. */
export function handOver(store: Store, call: CallRow, type: "Forward" | "Bridge", destination: string): Connected | Failure {
    if (!effectiveAt(store, call.project).allowOutboundCalls) return DISABLED;
    if (isBridged(store, call)) return failure("ALREADY_BRIDGED", "The call is bridged already.");
    note(store, call, { type, destination });
    if (type === "Bridge") store.db.run("UPDATE call SET bridged = 1 WHERE id = ?", call.id);
    return { status: "Success", dialogId: call.dialogId, ringStartTimestamp: store.clock.now(), ringTime: 0 };
}

const Bridged = z.object({ bridged: z.int() });

/** Whether an agent is in the call beside its bot. */
export function isBridged({ db }: Store, { id }: CallRow): boolean {
    return db.one(Bridged, "SELECT bridged FROM call WHERE id = ?", id)?.bridged === 1;
}
