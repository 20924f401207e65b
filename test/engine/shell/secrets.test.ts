/** A bot's secrets are sealed in everything that goes back to the engine, and in nothing that people read. */

import { type Answer, json, loopback, refusal, type Seen } from "../../gateway/client/loopback.js";
import type { Declaration } from "../../harness/engine-on-grpc.js";
import { isSealed, type Properties, sealed } from "../../harness/properties.js";
import { ProviderError } from "../../harness/provider-error.js";
import { EFFECTIVE, keyBot, smallProject, USER_DETAILS, urlBot } from "./programs.js";
import { configurationAt, configured, messageOf, openShell, QUIET, refusals, type Shell, to } from "./shell.js";

const MARKERS = [urlBot.token, keyBot.serviceAccountKey];

/** Where a secret stands in the open. */
function open(value: unknown, path = ""): readonly string[] {
    if (isSealed(value)) return [];
    if (typeof value === "string") return MARKERS.some((marker) => value.includes(marker)) ? [path] : [];
    if (typeof value !== "object" || value === null) return [];
    return Object.entries(value).flatMap(([key, inner]) => open(inner, `${path}.${key}`));
}

const bots = [
    { bot: urlBot, path: "token" },
    { bot: keyBot, path: "serviceAccountKey" },
] as const;

let shell: Shell;
let account: string;
beforeAll(async () => {
    shell = await openShell();
    await shell.engine.up(below);
    account = shell.engine.state.get("claims")?.id ?? "";
});
/** Nothing that anybody said or printed in all of these tests holds a secret. */
afterAll(async () => {
    const [messages, printed] = [shell.provider.messages, shell.provider.printed()];
    await shell.close();
    expect(open(messages)).toEqual([]);
    expect(printed).toMatch(QUIET);
});

const below: readonly Declaration[] = [
    { type: "cvg:Customer", name: "acme", inputs: { name: "Acme" } },
    { type: "cvg:Account", name: "claims", inputs: (declared) => ({ name: "Schaden", customer: declared("acme").id }) },
];
const hotline = (bot: unknown, more: Properties = {}): Declaration => ({
    type: "cvg:Project",
    name: "hotline",
    inputs: smallProject(account, { bot, ...more }),
});
const path = (): string => `/project/${shell.sandbox.reseller}/${shell.engine.state.get("hotline")?.id}`;

describe.each(bots)("the $path of a bot", ({ bot, path: key }) => {
    const seal = { ...bot, [key]: sealed(MARKERS.find((marker) => Object.values(bot).includes(marker))) };

    test.each(["plain", "marked"])("is sealed in check, create, update and read, if the user left it %s", async (spelling) => {
        const sent = spelling === "plain" ? bot : seal;
        const { provider } = shell;
        const checked = await provider.check("urn", {}, to("project", smallProject(account, { bot: sent, name: `${key} ${spelling}` })));
        expect(checked.failures).toEqual([]);
        expect(checked.inputs.bot).toEqual(seal);

        const created = await provider.create("urn", checked.inputs);
        expect(created.properties.bot).toEqual(seal);
        const updated = await provider.update(created.id, "urn", created.properties, { ...checked.inputs, color: "red" });
        expect(updated.bot).toEqual(seal);
        const read = await provider.read(created.id, "urn", updated);
        expect([read.properties.bot, read.inputs?.bot]).toEqual([seal, seal]);
        expect(open([checked, created, updated, read])).toEqual([]);
    });

    test.each(["masked", "absent"])("is still there and sealed after a refresh, where the gateway shows it %s", async (secretsOnRead) => {
        await shell.engine.up([...below, hotline(bot)]);
        await shell.console.control("POST", "/behaviour", { secretsOnRead });
        expect((await shell.engine.refresh()).problem).toBeUndefined();
        await shell.console.control("POST", "/behaviour", { secretsOnRead: "plain" });
        expect(shell.engine.state.get("hotline")?.inputs.bot).toEqual(seal);
        expect(open([...shell.engine.state.values()])).toEqual([]);
    });

    test("is sealed where the console put it in place of another bot", async () => {
        const other = bots.find((candidate) => candidate.path !== key)?.bot;
        await shell.engine.up([...below, hotline(other)]);
        await shell.console.edit(path(), (body) => ({ ...body, botConfiguration: bot }));
        expect((await shell.engine.refresh()).problem).toBeUndefined();
        const state = shell.engine.state.get("hotline");
        expect([state?.inputs.bot, state?.outputs.bot]).toEqual([seal, seal]);
        expect((await shell.engine.preview([...below, hotline(other)])).plan).toEqual({ hotline: "update" });
    });

    test("is sealed in what is half done", async () => {
        const route = "/project/{reseller}/{project}";
        await shell.console.control("POST", "/faults", { match: { method: "DELETE", route }, kind: "status", status: 403 });
        const inputs = to("project", smallProject(account, { bot, active: false, name: `half done ${key}` }));
        const error: unknown = await shell.provider.create("urn", inputs).catch((thrown: unknown) => thrown);
        if (!(error instanceof ProviderError)) throw new Error("a provider's error was expected");
        expect(error.halfMade?.properties.bot).toEqual(seal);
        expect(open({ ...error, message: error.message })).toEqual([]);
    });
});

test("wrong bots are refused without a word of their secrets", async () => {
    const [token, key] = MARKERS;
    const wrong: readonly unknown[] = [
        token,
        [token],
        { ...urlBot, token: [token] },
        { ...urlBot, token: { [token ?? ""]: token } },
        { ...urlBot, url: token },
        { ...urlBot, url: `https://${token}:${key}@` },
        { ...urlBot, type: token },
        { type: token, serviceAccountKey: key },
        { ...keyBot, url: "https://bot.example", token },
        { ...keyBot, serviceAccountKey: { private_key: key } },
        { token, serviceAccountKey: key },
    ];
    for (const bot of wrong) {
        const reasons = await refusals(shell.provider, "project", smallProject(account, { bot }));
        expect(reasons.length).toBeGreaterThan(0);
        expect(open(reasons)).toEqual([]);
    }
});

test("what a gateway repeats of a bot is shown without its secrets", async () => {
    const repeats = ({ body }: Seen): Answer =>
        body === "" ? json(USER_DETAILS) : refusal(400, "VALIDATION", { description: `what is ${body}?`, fields: ["botConfiguration"] });
    const server = await loopback(repeats);
    await using provider = await configured(configurationAt(server.url));
    for (const { bot } of bots) {
        const inputs = to("project", { ...smallProject("account"), bot, active: true, privacy: {}, effective: EFFECTIVE });
        const message = await messageOf(provider.create("urn", inputs));
        expect(message).toMatch(/^CVG502 new project "Hotline" .*botConfiguration/);
        expect(open({ message })).toEqual([]);
    }
    expect(provider.printed()).toMatch(QUIET);
    await server.close();
});
