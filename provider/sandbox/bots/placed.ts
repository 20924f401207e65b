/** Calls that are placed from outside or by a bot: what is told of them, and the bot that takes them. */
import { z } from "zod";
import { E164, URL_BOTS } from "../../gateway/wire/contract.js";
import { findCall } from "../calls/call-row.js";
import { CallRequest, type PlacedCall, placeCall } from "../calls/calls.js";
import { type Connected, Destination, type Failure, failure, isBridged } from "../calls/outbound.js";
import { isObject } from "../json.js";
import { Refusal } from "../refusal.js";
import { effectiveAt, findUnit, type Unit } from "../units/unit.js";
import { allowedAddress } from "./addresses.js";
import { CallerStep, callerDoes, isOver, openSession } from "./conversation.js";
import { endLive } from "./ending.js";
import type { Bot, LiveCall } from "./live-call.js";
import { inactivityTimeoutOf, speechOf } from "./speech.js";
import type { Switchboard } from "./switchboard.js";
import { meanwhile, tellWebhook } from "./tell-bot.js";
import { createTranscript, type Line } from "./transcript.js";

const MINUTE = 60_000;

export const ControlCall = CallRequest.extend({
    /** Whether the project's bot is asked over HTTP, as the service asks it. */
    bot: z.boolean().default(false),
    /** Milliseconds that the bot has for an answer. */
    botTimeoutMs: z.int().positive().max(MINUTE).default(5000),
    /** Milliseconds that the caller waits for the bot to speak before going on. */
    patienceMs: z.int().nonnegative().max(MINUTE).default(1000),
    /** Told when the call begins and ends. */
    webhook: z.string().optional(),
    /** What the caller does, one thing after the other. Without it the call goes on until it is ended. */
    caller: z.array(CallerStep).max(50).optional(),
    /** Whether the caller hangs up after that. */
    hangsUp: z.boolean().default(true),
}).strict();
export type ControlCall = Readonly<z.infer<typeof ControlCall>>;

/** What the control API answers to a call. */
export interface ControlAnswer {
    readonly dialogId: string;
    readonly status: "Success" | "Failure";
    readonly sessionParameters: PlacedCall["sessionParameters"];
    readonly callStarted: PlacedCall["callStarted"];
    readonly stored: PlacedCall["stored"];
    /** Only where a bot, a webhook or a caller takes part. */
    readonly ended?: boolean;
    readonly transcript?: readonly Line[];
}

/** @throws Refusal for a project, a bot or a webhook that cannot be called */
export async function placeControlCall(board: Switchboard, asked: ControlCall): Promise<ControlAnswer> {
    const { bot: wantsBot, webhook, caller, hangsUp, patienceMs, botTimeoutMs, ...request } = asked;
    const project = findUnit(board.store, "project", request.project);
    const bot = wantsBot ? botOf(board, project, botTimeoutMs) : undefined;
    const hook = webhook === undefined ? undefined : allowedAddress(webhook, "webhook", board.hosts);
    const placed = placeCall(board.store, request);
    const { outcome, ...shown } = placed;
    const call = live(board, project, placed, { bot, webhook: hook, remote: request.direction === "inbound" ? request.from : request.to });
    if (outcome.status === "Success") {
        meanwhile(call, tellWebhook(board, call, { type: "CallStarted", ...placed.callStarted }));
        if (bot !== undefined) await openSession(board, call, sessionOf(placed), patienceMs);
        if (caller !== undefined) await play(board, call, { caller, hangsUp, patienceMs });
    }
    const tellsMore = wantsBot || hook !== undefined || caller !== undefined;
    return { ...shown, ...outcome, ...(tellsMore ? await told(board, call) : {}) };
}

/** What the bot's /session has beside what every request has. */
const sessionOf = ({ sessionParameters: { remote, local, customSipHeaders } }: PlacedCall) => ({ remote, local, customSipHeaders });

interface Played {
    readonly caller: readonly CallerStep[];
    readonly hangsUp: boolean;
    readonly patienceMs: number;
}

export const CallerSteps = z.strictObject({
    caller: z.array(CallerStep).min(1).max(50),
    hangsUp: z.boolean().default(false),
    patienceMs: z.int().nonnegative().max(MINUTE).default(1000),
});

async function play(board: Switchboard, call: LiveCall, { caller, hangsUp, patienceMs }: Played): Promise<void> {
    for (const step of caller) {
        if (isOver(board, call) || board.ended.aborted) break;
        await callerDoes(board, call, step, patienceMs);
    }
    if (hangsUp && !board.ended.aborted) hangUp(board, call.dialogId);
}

/** Ends a call for its caller, who by then may be talking to an agent. */
export function hangUp(board: Switchboard, dialogId: string): void {
    endLive(board, dialogId, isBridged(board.store, findCall(board.store, dialogId)) ? "callBridged" : "callerTerminated");
}

/** More of a call that goes on. @returns the whole of it so far */
export async function goOn(board: Switchboard, dialogId: string, played: Played): Promise<{ ended: boolean; transcript: readonly Line[] }> {
    const call = liveCall(board, dialogId);
    await play(board, call, played);
    return await told(board, call);
}

