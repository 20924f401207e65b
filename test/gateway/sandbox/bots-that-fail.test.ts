/** Bots that fail or may not be asked, what callers get then, and what their health says. */
import { project, refusal, unitsIn } from "./bodies.js";
import { startBot } from "./loopback-bot.js";
import { openSandbox } from "./open-sandbox.js";
import { AGENT, CALLER, HOTLINE, says, whats, withBot } from "./with-bot.js";

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
