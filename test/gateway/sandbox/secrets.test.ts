import { project, unitsIn } from "./bodies.js";
import { behaving, openSandbox } from "./open-sandbox.js";

describe("secrets", () => {
    const bot = { type: "rasa", url: "https://bot.example", token: "bot-secret", more: 1 };

    test.each([
        ["masked", { ...bot, token: "********" }],
        ["absent", { type: "rasa", url: "https://bot.example", more: 1 }],
    ])("secretsOnRead %s shows them so, and a read posted back keeps them", async (secretsOnRead, shown) => {
        const opened = await behaving({ secretsOnRead });
        const { project: hotline } = await unitsIn(opened, { project: project({}, { botConfiguration: bot }) });
        const path = `/project/{reseller}/${hotline}`;
        const { json, text } = await opened.call("GET", path);
        expect(json.botConfiguration).toEqual(shown);
        expect((await opened.call("POST", path, text)).status).toBe(204);
        await opened.control("POST", "/behaviour", { secretsOnRead: "plain" });
        expect((await opened.call("GET", path)).json.botConfiguration).toEqual(bot);
    });

    test.each([
        ["masked", "********"],
        ["absent", undefined],
    ])("maskedWrite overwrite loses what a %s read is posted back with", async (secretsOnRead, lost) => {
        const opened = await behaving({ secretsOnRead, maskedWrite: "overwrite" });
        const { project: hotline } = await unitsIn(opened);
        const path = `/project/{reseller}/${hotline}`;
        await opened.call("POST", path, (await opened.call("GET", path)).text);
        await opened.control("POST", "/behaviour", { secretsOnRead: "plain" });
        expect((await opened.call("GET", path)).json.botConfiguration.token).toBe(lost);
    });

    test("a new secret replaces the old one, and a bot of another type does not inherit it", async () => {
        const opened = await openSandbox();
        const { project: hotline } = await unitsIn(opened);
        const path = `/project/{reseller}/${hotline}`;
        const write = async (botConfiguration: object) => {
            await opened.call("POST", path, project({}, { botConfiguration }));
            return (await opened.call("GET", path)).json.botConfiguration;
        };
        expect(await write({ ...bot, token: "new" })).toEqual({ ...bot, token: "new" });
        expect(await write({ type: "boost", url: "https://boost.example" })).toEqual({ type: "boost", url: "https://boost.example" });
    });

    test("a service account key is a secret too", async () => {
        const opened = await behaving({ secretsOnRead: "masked" });
        const botConfiguration = { type: "dialogflow-cx", serviceAccountKey: '{"key":1}', agent: "a" };
        const { project: hotline } = await unitsIn(opened, { project: project({}, { botConfiguration }) });
        const { json } = await opened.call("GET", `/project/{reseller}/${hotline}`);
        expect(json.botConfiguration).toEqual({ ...botConfiguration, serviceAccountKey: "********" });
    });
});
