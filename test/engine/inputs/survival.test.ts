/** Whatever of a unit we do not know, and whatever its gateway hides, comes out of every write as it was; or the write is refused before it is sent. */
import { tell } from "../../../provider/told.js";
import type { Declaration } from "../../harness/engine-on-grpc.js";
import { engineOnGrpc } from "../../harness/engine-on-grpc.js";
import type { Properties } from "../../harness/properties.js";
import { everyInput, keyBot, smallProject, urlBot } from "../shell/programs.js";
import { configurationOf, configured, destroyed, messageOf, openShell, QUIET, type Shell, to } from "../shell/shell.js";
import { lost, openRaw, type RawGateway, withOdd } from "./raw-gateway.js";

let shell: Shell;
let raw: RawGateway;
let ids: Readonly<Record<"acme" | "claims", string>>;
beforeAll(async () => {
    shell = await openShell();
    raw = await openRaw(shell.sandbox);
    const run = await shell.engine.up([
        { type: "cvg:Customer", name: "acme", inputs: { name: "Acme" } },
        { type: "cvg:Account", name: "claims", inputs: (declared) => ({ name: "Schaden", customer: declared("acme").id }) },
    ]);
    expect(run.problem).toBeUndefined();
    ids = { acme: shell.engine.state.get("acme")?.id ?? "", claims: shell.engine.state.get("claims")?.id ?? "" };
});
afterEach(() => behave({ secretsOnRead: "plain", maskedWrite: "keep" }));
afterAll(async () => {
    const [said, printed] = [JSON.stringify(shell.provider.messages), shell.provider.printed()];
    await shell.close();
    for (const secret of [urlBot.token, keyBot.serviceAccountKey]) expect(said).not.toContain(secret);
    expect(printed).toMatch(QUIET);
});

const behave = async (behaviour: Readonly<Record<string, string>>): Promise<void> =>
    void (await shell.console.control("POST", "/behaviour", behaviour));
const path = (unit: string, id: string | undefined): string => `/${unit}/${shell.sandbox.reseller}/${id}`;

/** The body as it is stored, whatever reads show of it. */
async function stored(place: string, behaviour: Readonly<Record<string, string>> = {}): Promise<string> {
    await behave({ secretsOnRead: "plain" });
    const body = await raw.get(place);
    await behave(behaviour);
    return body;
}

const COMBINATIONS = ["plain", "masked", "absent"].flatMap((secretsOnRead) =>
    ["keep", "overwrite"].map((maskedWrite) => ({ secretsOnRead, maskedWrite })),
);
const BOTS = [
    { bot: urlBot, secret: "token", other: { ...urlBot, url: "https://bot.example/other" } },
    { bot: keyBot, secret: "serviceAccountKey", other: { ...keyBot, agent: "other" } },
] as const;
const CASES = COMBINATIONS.flatMap((behaviour) => BOTS.map((bot) => ({ ...behaviour, ...bot })));

const one = (inputs: Properties): readonly Declaration[] => [
    { type: "cvg:Project", name: "one", inputs: { ...inputs, ...tell({ by: "one" }) } },
];

test.each(CASES)(
    "secrets read $secretsOnRead, masked writes $maskedWrite: the $secret and everything unknown outlive each kind of write of a project",
    async ({ secretsOnRead, maskedWrite, bot, other, secret }) => {
        const engine = engineOnGrpc(shell.provider);
        const first: Properties = { ...everyInput.project(ids.claims), bot };
        expect((await engine.up(one(first))).problem).toBeUndefined();
        const place = path("project", engine.state.get("one")?.id);
        const before = withOdd(await raw.get(place));
        await raw.post(place, before);
        await behave({ secretsOnRead, maskedWrite });
        expect((await engine.refresh()).problem).toBeUndefined();
        expect((await engine.preview(one(first))).plan).toEqual({});

        const changes: readonly Properties[] = [
            { name: "Umbenannt" },
            { privacy: { recordings: false, dialogRetention: "1 hour" } },
            { platformNumbers: ["+4989111113"] },
            {
                externalNumbers: [
                    { number: "110", type: "OTHER" },
                    { number: "116117", type: "GEOGRAPHIC" },
                ],
            },
            { allowedOrigins: [] },
            { fallback: { number: "+4989444445", text: "Moment" } },
            { transcribers: [{ vendor: "IBM" }, { vendor: "GOOGLE" }] },
            { bot: other },
        ];
        let inputs = first;
        for (const change of changes) {
            inputs = { ...inputs, ...change };
            const writes = await shell.console.writes();
            expect((await engine.up(one(inputs))).problem).toBeUndefined();
            const after = await stored(place, { secretsOnRead });
            expect({ change, lost: lost(before, after) }).toEqual({ change, lost: [] });
            expect(JSON.parse(after)).toMatchObject({ botConfiguration: { [secret]: Reflect.get(bot, secret) } });
            expect(await shell.console.writes()).toBe(writes + 1);
            expect((await engine.refresh()).problem).toBeUndefined();
            expect((await engine.preview(one(inputs))).plan).toEqual({});
        }
        expect(await stored(place)).toContain('"mode":9.0');
        const { allowedOrigins: _gone, ...rest } = inputs;
        expect((await engine.up(one(rest))).problem).toBeUndefined();
        expect(lost(before, await stored(place))).toEqual([]);
        expect((await destroyed(shell, engine)).problem).toBeUndefined();
    },
);

