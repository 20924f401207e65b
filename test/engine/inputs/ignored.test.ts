/** What `ignoreChanges` names belongs to somebody else: a write for another reason leaves it as it is live, and says nothing of it. */
import { tell } from "../../../provider/told.js";
import { type Declaration, type EngineOnGrpc, engineOnGrpc } from "../../harness/engine-on-grpc.js";
import type { Properties } from "../../harness/properties.js";
import { everyInput, smallProject, urlBot } from "../shell/programs.js";
import { configurationOf, configured, destroyed, openShell, type Shell } from "../shell/shell.js";

let shell: Shell;
let ids: Readonly<Record<"acme" | "claims", string>>;
beforeAll(async () => {
    shell = await openShell();
    const run = await shell.engine.up([
        { type: "cvg:Customer", name: "acme", inputs: { name: "Acme" } },
        { type: "cvg:Account", name: "claims", inputs: (declared) => ({ name: "Schaden", customer: declared("acme").id }) },
    ]);
    expect(run.problem).toBeUndefined();
    const id = (name: string): string => shell.engine.state.get(name)?.id ?? "";
    ids = { acme: id("acme"), claims: id("claims") };
});
afterAll(() => shell.close());

const path = (unit: string, id: string | undefined): string => `/${unit}/${shell.sandbox.reseller}/${id}`;
const one = (type: Declaration["type"], inputs: Properties, ignored: readonly (readonly string[])[]): readonly Declaration[] => [
    { type, name: "one", inputs: { ...inputs, ...tell({ by: "one", ignored }) } },
];
/** Made, then changed in the console. The inputs that are ignored are those of the state, as the engine keeps them. */
async function changedInConsole(
    type: Declaration["type"],
    place: string,
    inputs: Properties,
    change: (body: Properties) => object,
): Promise<EngineOnGrpc> {
    const engine = engineOnGrpc(shell.provider);
    expect((await engine.up(one(type, inputs, []))).problem).toBeUndefined();
    await shell.console.edit(path(place, engine.state.get("one")?.id), (body) => ({ ...body, ...change(body) }));
    return engine;
}
/** A run of its own, and another after it that has nothing to do; then everything goes. */
async function written(first: EngineOnGrpc, program: readonly Declaration[], place: string): Promise<{ body: object; said: string }> {
    await using provider = await configured(configurationOf(shell.sandbox));
    const engine = engineOnGrpc(provider, { state: first.state });
    const run = await engine.up(program);
    expect({ plan: run.plan, problem: run.problem }).toEqual({ plan: { one: "update" }, problem: undefined });
    const body = await shell.console.get(path(place, engine.state.get("one")?.id));
    expect((await engine.preview(program)).plan).toEqual({});
    expect((await destroyed(shell, engine)).problem).toBeUndefined();
    return { body, said: run.messages.map(({ text }) => text).join("\n") };
}

test("fields, a part of the bot, numbers and a setting of a project stay as the console has them; what is not named is as declared", async () => {
    const inputs = everyInput.project(ids.claims);
    const theirs = {
        platformNumbers: ["+4989111119"],
        color: "red",
        featureFlags: ["theirs"],
        botConfiguration: { ...urlBot, url: "https://bot.example/theirs", token: "MARKER-bot-token-changed" },
        utteranceTimeout: 300,
    };
    const engine = await changedInConsole("cvg:Project", "project", inputs, (body) => ({
        ...theirs,
        commonConfiguration: { ...Object(body.commonConfiguration), allowRecordings: false, anonymizeRemoteNumbers: true },
    }));
    const ignored = [["platformNumbers"], ["color"], ["featureFlags"], ["bot", "url"], ["privacy", "recordings"]];
    const { body, said } = await written(engine, one("cvg:Project", { ...inputs, name: "Umbenannt" }, ignored), "project");
    expect(body).toMatchObject({
        projectName: "Umbenannt",
        ...theirs,
        botConfiguration: { ...urlBot, url: "https://bot.example/theirs" },
        utteranceTimeout: 400,
        commonConfiguration: { allowRecordings: false, anonymizeRemoteNumbers: false },
    });
    expect(said).toMatch(/CVG315 project "Hotline" .*utteranceTimeout 400 => 300/);
    for (const name of ["platformNumbers", "color", "featureFlags", "recordings"]) expect(said).not.toContain(name);
});

test.each([
    [["bot"], { ...urlBot, url: "https://bot.example/theirs", token: "MARKER-theirs" }],
    [["bot", "token"], { ...urlBot, token: "MARKER-theirs" }],
])("%j: what the console made of the bot stays, its secret too", async (ignored, theirs) => {
    const inputs = smallProject(ids.claims);
    const engine = await changedInConsole("cvg:Project", "project", inputs, () => ({ botConfiguration: theirs }));
    const { body } = await written(engine, one("cvg:Project", { ...inputs, name: "Umbenannt" }, [ignored]), "project");
    expect(body).toMatchObject({ projectName: "Umbenannt", botConfiguration: theirs });
});

test("a policy leaves the setting that is ignored as it is live, writes the others, and does not speak of it", async () => {
    const policy = { scope: ids.claims, recordings: true, dialogRetention: "1 day" };
    const engine = await changedInConsole("cvg:PrivacyPolicy", "account", policy, (body) => ({
        commonConfiguration: { ...Object(body.commonConfiguration), allowRecordings: false },
    }));
    const changed = one("cvg:PrivacyPolicy", { ...policy, dialogRetention: "1 hour" }, [["recordings"]]);
    const { body, said } = await written(engine, changed, "account");
    expect(body).toMatchObject({ commonConfiguration: { allowRecordings: false, maxDialogRetentionTime: 3_600_000 } });
    expect(said).not.toMatch(/CVG311 .*recordings/);
});
