/** The vendor's channel for Rasa 1.4.0, unmodified, on its own web framework: a bot of a few lines takes calls of the embedded gateway. */
import { type ChildProcess, spawn } from "node:child_process";
import type { AddressInfo } from "node:net";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { project, type Settings, unitsIn } from "../gateway/sandbox/bodies.js";
import { openSandbox } from "../gateway/sandbox/open-sandbox.js";
import { pythonPath } from "./sdk.js";

const CALLER = "+49111111111";
const PSEUDONYM = "md5-hash:ad14c520b9cfc53c25f446b338c79ced";
const HOTLINE = "+493023125000";
const TOKEN = "the-token-of-the-bot";

let bot: ChildProcess;
let url: string;
let printed = "";

beforeAll(async () => {
    const port = await freePort();
    url = `http://127.0.0.1:${port}/webhooks/vier-cvg`;
    bot = spawn(pythonPath(), [join(__dirname, "rasa_bot.py"), String(port), TOKEN], {
        stdio: ["ignore", "pipe", "pipe"],
        // What the channel imports of rasa stands beside this file: rasa itself does not install on every Python.
        env: { ...process.env, PYTHONPATH: __dirname, PYTHONDONTWRITEBYTECODE: "1" },
    });
    let errors = "";
    bot.stdout?.on("data", (data: Buffer) => {
        printed += data.toString();
    });
    bot.stderr?.on("data", (data: Buffer) => {
        errors += data.toString();
    });
    for (let waited = 0; waited < 300; waited += 1) {
        if (await fetch(url).catch(() => undefined)) return;
        if (bot.exitCode !== null) break;
        await wait(100);
    }
    throw new Error(`the bot did not start:\n${errors}`);
});
afterAll(() => {
    bot.kill("SIGKILL");
});
beforeEach(() => {
    printed = "";
});

async function freePort(): Promise<number> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo;
    await new Promise((resolve) => server.close(resolve));
    return port;
}

async function called(
    caller: readonly object[],
    { settings = {}, token = TOKEN, more = {} }: { settings?: Partial<Settings>; token?: string; more?: object } = {},
) {
    const opened = await openSandbox();
    const units = await unitsIn(opened, { project: project(settings, { botConfiguration: { type: "rasa", url, token }, ...more }) });
    const { json } = await opened.control("POST", "/calls", {
        project: units.project,
        direction: "inbound",
        from: CALLER,
        to: HOTLINE,
        bot: true,
        patienceMs: 2000,
        caller,
    });
    const heard: readonly { text: string; body: Readonly<Record<string, unknown>> }[] = printed
        .split("\n")
        .filter((line) => line.startsWith("{"))
        .map((line) => JSON.parse(line));
    const dialog = await opened.runtime("GET", `/dialog/{reseller}/${json.dialogId}`);
    const what: readonly string[] = json.transcript.map((line: { from: string; what: string; status?: number }) =>
        `${line.from} ${line.what} ${line.status ?? ""}`.trim(),
    );
    return {
        opened,
        units,
        answer: json,
        heard,
        types: (dialog.json?.data ?? []).map(({ type }: { type: string }) => type),
        data: dialog.json?.data,
        what,
    };
}

const says = (text: string) => ({ says: text });

test("gets session and messages, answers by say, keeps data, and hears of the end", async () => {
    const { heard, types, what, answer, units } = await called([says("Hallo."), { presses: "7" }]);
    expect(heard.map(({ text }) => text)).toEqual(["/cvg_session", "Hallo", "7", "/cvg_terminated"]);
    expect(heard[0]?.body).toMatchObject({ remote: CALLER, local: HOTLINE, projectContext: { projectToken: units.project } });
    expect(types).toEqual(["Start", "Synthesis", "Custom", "Transcription", "Synthesis", "Tone", "Synthesis", "End"]);
    expect(what).toContain("gateway POST /session 200");
    expect(what).toContain("gateway POST /message 204");
    expect(answer.ended).toBe(true);
});

test("sees a hash where numbers are anonymized, and the number nowhere", async () => {
    const { heard } = await called([says("Hallo")], { settings: { anonymizeRemoteNumbers: true } });
    expect(heard[0]?.body.remote).toBe(PSEUDONYM);
    expect(heard.length).toBeGreaterThan(2);
    expect(JSON.stringify(heard)).not.toContain(CALLER);
});

test("forwards, and is told that it worked", async () => {
    const { data, heard, answer } = await called([says("Bitte weiterleiten"), says("Noch da?")]);
    expect(answer.ended).toBe(true);
    expect(data.slice(-2)).toMatchObject([{ type: "Forward" }, { type: "End", reason: "callForwarded" }]);
    for (let waited = 0; waited < 50 && !printed.includes("/cvg_outbound_success"); waited += 1) await wait(20);
    expect(printed).toContain("/cvg_outbound_success");
    expect(heard.map(({ text }) => text)).not.toContain("Noch da?");
});

test("is told DISABLED where calls out are off, and the call goes on", async () => {
    const { types } = await called([says("Bitte weiterleiten"), says("Noch da?")], { settings: { allowOutboundCalls: false } });
    expect(printed).toContain('"reason": "DISABLED"');
    expect(printed).toContain("/cvg_outbound_failure");
    expect(types).not.toContain("Forward");
    expect(printed).toContain('"text": "Noch da?"');
});

test("refers, and hears of a refusal", async () => {
    expect((await called([says("Bitte verbinden")])).data.at(-1)).toMatchObject({ reason: "callForwarded" });
    await called([says("Bitte verbinden"), says("Noch da?")], { settings: { allowOutboundCalls: false } });
    expect(printed).toContain("/cvg_refer_failure");
});

test("records, and hears of the recording; where any level forbids it the gateway refuses", async () => {
    const { opened, answer, heard } = await called([says("Bitte aufzeichnen"), says("Danke")]);
    expect(heard.map(({ text }) => text)).toContain("/cvg_recording");
    expect((await opened.runtime("GET", `/recording/{reseller}/${answer.dialogId}?id=wish`)).status).toBe(200);
    const { what } = await called([says("Bitte aufzeichnen"), says("Danke")], { settings: { allowRecordings: false } });
    expect(what).toContain("bot POST /call/recording/start 403");
});

test("asks for a number, and gets the answer; hears of silence; hangs up", async () => {
    const { heard, data } = await called([says("Nummer"), { presses: "4711" }, { waits: 5000 }, says("Auf Wiederhören")], {
        more: { inactivityTimeout: 5000 },
    });
    expect(heard.map(({ text }) => text)).toEqual(["/cvg_session", "Nummer", "/cvg_answer_number", "/cvg_inactivity", "Auf Wiederhören"]);
    expect(heard[2]?.body.type).toEqual({ name: "Number", value: "4711" });
    expect(data.at(-1)).toMatchObject({ type: "End", reason: "botTerminated" });
});

test("refuses a wrong token with 401, and the caller gets the project's fallback", async () => {
    const { what, data } = await called([says("Hallo")], { token: "another", more: { fallback: { fallbackText: "Bitte später." } } });
    expect(what).toContain("gateway POST /session 401");
    expect(data).toMatchObject([{ type: "Start" }, { type: "Synthesis", text: "Bitte später." }, { type: "End", reason: "botError" }]);
});
