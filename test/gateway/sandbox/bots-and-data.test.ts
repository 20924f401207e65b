/** What a bot, and whoever reads of it, gets to know of callers; what its own token opens; when it may be called at all. */
import { reseller } from "./bodies.js";
import { type Heard, startBot } from "./loopback-bot.js";
import { AGENT, CALLER, HOTLINE, PSEUDONYM, says, TOKEN, whats, withBot } from "./with-bot.js";

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
