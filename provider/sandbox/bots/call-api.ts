/** The service's Call API: what a bot does with its call. Source: the vendor's Python SDK 0.5.1; `/call/refer`: the vendor's channel for Rasa 1.4.0. */
import { z } from "zod";
import { E164 } from "../../gateway/wire/contract.js";
import { findRunning } from "../calls/call-row.js";
import { addDialogData } from "../calls/dialogs.js";
import { note } from "../calls/entries.js";
import { Destination, handOver } from "../calls/outbound.js";
import { RecordingStart, RecordingStop, startRecording, stopRecording } from "../calls/recordings.js";
import { type Answer, NO_CONTENT } from "../http/answer.js";
import { validate } from "../json.js";
import { Refusal } from "../refusal.js";
import { unitById } from "../units/unit.js";
import { endLive, tellOfRecordings } from "./ending.js";
import { PromptType, promptOf } from "./prompts.js";
import { inactivityTimeoutOf, plainText, speechOf } from "./speech.js";
import type { Switchboard } from "./switchboard.js";
import { meanwhile } from "./tell-bot.js";

/** One call of the API, of a dialog that goes on. */
type Action = (board: Switchboard, dialogId: string, body: unknown) => Answer;

/** One that is answered with something. */
const answering =
    <T extends z.ZodType>(shape: T, work: (board: Switchboard, dialogId: string, body: z.infer<T>) => Answer): Action =>
    (board, dialogId, body) => {
        const asked = validate(shape, body);
        findRunning(board.store, dialogId);
        return work(board, dialogId, asked);
    };

/** One that is only done. */
const doing = <T extends z.ZodType>(shape: T, work: (board: Switchboard, dialogId: string, body: z.infer<T>) => void): Action =>
    answering(shape, (board, dialogId, body) => {
        work(board, dialogId, body);
        return NO_CONTENT;
    });

const Text = z.string().refine((text) => text.trim() !== "", "a text that does not consist of blanks");
const Headers = z.record(z.string(), z.array(z.string())).optional();
const Say = z.looseObject({ text: Text });
const Play = z.looseObject({ url: z.string().min(1), fallbackText: z.string().optional() });
const Ask = z.looseObject({ text: Text, timeout: z.int().positive(), type: PromptType });
const Data = z.looseObject({ key: z.string(), value: z.string() });
const Forward = z.looseObject({ destinationNumber: Destination, customSipHeaders: Headers });
const Bridge = z.looseObject({ headNumber: E164, extensionLength: z.int().min(0).max(12).default(3), customSipHeaders: Headers });
const Inactivity = z.looseObject({ timeout: z.int().min(2000).max(20_000) });
const Switch = z.looseObject({ language: z.string().min(1).optional(), transcribers: z.array(z.string()).min(1).optional() });
const Nothing = z.looseObject({});

function speak(board: Switchboard, dialogId: string, text: string): void {
    const call = findRunning(board.store, dialogId);
    const { vendor, language } = (board.calls.find(dialogId)?.speech ?? speechOf(unitById(board.store, call.project))).spoken;
    note(board.store, call, { type: "Synthesis", text, plainText: plainText(text), vendor, language });
}

function transferred(board: Switchboard, dialogId: string, type: "Forward" | "Bridge", destination: string) {
    const handed = handOver(board.store, findRunning(board.store, dialogId), type, destination);
    if (handed.status === "Success" && type === "Forward") endLive(board, dialogId, "callForwarded");
    return handed;
}