function liveCall({ calls }: Switchboard, dialogId: string): LiveCall {
    const call = calls.find(dialogId);
    if (call === undefined) throw new Refusal("NOT_FOUND", `There is no call ${dialogId} since the gateway was started.`);
    return call;
}

/** Once bot and webhook know what they have to know. */
async function told(board: Switchboard, call: LiveCall) {
    while (call.underWay.size > 0) await Promise.allSettled(call.underWay);
    return { ended: board.ended.aborted || isOver(board, call), transcript: call.transcript.lines() };
}

export const shownCall = (board: Switchboard, dialogId: string) => {
    const call = liveCall(board, dialogId);
    return { dialogId, ended: isOver(board, call), transcript: call.transcript.lines() };
};

function live(
    { calls, store, dialogToken }: Switchboard,
    project: Unit,
    { dialogId }: PlacedCall,
    { bot, webhook, remote }: Pick<LiveCall, "bot" | "webhook"> & { readonly remote: string },
): LiveCall {
    const hidesNumbers = effectiveAt(store, project.id).anonymizeRemoteNumbers;
    const secrets = [dialogToken(dialogId), bot?.token ?? "", hidesNumbers ? remote : ""];
    const call: LiveCall = {
        dialogId,
        projectToken: project.token,
        transcript: createTranscript(store.clock.now, secrets),
        bot,
        webhook,
        speech: speechOf(project),
        inactivityTimeout: inactivityTimeoutOf(project),
        prompt: undefined,
        digits: "",
        acts: 0,
        lastAct: 0,
        actsSeen: 0,
        recordingsTold: new Set(),
        underWay: new Set(),
    };
    calls.add(call);
    return call;
}

const spoken: readonly string[] = URL_BOTS;

/** @throws Refusal VALIDATION for one that speaks otherwise, or that is elsewhere */
function botOf({ hosts }: Switchboard, { body }: Unit, timeoutMs: number): Bot {
    const configuration = isObject(body.botConfiguration) ? body.botConfiguration : {};
    const { type, url, token } = configuration;
    if (!spoken.includes(String(type)) || typeof url !== "string") {
        const types = spoken.join(", ");
        throw new Refusal("VALIDATION", `A bot of type ${String(type)} speaks otherwise: only ${types} are asked over HTTP here.`, ["bot"]);
    }
    const { href } = allowedAddress(url, "botConfiguration.url", hosts);
    return { url: href.replace(/\/$/, ""), token: typeof token === "string" ? token : undefined, timeoutMs };
}

export const Dial = z.looseObject({
    resellerToken: z.string(),
    projectToken: z.string(),
    destinationNumber: Destination,
    callerId: z.string().optional(),
    customSipHeaders: z.record(z.string(), z.array(z.string())).default({}),
});

const DIAL_PATIENCE_MS = 1000;
const DIAL_TIMEOUT_MS = 5000;

/** The Call API's own call out: somebody picks up at once, and the project's bot takes the call, if it can be reached. */
export function dial(board: Switchboard, asked: z.infer<typeof Dial>): Connected | Failure {
    const { store } = board;
    if (asked.resellerToken !== store.reseller) return failure("RESELLER_NOT_FOUND", `There is no reseller ${asked.resellerToken}.`);
    const project = projectTo(board, asked.projectToken);
    if (project === undefined) return failure("PROJECT_NOT_FOUND", `There is no active project ${asked.projectToken}.`);
    const from = callerId(project, asked.callerId);
    if (from === undefined) return failure("MISSING_CALLER_ID", "The project has no number to call with, and the call names none.");
    const to = asked.destinationNumber;
    const placed = placeCall(store, {
        project: project.token,
        direction: "outbound",
        from,
        to,
        sipHeaders: asked.customSipHeaders,
    });
    if (placed.outcome.status === "Failure") return placed.outcome;
    const bot = reachable(board, project);
    const call = live(board, project, placed, { bot, webhook: undefined, remote: to });
    if (bot !== undefined) meanwhile(call, openSession(board, call, sessionOf(placed), DIAL_PATIENCE_MS));
    return { status: "Success", dialogId: placed.dialogId, ringStartTimestamp: store.clock.now(), ringTime: 0 };
}

function reachable(board: Switchboard, project: Unit): Bot | undefined {
    try {
        return botOf(board, project, DIAL_TIMEOUT_MS);
    } catch (error) {
        if (error instanceof Refusal) return undefined;
        throw error;
    }
}

function projectTo({ store }: Switchboard, token: string): Unit | undefined {
    try {
        const project = findUnit(store, "project", token);
        return project.inactiveSince === null ? project : undefined;
    } catch (error) {
        if (error instanceof Refusal) return undefined;
        throw error;
    }
}

/** The one that the call names, `anonymous` for none; else one of the project's. */
function callerId({ body }: Unit, named: string | undefined): string | undefined {
    if (named === "anonymous") return "";
    const numbers = Array.isArray(body.platformNumbers) ? body.platformNumbers : [];
    return [named, body.defaultCallerId, ...numbers].find((number): number is string => E164.safeParse(number).success);
}
