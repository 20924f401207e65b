/** Real bots over HTTP: what reaches them, what they do, and what callers get when they fail. */
import { project, refusal, reseller, type Settings, unitsIn } from "./bodies.js";
import { type Heard, startBot } from "./loopback-bot.js";
import { openSandbox } from "./open-sandbox.js";

const CALLER = "+49111111111";
const PSEUDONYM = "md5-hash:ad14c520b9cfc53c25f446b338c79ced";
const HOTLINE = "+493023125000";
const AGENT = "+4915112345678";
const TOKEN = "the-token-of-the-bot";

async function withBot(url: string, { settings = {}, more = {} }: { settings?: Partial<Settings>; more?: object } = {}) {
    const opened = await openSandbox();
    const bot = { botConfiguration: { type: "rasa", url, token: TOKEN } };
    const units = await unitsIn(opened, { project: project(settings, { ...bot, ...more }) });
    const ask = (asked: object = {}) =>
        opened.control("POST", "/calls", {
            project: units.project,
            direction: "inbound",
            from: CALLER,
            to: HOTLINE,
            bot: true,
            patienceMs: 0,
            ...asked,
        });
    return { opened, units, ask, call: async (asked: object = {}) => (await ask(asked)).json };
}

const says = (text: string) => ({ says: text });
const whats = (lines: readonly { from: string; what: string }[]) => lines.map(({ from, what }) => `${from}: ${what}`);

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

describe("where numbers are anonymized", () => {
    const settings = { anonymizeRemoteNumbers: true };

    test("the bot gets the hash, and no request to it holds the number", async () => {
        const bot = await startBot();
        const { call } = await withBot(bot.url, { settings });
        const sipHeaders = { From: `<sip:${CALLER}@example.com>`, "P-Asserted-Identity": `<tel:${CALLER}>`, "X-Ticket": ["4711"] };
        const answer = await call({ sipHeaders, caller: [says("Hallo")] });
        expect(bot.heard[0]?.body).toMatchObject({ remote: PSEUDONYM, local: HOTLINE, customSipHeaders: { "X-Ticket": ["4711"] } });
        expect(JSON.stringify([bot.heard, answer])).not.toContain(CALLER);
    });

    test("the transcript hides the number where somebody says it, and a header of SIP that holds it reaches the bot as it is", async () => {
        const bot = await startBot();
        const { opened, call } = await withBot(bot.url, { settings });
        const { dialogId, transcript } = await call({ sipHeaders: { "X-Caller": CALLER }, caller: [says(`Ich bin ${CALLER}.`)] });
        expect(JSON.stringify(transcript)).not.toContain(CALLER);
        expect(whats(transcript)).toContain("caller: says: Ich bin ********.");
        expect(bot.heard[0]?.body.customSipHeaders).toEqual({ "X-Caller": [CALLER] });
        const { data } = (await opened.runtime("GET", `/dialog/{reseller}/${dialogId}`)).json;
        expect(data[0]).toMatchObject({ type: "Start", customSipHeaders: { "X-Caller": [CALLER] } });
    });

    test("the webhook is told the hash too", async () => {
        const [bot, hook] = [await startBot(), await startBot()];
        const { call } = await withBot(bot.url, { settings });
        await call({ webhook: `${hook.url}/hook`, caller: [] });
        expect(hook.heard.map(({ body }) => body)).toEqual([
            expect.objectContaining({ type: "CallStarted", callerNumber: PSEUDONYM }),
            expect.objectContaining({ type: "CallEnded", reason: "callerTerminated" }),
        ]);
    });
});

test("neither the bot's token nor its authToken stands in the transcript", async () => {
    const bot = await startBot(async (_heard, act) => {
        await act("say", { text: TOKEN });
    });
    const { call } = await withBot(bot.url);
    const { transcript } = await call({ caller: [says("Hallo")] });
    const text = JSON.stringify(transcript);
    expect(transcript.length).toBeGreaterThan(5);
    expect(text).not.toContain(TOKEN);
    expect(text).not.toContain(bot.heard[0]?.body.authToken);
});

