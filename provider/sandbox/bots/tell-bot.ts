/** What bots and webhooks are told, each with its line in the transcript. */
import type { LiveCall } from "./live-call.js";
import { type Posted, post } from "./post.js";
import type { Switchboard } from "./switchboard.js";

/** The calls of the service's Bot API. Source: the vendor's channel for Rasa 1.4.0. */
export type BotCall = "/session" | "/message" | "/answer" | "/inactivity" | "/terminated" | "/recording";

/** Asks the bot. Undefined: there is none to ask. */
export async function tellBot(board: Switchboard, call: LiveCall, path: BotCall, more: object): Promise<Posted | undefined> {
    const { bot, dialogId, projectToken, transcript } = call;
    if (bot === undefined || board.ended.aborted) return undefined;
    const body = {
        dialogId,
        projectContext: { projectToken, resellerToken: board.store.reseller },
        callback: board.runtime(),
        authToken: board.dialogToken(dialogId),
        ...more,
    };
    const at = board.store.clock.now();
    const posted = await post(`${bot.url}${path}`, body, { ...bot, ended: board.ended });
    if (board.ended.aborted) return undefined;
    const failed = failureOf(path, posted);
    transcript.add({ from: "gateway", what: `POST ${path}`, body, ...answered(posted), ...(failed === undefined ? {} : { failed }) });
    board.asked.add({ projectToken, url: `${bot.url}${path}`, at, ms: posted.ms, failed });
    return posted;
}

/** What is wrong with an answer; undefined: nothing. */
export function failureOf(path: BotCall, posted: Posted): string | undefined {
    if ("failed" in posted) return posted.failed;
    if (posted.status < 200 || posted.status > 299) return `answered ${posted.status}`;
    if (path !== "/session") return undefined;
    const action = typeof posted.body === "object" && posted.body !== null && "action" in posted.body ? posted.body.action : undefined;
    return action === "ACCEPT" ? undefined : "did not accept the call";
}

const answered = (posted: Posted) => ("failed" in posted ? {} : { status: posted.status, answer: posted.body });

/** Milliseconds that a webhook has. */
const WEBHOOK_MS = 2000;

export async function tellWebhook(board: Switchboard, call: LiveCall, body: object): Promise<void> {
    if (call.webhook === undefined || board.ended.aborted) return;
    const posted = await post(call.webhook.href, body, { timeoutMs: WEBHOOK_MS, ended: board.ended });
    const failed = "failed" in posted ? { failed: posted.failed } : {};
    call.transcript.add({ from: "gateway", what: "POST to the webhook", body, ...answered(posted), ...failed });
}

/** Goes on by itself: whoever caused it need not wait for it, but the end of the call does. */
export function meanwhile(call: LiveCall, telling: Promise<unknown>): void {
    const done = telling.finally(() => call.underWay.delete(done));
    call.underWay.add(done);
}
