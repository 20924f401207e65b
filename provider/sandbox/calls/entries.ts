/** What a dialog holds: entries as the service's Dialog API gives them out. Source: the vendor's Python SDK 0.5.1, models `Entry` and those below it. */
import type { Store } from "../data/store.js";
import type { CallRow } from "./call-row.js";

/** Why a dialog ended. */
export type EndReason = "botTerminated" | "callerTerminated" | "callBridged" | "callForwarded" | "botError";
export type Speaker = "CUSTOMER" | "AGENT";

/** One thing that happened, without its instant. */
export type Happened =
    | { readonly type: "Start"; readonly customSipHeaders: SipHeaders }
    | { readonly type: "Synthesis"; readonly text: string; readonly plainText: string; readonly vendor: string; readonly language: string }
    | {
          readonly type: "Transcription";
          readonly text: string;
          readonly confidence: number;
          readonly vendor: string;
          readonly language: string;
      }
    | { readonly type: "Tone"; readonly tone: string }
    | { readonly type: "Playback"; readonly url: string }
    | { readonly type: "Custom"; readonly key: string; readonly value: string }
    | { readonly type: "Prompt"; readonly promptType: Readonly<Record<string, unknown>> }
    | { readonly type: "Answer"; readonly answerType: Readonly<Record<string, unknown>> }
    | { readonly type: "Inactivity"; readonly duration: number }
    | { readonly type: "Forward" | "Bridge"; readonly destination: string }
    | {
          readonly type: "RecordingStart";
          readonly recordingId: string;
          readonly speakers: readonly Speaker[];
          readonly maxDuration?: number;
      }
    | { readonly type: "RecordingStop"; readonly recordingId: string }
    | { readonly type: "End"; readonly reason: EndReason };

export const ENTRY_TYPES = [
    "Start",
    "Synthesis",
    "Tone",
    "Transcription",
    "Custom",
    "End",
    "Prompt",
    "Answer",
    "Forward",
    "Bridge",
    "Inactivity",
    "Playback",
    "RecordingStart",
    "RecordingStop",
] as const satisfies readonly Happened["type"][];

/** Each header with all its values. */
export type SipHeaders = Readonly<Record<string, readonly string[]>>;

/** Adds what happened to the dialog, where it is stored, and to the transcripts of the recordings that run. */
export function note(store: Store, { id }: Pick<CallRow, "id">, happened: Happened): void {
    const timestamp = store.clock.now();
    store.db.run(
        "UPDATE call SET entries = json_insert(entries, '$[#]', json(?)) WHERE id = ? AND entries IS NOT NULL",
        JSON.stringify({ ...happened, timestamp }),
        id,
    );
    const heard = heardIn(happened);
    if (heard === undefined) return;
    store.db.run(
        `UPDATE recording SET transcript = json_insert(transcript, '$[#]', json(?))
        WHERE call = ? AND runningSince IS NOT NULL AND EXISTS (SELECT 1 FROM json_each(speakers) WHERE value = ?)`,
        JSON.stringify({ ...heard, timestamp }),
        id,
        heard.speaker,
    );
}

/** What a recording's transcript says of it; undefined for what makes no sound. Source: the SDK's models `Voice`, `Dtmf`, `Text` and `Audio`. */
function heardIn(happened: Happened): { readonly type: string; readonly speaker: Speaker; readonly [field: string]: unknown } | undefined {
    switch (happened.type) {
        case "Transcription":
            return { type: "Voice", speaker: "CUSTOMER", text: happened.text, confidence: happened.confidence };
        case "Tone":
            return { type: "Dtmf", speaker: "CUSTOMER", tone: happened.tone };
        case "Synthesis":
            return { type: "Text", speaker: "AGENT", text: happened.text, plainText: happened.plainText };
        case "Playback":
            return { type: "Audio", speaker: "AGENT", url: happened.url };
        default:
            return undefined;
    }
}