describe("a bot's own token", () => {
    async function heardBy(react: Parameters<typeof startBot>[0]) {
        const bot = await startBot(react);
        const { opened, call } = await withBot(bot.url);
        await call();
        return { opened, heard: bot.heard[0] as Heard };
    }

    test("is good for its dialog and for no other, and not for the administration", async () => {
        const { opened, heard } = await heardBy(undefined);
        const headers = { authorization: `Bearer ${heard.body.authToken}` };
        const { runtime, endpoint, reseller: own } = opened.sandbox;
        const other = await opened.control("POST", "/calls", {
            project: heard.body.projectContext,
            direction: "inbound",
            from: "",
            to: HOTLINE,
        });
        expect(other.status).toBe(400);
        const status = async (url: string) => (await fetch(url, { headers })).status;
        expect(await status(`${runtime}/dialog/${own}/${heard.body.dialogId}`)).toBe(200);
        expect(await status(`${runtime}/dialog/${own}/00000000-0000-4000-8000-000000000000`)).toBe(403);
        expect(await status(`${endpoint}/userdetails`)).toBe(401);
        headers.authorization = headers.authorization.replace(/.$/, (last) => (last === "0" ? "1" : "0"));
        expect(await status(`${runtime}/dialog/${own}/${heard.body.dialogId}`)).toBe(401);
    });

    test("does not act in a call of another", async () => {
        const statuses: number[] = [];
        await heardBy(async (_heard, act) => {
            statuses.push((await act("say", { text: "Hallo" })).status);
            statuses.push((await act("say", { text: "Hallo", dialogId: "00000000-0000-4000-8000-000000000000" })).status);
        });
        expect(statuses).toEqual([204, 403]);
    });
});

describe("a bot that fails gets the project's fallback", () => {
    const fallback = { fallbackText: "Wir rufen zurück.", fallbackNumber: AGENT };

    test.each([
        ["refuses", { body: { action: "REJECT" } }, "did not accept the call", undefined],
        ["answers an error", { status: 503 }, "answered 503", undefined],
        ["is late", { after: 900 }, "no answer within 300 ms", 300],
    ])("where it %s", async (_what, reaction, why, botTimeoutMs = 5000) => {
        const bot = await startBot(() => reaction);
        const { opened, call } = await withBot(bot.url, { more: { fallback } });
        const { dialogId, ended, transcript } = await call({ botTimeoutMs, caller: [says("Hallo?")] });
        expect(ended).toBe(true);
        expect(whats(transcript)).toEqual([
            "gateway: POST /session",
            `gateway: fallback: the bot failed (${why})`,
            "gateway: says: Wir rufen zurück.",
            `gateway: forwards to ${AGENT}`,
            "gateway: the call ends: botError",
        ]);
        const { data } = (await opened.runtime("GET", `/dialog/{reseller}/${dialogId}`)).json;
        expect(data).toMatchObject([
            { type: "Start" },
            { type: "Synthesis", text: "Wir rufen zurück." },
            { type: "Forward", destination: AGENT },
            { type: "End", reason: "botError" },
        ]);
    });

    test("where nobody listens; its number is not called while calls out are off", async () => {
        const { call } = await withBot("http://127.0.0.1:9", { settings: { allowOutboundCalls: false }, more: { fallback } });
        const { transcript } = await call();
        expect(whats(transcript).slice(2)).toEqual([
            "gateway: says: Wir rufen zurück.",
            `gateway: does not forward to ${AGENT}: DISABLED`,
            "gateway: the call ends: botError",
        ]);
    });

    test("in the middle of a call, and without a fallback the call just ends", async () => {
        const bot = await startBot(({ path }) => (path === "/message" ? { status: 500 } : {}));
        const { call } = await withBot(bot.url);
        const { transcript } = await call({ caller: [says("Hallo?"), says("Ist da jemand?")] });
        expect(whats(transcript)).toEqual([
            "gateway: POST /session",
            "caller: says: Hallo?",
            "gateway: POST /message",
            "gateway: the bot failed (answered 500), and the project has no fallback",
            "gateway: the call ends: botError",
        ]);
    });
});