/** By its path below `/call`. `dial` begins a dialog and is not one of these. */
export const CALL_ACTIONS: Readonly<Record<string, Action>> = {
    say: doing(Say, (board, dialogId, { text }) => speak(board, dialogId, text)),
    play: doing(Play, ({ store }, dialogId, { url }) => note(store, findRunning(store, dialogId), { type: "Playback", url })),
    prompt: doing(Ask, (board, dialogId, { text, timeout, type }) => {
        speak(board, dialogId, text);
        note(board.store, findRunning(board.store, dialogId), { type: "Prompt", promptType: type });
        const call = board.calls.find(dialogId);
        if (call !== undefined) Object.assign(call, { prompt: promptOf(type, timeout), digits: "" });
    }),
    data: doing(Data, ({ store }, dialogId, { key, value }) => addDialogData(store, dialogId, { [key]: value })),
    drop: doing(Nothing, (board, dialogId) => endLive(board, dialogId, "botTerminated")),
    forward: answering(Forward, (board, dialogId, { destinationNumber }) => ({
        status: 200,
        body: transferred(board, dialogId, "Forward", destinationNumber),
    })),
    bridge: answering(Bridge, (board, dialogId, { headNumber, extensionLength }) => ({
        status: 200,
        body: transferred(board, dialogId, "Bridge", headNumber + "0".repeat(extensionLength)),
    })),
    // What the caller's own side does with it is nobody's to know here, so there is no result to tell.
    refer: doing(Forward, (board, dialogId, { destinationNumber }) => {
        const handed = transferred(board, dialogId, "Forward", destinationNumber);
        if (handed.status === "Failure") throw new Refusal("FORBIDDEN", `${handed.reason}: ${handed.message}`);
    }),
    "inactivity/start": doing(Inactivity, (board, dialogId, { timeout }) => {
        const { store, calls } = board;
        if (inactivityTimeoutOf(unitById(store, findRunning(store, dialogId).project)) !== undefined) {
            throw new Refusal("VALIDATION", "The project detects inactivity itself: a bot may set it only where that is off.");
        }
        const call = calls.find(dialogId);
        if (call !== undefined) call.inactivityTimeout = timeout;
    }),
    "inactivity/stop": doing(Nothing, ({ calls }, dialogId) => {
        const call = calls.find(dialogId);
        if (call !== undefined) call.inactivityTimeout = undefined;
    }),
    "recording/start": doing(RecordingStart, ({ store }, dialogId, asked) => startRecording(store, dialogId, asked)),
    "recording/stop": doing(RecordingStop, (board, dialogId, asked) => {
        stopRecording(board.store, dialogId, asked);
        const call = board.calls.find(dialogId);
        if (asked.terminate && call !== undefined) meanwhile(call, tellOfRecordings(board, dialogId));
    }),
    "transcription/switch": doing(Switch, ({ calls }, dialogId, { language, transcribers }) => {
        const call = calls.find(dialogId);
        if (call === undefined) return;
        const { heard } = call.speech;
        call.speech = { ...call.speech, heard: { vendor: transcribers?.[0] ?? heard.vendor, language: language ?? heard.language } };
    }),
};

/** Dialog data, as the Dialog API takes it. @throws Refusal NOT_FOUND where the dialog is not stored */
export function botKeeps({ store, calls }: Switchboard, dialogId: string, data: Readonly<Record<string, string>>): void {
    addDialogData(store, dialogId, data);
    calls
        .find(dialogId)
        ?.transcript.add({ from: "bot", what: `POST /dialog/${store.reseller}/${dialogId}/data`, body: { data }, status: 204 });
}

const Addressed = z.looseObject({ dialogId: z.string() });

/** Does one of them, and notes it in the transcript. */
export function botActs(board: Switchboard, name: string, body: unknown): Answer {
    const { dialogId } = validate(Addressed, body);
    const call = board.calls.find(dialogId);
    const act = CALL_ACTIONS[name];
    if (act === undefined) throw new Refusal("NOT_FOUND", `The Call API has no ${name}.`);
    const done = (status: number, answer: unknown) => {
        if (call === undefined) return;
        call.acts += 1;
        call.lastAct = performance.now();
        call.transcript.add({ from: "bot", what: `POST /call/${name}`, body, status, ...(answer === undefined ? {} : { answer }) });
    };
    try {
        const answer = act(board, dialogId, body);
        done(answer.status, answer.body);
        return answer;
    } catch (error) {
        if (error instanceof Refusal) done(error.status, error.description);
        throw error;
    }
}