test.each([
    { type: "cvg:Customer", unit: "customers", above: () => ({}) },
    { type: "cvg:Account", unit: "account", above: () => ({ customer: ids.acme }) },
] as const)("everything unknown outlives each kind of write of a $type", async ({ type, unit, above }) => {
    const engine = engineOnGrpc(shell.provider);
    const program = (inputs: Properties): readonly Declaration[] => [
        { type, name: "one", inputs: { ...above(), ...inputs, ...tell({ by: "one" }) } },
    ];
    expect((await engine.up(program({ name: "Eins" }))).problem).toBeUndefined();
    const place = path(unit, engine.state.get("one")?.id);
    const before = withOdd(await raw.get(place));
    await raw.post(place, before);
    const privacy = { recordings: false };
    for (const inputs of [
        { name: "Zwei" },
        { name: "Zwei", privacy },
        { name: "Zwei", privacy, active: false },
        { name: "Drei", privacy: {} },
    ]) {
        expect((await engine.up(program(inputs))).problem).toBeUndefined();
        expect(lost(before, await raw.get(place))).toEqual([]);
    }
    expect((await raw.get(place)).includes('"newerSetting":{"level":3.0}')).toBe(true);
});

const policyOf = (scope: string, recordings: boolean): readonly Declaration[] => [
    { type: "cvg:PrivacyPolicy", name: "policy", inputs: { scope, recordings, ...tell({ by: "policy" }) } },
];

