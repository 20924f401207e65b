/** The runtime side of the service: its Dialog, Recording, Call and Health API, as the vendor's Python SDK 0.5.1 calls them. */
import { z } from "zod";
import { botActs, botKeeps, CALL_ACTIONS } from "../bots/call-api.js";
import { projectHealth } from "../bots/health.js";
import { Dial, dial } from "../bots/placed.js";
import type { Switchboard } from "../bots/switchboard.js";
import { toneFile } from "../calls/audio.js";
import { DialogData, deleteDialog, IncludeTypes, readDialog, readDialogData, readExternal } from "../calls/dialogs.js";
import { DEFAULT_RECORDING, deleteRecording, findRecording, type Recording, recordingNamed } from "../calls/recordings.js";
import { readJson, validate } from "../json.js";
import { Refusal } from "../refusal.js";
import { type Answer, NO_CONTENT } from "./answer.js";

/** One call as a route's function sees it. */
export interface RuntimeAsked {
    /** A field of the path. */
    readonly path: (name: string) => string;
    /** All values of a parameter. */
    readonly query: (name: string) => readonly string[];
    readonly body: string;
}

export interface RuntimeRoute {
    readonly method: "GET" | "POST" | "DELETE";
    readonly route: string;
    /** Where the id of the dialog stands that a bot's own token has to be for; `nowhere`: no bot may ask. `open`: whoever knows the address. */
    readonly dialog: "path" | "body" | "nowhere" | "open";
    readonly answer: (board: Switchboard, asked: RuntimeAsked) => Answer;
}

const ok = (body: unknown): Answer => ({ status: 200, body });

const done = (work: (board: Switchboard, asked: RuntimeAsked) => void) => (board: Switchboard, asked: RuntimeAsked) => {
    work(board, asked);
    return NO_CONTENT;
};

const Included = z.object({ includeType: IncludeTypes });
const typesIn = ({ query }: RuntimeAsked) => validate(Included, { includeType: query("includeType") }).includeType;

const Phase = z.object({ phase: z.enum(["BOT", "ASSIST"]) });

/** The id of the recording that is meant. @throws Refusal NOT_FOUND for those of the other phase: nobody assists here */
function recordingIn({ query, path }: RuntimeAsked): string {
    const [phase = "BOT"] = query("phase");
    if (validate(Phase, { phase }).phase === "ASSIST") {
        throw new Refusal("NOT_FOUND", `There is no recording of an assistance in dialog ${path("dialogId")}.`);
    }
    return query("id")[0] ?? DEFAULT_RECORDING;
}

/** Addresses of the files, which need no token: whoever was given one may fetch it, until it is due. */
function artifacts(base: string, { recordingId, secretName }: Recording) {
    const file = (name: string) => `${base}/recording-file/${secretName}/${name}`;
    return { phase: "BOT", recordingId, lossless: file("lossless.wav"), lossy: file("lossy.wav"), transcript: file("transcript.json") };
}

function recordingFile({ store }: Switchboard, { path }: RuntimeAsked): Answer {
    const { dialogId, speakers, recorded, maxDuration, transcript } = recordingNamed(store, path("name"));
    const wav = (encoding: "pcm" | "mulaw"): Answer => {
        const content = toneFile(speakers, Math.min(recorded, maxDuration ?? recorded), encoding);
        return { status: 200, file: { content, type: "audio/wav" } };
    };
    switch (path("file")) {
        case "lossless.wav":
            return wav("pcm");
        case "lossy.wav":
            return wav("mulaw");
        case "transcript.json":
            return ok({ version: "1", dialogId, entries: JSON.parse(transcript) });
        default:
            throw new Refusal("NOT_FOUND", "The recording has no such file.");
    }
}

const DIALOG = "/dialog/{reseller}/{dialogId}";
const RECORDING = "/recording/{reseller}/{dialogId}";

export const RUNTIME_ROUTES: readonly RuntimeRoute[] = [
    {
        method: "GET",
        route: DIALOG,
        dialog: "path",
        answer: ({ store }, asked) => ok(readDialog(store, asked.path("dialogId"), typesIn(asked))),
    },
    { method: "DELETE", route: DIALOG, dialog: "path", answer: done(({ store }, { path }) => deleteDialog(store, path("dialogId"))) },
    {
        method: "POST",
        route: `${DIALOG}/data`,
        dialog: "path",
        answer: done((board, { path, body }) => botKeeps(board, path("dialogId"), readJson(DialogData, body).data)),
    },
    {
        method: "GET",
        route: `${DIALOG}/custom/{key}`,
        dialog: "path",
        answer: ({ store }, { path }) => ok(readDialogData(store, path("dialogId"), path("key"))),
    },
    {
        method: "GET",
        route: "/dialog/{reseller}/external/{project}/{callId}",
        dialog: "nowhere",
        answer: ({ store }, asked) => ok(readExternal(store, asked.path("project"), asked.path("callId"), typesIn(asked))),
    },
    {
        method: "GET",
        route: RECORDING,
        dialog: "path",
        answer: ({ store, runtime }, asked) => ok(artifacts(runtime(), findRecording(store, asked.path("dialogId"), recordingIn(asked)))),
    },
    {
        method: "DELETE",
        route: RECORDING,
        dialog: "path",
        answer: done(({ store }, asked) => deleteRecording(store, asked.path("dialogId"), recordingIn(asked))),
    },
    { method: "GET", route: "/recording-file/{name}/{file}", dialog: "open", answer: recordingFile },
    {
        method: "GET",
        route: "/health/{reseller}/project/{project}",
        dialog: "nowhere",
        answer: (board, { path, query }) => {
            const named = ["timeRange", "start", "end", "delta"].flatMap((name) => query(name).map((value) => [name, value]));
            return ok(projectHealth(board, path("project"), Object.fromEntries(named)));
        },
    },
    { method: "POST", route: "/call/dial", dialog: "nowhere", answer: (board, { body }) => ok(dial(board, readJson(Dial, body))) },
    ...Object.keys(CALL_ACTIONS).map(
        (name): RuntimeRoute => ({
            method: "POST",
            route: `/call/${name}`,
            dialog: "body",
            answer: (board, { body }) => botActs(board, name, readJson(z.unknown(), body)),
        }),
    ),
];
