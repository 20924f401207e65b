/** Real bots over HTTP: what reaches them, and what they do. */
import type { Settings } from "./bodies.js";
import { startBot } from "./loopback-bot.js";
import { AGENT, CALLER, HOTLINE, says, TOKEN, whats, withBot } from "./with-bot.js";

test("a bot is asked as the service asks it: its path, its token, a content type without a charset, and the tokens in projectContext", async () => {
    const bot = await startBot();
    const { opened, units, call } = await withBot(`${bot.url}/webhooks/vier-cvg/`);
    const { dialogId } = await call();
    const [{ path, headers, body } = { path: "", headers: {}, body: {} }] = bot.heard;
    expect(path).toBe("/webhooks/vier-cvg/session");
    expect([headers.authorization, headers["content-type"]]).toEqual([`Bearer ${TOKEN}`, "application/json"]);
    expect(body).toEqual({
        dialogId,
        projectContext: { projectToken: units.project, resellerToken: opened.sandbox.reseller },
        callback: opened.sandbox.runtime,
        authToken: expect.any(String),
        remote: CALLER,
        local: HOTLINE,
        customSipHeaders: {},
    });
});

test("a conversation: the bot greets, answers what is said and pressed, and hears of silence and of the end", async () => {
    const bot = await startBot(async ({ path, body }, act) => {
        if (path === "/session") await act("say", { text: "Guten Tag." });
        if (path === "/message") await act("say", { text: `Sie sagten: ${body.text}` });
    });
    const { opened, call } = await withBot(bot.url, { more: { inactivityTimeout: 4000 } });
    const { dialogId, ended, transcript } = await call({ caller: [says("Hallo"), { presses: "1#" }, { waits: 3999 }, { waits: 4000 }] });
    expect(bot.paths()).toEqual(["/session", "/message", "/message", "/message", "/inactivity", "/terminated"]);
    expect(bot.heard[1]?.body).toMatchObject({ type: "SPEECH", text: "Hallo", confidence: 100, vendor: "GOOGLE", language: "de-DE" });
    expect(bot.heard[2]?.body).toMatchObject({ type: "DTMF", text: "1" });
    expect(ended).toBe(true);
    expect(whats(transcript)).toEqual([
        "bot: POST /call/say",
        "gateway: POST /session",
        "caller: says: Hallo",
        "bot: POST /call/say",
        "gateway: POST /message",
        "caller: presses: 1",
        "bot: POST /call/say",
        "gateway: POST /message",
        "caller: presses: #",
        "bot: POST /call/say",
        "gateway: POST /message",
        "caller: is silent for 3999 ms",
        "caller: is silent for 4000 ms",
        "gateway: POST /inactivity",
        "caller: the call ends: callerTerminated",
        "gateway: POST /terminated",
    ]);
    const { data } = (await opened.runtime("GET", `/dialog/{reseller}/${dialogId}`)).json;
    expect(data.map(({ type }: { type: string }) => type)).toEqual([
        ...["Start", "Synthesis", "Transcription", "Synthesis", "Tone", "Synthesis", "Tone", "Synthesis", "Inactivity", "End"],
    ]);
    expect(data[2]).toEqual({
        type: "Transcription",
        text: "Hallo",
        confidence: 100,
        vendor: "GOOGLE",
        language: "de-DE",
        timestamp: expect.any(Number),
    });
});