describe("only allowed addresses are called", () => {
    test.each(["http://bot.example/hotline", "http://192.0.2.1/", "http://127.0.0.1.example/", "ftp://127.0.0.1/"])(
        "not %s",
        async (url) => {
            const { ask } = await withBot(url);
            expect(refusal(await ask())).toEqual({ status: 400, code: "VALIDATION", fields: ["botConfiguration.url"] });
        },
    );

    test("nor a webhook elsewhere", async () => {
        const bot = await startBot();
        const { ask } = await withBot(bot.url);
        expect(refusal(await ask({ webhook: "https://hooks.example/" })).fields).toEqual(["webhook"]);
        expect(bot.heard).toEqual([]);
    });

    test("a redirect is not followed", async () => {
        const elsewhere = await startBot();
        const bot = await startBot(() => ({ status: 307 }));
        const { call } = await withBot(bot.url);
        expect(whats((await call()).transcript)[1]).toBe("gateway: the bot failed (answered 307), and the project has no fallback");
        expect(elsewhere.heard).toEqual([]);
    });

    test("a host that the gateway was started with is", async () => {
        const opened = await openSandbox({ botHosts: ["bot.invalid"] });
        const units = await unitsIn(opened, { project: project({}, { botConfiguration: { type: "custom", url: "http://bot.invalid/" } }) });
        const asked = { project: units.project, direction: "inbound", from: CALLER, to: HOTLINE, bot: true };
        const { status, json } = await opened.control("POST", "/calls", asked);
        expect([status, json.transcript[0]]).toMatchObject([
            200,
            { what: "POST /session", failed: expect.stringMatching(/ENOTFOUND|EAI_AGAIN/) },
        ]);
    });

    test("a bot that speaks otherwise is not asked", async () => {
        const opened = await openSandbox();
        const cognigy = { type: "cognigy", endpointUrl: "http://127.0.0.1:9/" };
        const units = await unitsIn(opened, { project: project({}, { botConfiguration: cognigy }) });
        const reply = await opened.control("POST", "/calls", {
            project: units.project,
            direction: "inbound",
            from: "",
            to: HOTLINE,
            bot: true,
        });
        expect(refusal(reply).fields).toEqual(["bot"]);
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

test("a bot's health: calls that were answered and calls that were not, by the time that is asked for", async () => {
    const bot = await startBot(({ path }) => (path === "/message" ? { status: 500 } : {}));
    const { opened, units, call } = await withBot(bot.url);
    await call({ caller: [says("Hallo?")] });
    const health = async (query = "") => (await opened.runtime("GET", `/health/{reseller}/project/${units.project}${query}`)).json;
    expect(await health()).toMatchObject({
        status: "CRITICAL",
        callCount: 1,
        events: [
            { type: "EndpointCall", count: 1, status: "OK", api: "BOT", url: `${bot.url}/session` },
            { type: "EndpointCallFailed", count: 1, status: "CRITICAL", message: "answered 500" },
        ],
    });
    await opened.control("POST", "/clock", { advance: "11 minutes" });
    expect(await health()).toEqual({ status: "UNKNOWN", callCount: 0, events: [] });
    expect(await health("?timeRange=RELATIVE&delta=3600000")).toMatchObject({ callCount: 1 });
    expect((await opened.runtime("GET", `/health/{reseller}/project/${units.project}?timeRange=ABSOLUTE`)).status).toBe(400);
});

test("a call that is dialled over the Call API reaches the bot, unless any level forbids calls out", async () => {
    const bot = await startBot();
    const { opened, units } = await withBot(bot.url, { settings: { anonymizeRemoteNumbers: true } });
    const asked = { resellerToken: opened.sandbox.reseller, projectToken: units.project, destinationNumber: AGENT, callerId: HOTLINE };
    expect((await opened.runtime("POST", "/call/dial", asked)).json).toMatchObject({ status: "Success" });
    for (let waited = 0; waited < 50 && bot.heard.length === 0; waited += 1) await new Promise((resolve) => setTimeout(resolve, 20));
    expect(bot.heard[0]?.body).toMatchObject({ remote: expect.stringMatching(/^md5-hash:/), local: HOTLINE });
    await opened.call("POST", "/reseller/{reseller}", reseller({ allowOutboundCalls: false }));
    expect((await opened.runtime("POST", "/call/dial", asked)).json).toMatchObject({ status: "Failure", reason: "DISABLED", ringTime: 0 });
    expect((await opened.runtime("POST", "/call/dial", { ...asked, resellerToken: "x" })).json).toMatchObject({
        reason: "RESELLER_NOT_FOUND",
    });
    const { callerId: _callerId, ...anonymous } = asked;
    expect((await opened.runtime("POST", "/call/dial", anonymous)).json.reason).toMatch(/MISSING_CALLER_ID|DISABLED/);
});