describe.each(COMBINATIONS)("secrets read $secretsOnRead, masked writes $maskedWrite", ({ secretsOnRead, maskedWrite }) => {
    test.each(BOTS)(
        "a policy of a project, which does not hold the $secret, keeps it, or says before it writes that it could be lost",
        async ({ bot, secret }) => {
            const engine = engineOnGrpc(shell.provider);
            expect((await engine.up(one(smallProject(ids.claims, { bot })))).problem).toBeUndefined();
            const id = engine.state.get("one")?.id ?? "";
            const place = path("project", id);
            await raw.post(place, withOdd(await raw.get(place)));
            const before = await raw.get(place);
            await behave({ secretsOnRead, maskedWrite });
            const writes = await shell.console.writes();
            const { problem } = await engineOnGrpc(shell.provider).up(policyOf(id, true));
            const after = await stored(place, { secretsOnRead });
            if (secretsOnRead === "plain") {
                expect({ problem, lost: lost(before, after) }).toEqual({ problem: undefined, lost: [] });
                expect(JSON.parse(after)).toMatchObject({ botConfiguration: bot, commonConfiguration: { allowRecordings: true } });
                return;
            }
            expect(problem).toMatchObject({ name: "policy", during: "create" });
            const [reason = ""] = problem?.reasons ?? [];
            expect(reason).toMatch(/^CVG307 project .*\(.*\): the gateway does not show the bot's /);
            for (const part of [secret, id, "nothing was written", "cvg:maskedSecrets kept"]) expect(reason).toContain(part);
            expect({ writes: await shell.console.writes(), after }).toEqual({ writes, after: before });
        },
    );
});

test.each(["masked", "absent"])(
    "where a user asserts that the gateway keeps secrets, a %s one is no reason to refuse",
    async (secretsOnRead) => {
        const engine = engineOnGrpc(shell.provider);
        expect((await engine.up(one(smallProject(ids.claims)))).problem).toBeUndefined();
        const id = engine.state.get("one")?.id ?? "";
        await behave({ secretsOnRead });
        await using provider = await configured({ ...configurationOf(shell.sandbox), "cvg:maskedSecrets": "kept" });
        expect((await engineOnGrpc(provider).up(policyOf(id, true))).problem).toBeUndefined();
        expect(JSON.parse(await stored(path("project", id)))).toMatchObject({
            botConfiguration: urlBot,
            commonConfiguration: { allowRecordings: true },
        });
    },
);

test.each(["masked", "absent"])(
    "a state without the secret, as of an adopted project, writes nothing where the gateway shows it %s",
    async (secretsOnRead) => {
        const engine = engineOnGrpc(shell.provider);
        expect((await engine.up(one(smallProject(ids.claims)))).problem).toBeUndefined();
        const id = engine.state.get("one")?.id ?? "";
        await behave({ secretsOnRead, maskedWrite: "overwrite" });
        const { token: _token, ...bot } = urlBot;
        const adopted = { ...smallProject(ids.claims, { bot }), active: true };
        const writes = await shell.console.writes();
        const renaming = shell.provider.update(id, "urn", to("project", adopted), to("project", { ...adopted, name: "Neu" }));
        const message = await messageOf(renaming);
        expect(message).toContain("CVG307");
        expect(message).toContain("cvg:maskedSecrets kept");
        expect(await shell.console.writes()).toBe(writes);
        expect(JSON.parse(await stored(path("project", id)))).toMatchObject({ projectName: "Hotline", botConfiguration: urlBot });
    },
);

test("a customer is not loosened where that writes projects whose secrets could be lost", async () => {
    const tenant = (recordings: boolean): readonly Declaration[] => [
        { type: "cvg:Customer", name: "tenant", inputs: { name: "Mandant", privacy: { recordings }, ...tell({ by: "tenant" }) } },
    ];
    const below: readonly Declaration[] = [
        { type: "cvg:Account", name: "dept", inputs: (declared) => ({ name: "Abteilung", customer: declared("tenant").id }) },
        {
            type: "cvg:Project",
            name: "one",
            inputs: (declared) => ({ ...smallProject(declared("dept").id, { privacy: { recordings: true } }), ...tell({ by: "one" }) }),
        },
    ];
    const fresh = () => configured(configurationOf(shell.sandbox));
    const engine = engineOnGrpc(shell.provider);
    expect((await engine.up([...tenant(true), ...below])).problem).toBeUndefined();
    await behave({ secretsOnRead: "masked", maskedWrite: "overwrite" });
    const [customer, project] = [engine.state.get("tenant"), engine.state.get("one")];
    if (customer === undefined) throw new Error("the customer was made");
    // Its own stack: who manages the customer does not hold the secrets of the projects below.
    await using tightening = await fresh();
    const tightened = engineOnGrpc(tightening, { state: new Map([["tenant", customer]]) });
    expect((await tightened.up(tenant(false))).problem).toBeUndefined();
    await using loosening = await fresh();
    const loosened = engineOnGrpc(loosening, { state: tightened.state });
    // The account between may be pinned before: that only makes it stricter.
    const writes = async () => {
        const counts = await shell.console.counts();
        return ["POST /customers/{reseller}/{customer}", "POST /project/{reseller}/{project}"].map((kind) => counts[kind]);
    };
    const before = await writes();
    expect((await loosened.up(tenant(true))).problem).toMatchObject({
        name: "tenant",
        reasons: [expect.stringContaining("CVG307 project ")],
    });
    expect(await writes()).toEqual(before);
    expect(JSON.parse(await stored(path("project", project?.id)))).toMatchObject({ botConfiguration: urlBot });
});

test("another order of a set is nothing to do, and entries of one vendor that change places take what is unknown along", async () => {
    const engine = engineOnGrpc(shell.provider);
    const [first, second] = [
        { vendor: "GOOGLE", profileToken: "first" },
        { vendor: "GOOGLE", profileToken: "second" },
    ];
    const sets = { featureFlags: ["a", "b"], platformNumbers: ["+4989777771", "+4989777772"] };
    const inputs = { ...smallProject(ids.claims, sets), transcribers: [first, second] };
    expect((await engine.up(one(inputs))).problem).toBeUndefined();
    const place = path("project", engine.state.get("one")?.id);
    const marked = [
        { ...first, model: 1 },
        { ...second, model: 2 },
    ];
    const body: object = JSON.parse(await raw.get(place));
    await raw.post(place, JSON.stringify({ ...body, featureFlags: ["b", "a"], transcribers: marked }));
    const reordered = { ...inputs, featureFlags: ["b", "a"], platformNumbers: ["+4989777772", "+4989777771"] };
    expect((await engine.preview(one(reordered))).plan).toEqual({});
    const refreshed = await engine.refresh();
    expect(refreshed.steps.flatMap(({ changed }) => changed)).toEqual([]);
    expect((await engine.preview(one(inputs))).plan).toEqual({});
    expect((await engine.up(one({ ...reordered, transcribers: [second, first] }))).plan).toEqual({ one: "update" });
    expect(JSON.parse(await raw.get(place))).toMatchObject({ featureFlags: ["b", "a"], transcribers: [marked[1], marked[0]] });
});