describe("a bot drives its call", () => {
    const answersOf = async (name: string, more: object, settings: Partial<Settings> = {}) => {
        const answers: { status: number; text: string }[] = [];
        const bot = await startBot(async ({ path }, act) => {
            if (path === "/session") answers.push(await act(name, { ...more }));
        });
        const { opened, call } = await withBot(bot.url, { settings });
        const placed = await call();
        return { opened, placed, answer: answers[0], bot };
    };

    test("it forwards, and the call is over for it", async () => {
        const { answer, placed } = await answersOf("forward", { destinationNumber: AGENT });
        expect(JSON.parse(answer?.text ?? "")).toMatchObject({ status: "Success", ringTime: 0 });
        expect(placed.ended).toBe(true);
    });

    test.each(["forward", "bridge"])(
        "it is told DISABLED with a message when it wants to %s and calls out are off; the call goes on",
        async (name) => {
            const where = name === "forward" ? { destinationNumber: AGENT } : { headNumber: HOTLINE };
            const { answer, placed } = await answersOf(name, where, { allowOutboundCalls: false });
            expect(JSON.parse(answer?.text ?? "")).toEqual({
                status: "Failure",
                reason: "DISABLED",
                message: expect.stringMatching(/./),
                ringTime: 0,
            });
            expect(placed.ended).toBe(false);
        },
    );

    test("it is refused with 403 when it wants to record and any level forbids it", async () => {
        const { answer } = await answersOf("recording/start", {}, { allowRecordings: false });
        expect(answer?.status).toBe(403);
    });

    test("it hangs up", async () => {
        const { opened, placed, bot } = await answersOf("drop", {});
        expect(placed.ended).toBe(true);
        const { data } = (await opened.runtime("GET", `/dialog/{reseller}/${placed.dialogId}`)).json;
        expect(data.at(-1)).toMatchObject({ type: "End", reason: "botTerminated" });
        expect(bot.paths()).toEqual(["/session"]);
    });

    test("it asks for a number, and gets the answer instead of each key", async () => {
        const bot = await startBot(async ({ path }, act) => {
            if (path === "/session")
                await act("prompt", { text: "Ihre Nummer?", timeout: 5000, type: { name: "Number", maxDigits: 4, submitInputs: ["#"] } });
        });
        const { call } = await withBot(bot.url);
        await call({ caller: [{ presses: "471" }, { presses: "1" }, says("Danke")] });
        expect(bot.paths()).toEqual(["/session", "/answer", "/message", "/terminated"]);
        expect(bot.heard[1]?.body.type).toEqual({ name: "Number", value: "4711" });
    });

    test.each([
        [says("nein danke"), { name: "MultipleChoice", id: "no", synonym: "Nein danke" }],
        [{ waits: 5000 }, { name: "Timeout" }],
    ])("it asks to choose, and %j is answered %j", async (step, type) => {
        const choices = { yes: ["Ja"], no: ["Nein", "Nein danke"] };
        const bot = await startBot(async ({ path }, act) => {
            if (path === "/session")
                await act("prompt", { text: "Ja oder nein?", timeout: 5000, type: { name: "MultipleChoice", choices } });
        });
        const { call } = await withBot(bot.url);
        await call({ caller: [says("vielleicht"), step] });
        expect(bot.heard.slice(1, 2).map(({ path, body }) => [path, body.type])).toEqual([["/answer", type]]);
    });

    test("it may set inactivity only where the project does not", async () => {
        const statuses: number[] = [];
        const bot = await startBot(async ({ path }, act) => {
            if (path === "/session") statuses.push((await act("inactivity/start", { timeout: 2000 })).status);
        });
        const own = await withBot(bot.url, { more: { inactivityTimeout: 5000 } });
        await own.call();
        const other = await withBot(bot.url, { more: { inactivityTimeout: undefined } });
        await other.call({ caller: [{ waits: 2000 }] });
        expect(statuses).toEqual([400, 204]);
        expect(bot.paths().filter((path) => path === "/inactivity")).toHaveLength(1);
    });

    test("it is told of each recording once its files are there", async () => {
        const bot = await startBot(async ({ path }, act) => {
            if (path !== "/session") return;
            await act("recording/start", { recordingId: "first" });
            await act("recording/stop", { recordingId: "first", terminate: true });
            await act("recording/start");
        });
        const { call } = await withBot(bot.url);
        await call({ caller: [] });
        const told = bot.heard.filter(({ path }) => path === "/recording").map(({ body }) => body.recordingId);
        expect(told).toEqual(["first", "default"]);
    });
});
