/** What a caller does in a call, and what a bot that fails leads to. */
import { setTimeout as wait } from "node:timers/promises";
import { z } from "zod";
import { findCall } from "../calls/call-row.js";
import { type Happened, note } from "../calls/entries.js";
import { Destination, handOver } from "../calls/outbound.js";
import { unitById } from "../units/unit.js";
import { endLive } from "./ending.js";
import type { LiveCall } from "./live-call.js";
import { answerTo } from "./prompts.js";
import { fallbackOf } from "./speech.js";
import type { Switchboard } from "./switchboard.js";
import { type BotCall, failureOf, tellBot } from "./tell-bot.js";

/** Longer than any bot's patience. */
const LONGEST_SILENCE = 600_000;

export const CallerStep = z.union(
    [
        z.strictObject({ says: z.string().min(1).max(10_000) }),
        z.strictObject({ presses: z.string().regex(/^[0-9A-D*#]{1,50}$/, "keys of a telephone: digits, A to D, * and #") }),
        /** Milliseconds of silence. Nobody waits for them: only what they lead to happens. */
        z.strictObject({ waits: z.int().positive().max(LONGEST_SILENCE) }),
    ],
    { error: 'one of {"says": text}, {"presses": keys}, {"waits": milliseconds}' },
);
export type CallerStep = Readonly<z.infer<typeof CallerStep>>;

/** Offers the call to its bot. */
export async function openSession(board: Switchboard, call: LiveCall, session: object, patienceMs: number): Promise<void> {
    await told(board, call, "/session", session);
    await turn(board, call, patienceMs);
}

export async function callerDoes(board: Switchboard, call: LiveCall, step: CallerStep, patienceMs: number): Promise<void> {
    if ("says" in step) await says(board, call, step.says);
    else if ("waits" in step) await waits(board, call, step.waits);
    else for (const key of step.presses) await presses(board, call, key);
    await turn(board, call, patienceMs);
}

export const isOver = ({ store }: Switchboard, { dialogId }: LiveCall): boolean => findCall(store, dialogId).endedAt !== null;

function happens({ store }: Switchboard, call: LiveCall, happened: Happened): void {
    note(store, findCall(store, call.dialogId), happened);
}

const SURE = 100;

async function says(board: Switchboard, call: LiveCall, text: string): Promise<void> {
    const { heard } = call.speech;
    call.transcript.add({ from: "caller", what: `says: ${text}` });
    happens(board, call, { type: "Transcription", text, confidence: SURE, ...heard });
    const prompted = answerTo(call, { says: text });
    if (prompted === "unfinished") return;
    if (prompted !== undefined) return await answers(board, call, prompted);
    await told(board, call, "/message", { timestamp: board.store.clock.now(), type: "SPEECH", text, confidence: SURE, ...heard });
}

async function presses(board: Switchboard, call: LiveCall, tone: string): Promise<void> {
    if (isOver(board, call)) return;
    call.transcript.add({ from: "caller", what: `presses: ${tone}` });
    happens(board, call, { type: "Tone", tone });
    const prompted = answerTo(call, { presses: tone });
    if (prompted === "unfinished") return;
    if (prompted !== undefined) return await answers(board, call, prompted);
    const { language } = call.speech.heard;
    await told(board, call, "/message", { timestamp: board.store.clock.now(), type: "DTMF", text: tone, confidence: SURE, language });
}

async function waits(board: Switchboard, call: LiveCall, milliseconds: number): Promise<void> {
    call.transcript.add({ from: "caller", what: `is silent for ${milliseconds} ms` });
    const prompted = answerTo(call, { waits: milliseconds });
    if (prompted !== undefined && prompted !== "unfinished") return await answers(board, call, prompted);
    const { inactivityTimeout: duration } = call;
    if (duration === undefined || milliseconds < duration) return;
    happens(board, call, { type: "Inactivity", duration });
    await told(board, call, "/inactivity", { timestamp: board.store.clock.now(), duration });
}

async function answers(board: Switchboard, call: LiveCall, type: Readonly<Record<string, unknown>>): Promise<void> {
    happens(board, call, { type: "Answer", answerType: type });
    await told(board, call, "/answer", { timestamp: board.store.clock.now(), type });
}

async function told(board: Switchboard, call: LiveCall, path: BotCall, more: object): Promise<void> {
    const posted = await tellBot(board, call, path, more);
    const failed = posted === undefined ? undefined : failureOf(path, posted);
    if (failed !== undefined && !isOver(board, call)) fallBack(board, call, failed);
}

/** In place of a bot that fails: the project's text is spoken, and its number called. */
function fallBack(board: Switchboard, call: LiveCall, why: string): void {
    const row = findCall(board.store, call.dialogId);
    const { text, number } = fallbackOf(unitById(board.store, row.project));
    const say = (what: string) => call.transcript.add({ from: "gateway", what });
    say(
        text === undefined && number === undefined
            ? `the bot failed (${why}), and the project has no fallback`
            : `fallback: the bot failed (${why})`,
    );
    if (text !== undefined) {
        say(`says: ${text}`);
        happens(board, call, { type: "Synthesis", text, plainText: text, ...call.speech.spoken });
    }
    if (number !== undefined) {
        const destination = Destination.safeParse(number);
        const handed = destination.success ? handOver(board.store, row, "Forward", destination.data) : undefined;
        if (handed?.status === "Success") say(`forwards to ${number}`);
        else say(`does not forward to ${number}: ${handed?.reason ?? "it is no number"}`);
    }
    endLive(board, call.dialogId, "botError");
}

/** How long a bot is quiet when it has said what it wanted to say. */
const QUIET_MS = 100;

/** A bot may answer first and speak then: waits until it spoke and is quiet, or nobody has patience any more, or the call is over. */
async function turn(board: Switchboard, call: LiveCall, patienceMs: number): Promise<void> {
    if (call.bot === undefined) return;
    const acts = call.actsSeen;
    const until = performance.now() + patienceMs;
    while (performance.now() < until && !board.ended.aborted && !isOver(board, call)) {
        if (call.acts > acts && performance.now() - call.lastAct >= QUIET_MS) break;
        await wait(POLL_MS);
    }
    call.actsSeen = call.acts;
}

const POLL_MS = 20;
