/** The end of a call, whoever ends it: bot and webhook are told what they have to know. */
import { endCall } from "../calls/calls.js";
import type { EndReason } from "../calls/entries.js";
import { completeIn } from "../calls/recordings.js";
import type { Switchboard } from "./switchboard.js";
import { meanwhile, tellBot, tellWebhook } from "./tell-bot.js";

/** Once more: nothing happens. */
export function endLive(board: Switchboard, dialogId: string, reason: EndReason): void {
    if (!endCall(board.store, dialogId, reason)) return;
    const call = board.calls.find(dialogId);
    if (call === undefined) return;
    const timestamp = board.store.clock.now();
    call.transcript.add({ from: isCallers(reason) ? "caller" : "gateway", what: `the call ends: ${reason}` });
    const tell = async () => {
        // Who ended it himself knows.
        if (isCallers(reason)) await tellBot(board, call, "/terminated", { timestamp });
        await tellOfRecordings(board, dialogId);
        await tellWebhook(board, call, { type: "CallEnded", dialogId, projectToken: call.projectToken, timestamp, reason });
    };
    meanwhile(call, tell());
}

const isCallers = (reason: EndReason): boolean => reason === "callerTerminated" || reason === "callBridged";

/** Tells the bot of each recording whose files are there now. */
export async function tellOfRecordings(board: Switchboard, dialogId: string): Promise<void> {
    const call = board.calls.find(dialogId);
    if (call === undefined) return;
    for (const recordingId of completeIn(board.store, dialogId)) {
        if (call.recordingsTold.has(recordingId)) continue;
        call.recordingsTold.add(recordingId);
        await tellBot(board, call, "/recording", { timestamp: board.store.clock.now(), recordingId, status: "AVAILABLE" });
    }
}
