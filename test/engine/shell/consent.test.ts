/** What the engine shows as a token, a URL or nothing at all is said at preview in a line of its own; the same of many units in one. */
import { tell } from "../../../provider/told.js";
import { type Declaration, engineOnGrpc, type Run } from "../../harness/engine-on-grpc.js";
import type { Properties } from "../../harness/properties.js";
import { smallProject } from "./programs.js";
import { configurationOf, configured, openShell, type Shell } from "./shell.js";

const lines = ({ messages }: Run): readonly string[] =>
    messages.map(({ text }) => text.replace(/[0-9a-f-]{36}/g, "TOKEN").replace(/\d{4}-\d\d-\d\d/, "DAY"));

const customer = (name: string, more: Properties = {}): Declaration => ({
    type: "cvg:Customer",
    name,
    inputs: { name: `The ${name}`, ...tell({ by: name }), ...more },
});
const account = (name: string, above: string, more: Properties = {}): Declaration => ({
    type: "cvg:Account",
    name,
    inputs: (declared) => ({ name: `The ${name}`, customer: declared(above).id, ...tell({ by: name }), ...more }),
});
const project = (name: string, above: string, more: Properties = {}): Declaration => ({
    type: "cvg:Project",
    name,
    inputs: (declared) => ({ ...smallProject(declared(above).id, more), ...tell({ by: name }) }),
});

let shell: Shell;
beforeEach(async () => {
    shell = await openShell();
});
afterEach(() => shell.close());

test("a new tenant that may record and that shows numbers says so; one that does neither says nothing", async () => {
    const open = { privacy: { recordings: true, recordingRetention: "1 week", anonymizeNumbers: false } };
    expect(lines(await shell.engine.preview([customer("acme", open)]))).toEqual([
        'CVG116 acme: new, and calls may be recorded (kept for "1 week").',
        "CVG116 acme: new, and bots and integrations see phone numbers.",
    ]);
    const closed = { privacy: { recordings: false, anonymizeNumbers: true } };
    expect(lines(await shell.engine.preview([customer("globex", closed)]))).toEqual([]);
});

test("a project that moves to another customer is told with both places by name", async () => {
    const program = (place: string): readonly Declaration[] => [
        customer("acme"),
        customer("globex"),
        account("claims", "acme"),
        account("service", "globex"),
        project("hotline", place),
    ];
    await shell.engine.up(program("claims"));
    expect(lines(await shell.engine.preview(program("service")))).toEqual([
        'CVG325 hotline: moves from account "The claims" of customer "The acme" to account "The service" of customer "The globex", with its numbers and its data.',
    ]);
    expect(lines(await shell.engine.preview(program("claims")))).toEqual([]);
});

test.each(["kept", "dropped"] as const)(
    "numbers that are %s when a project moves were not taken off it by others; a language that others changed was",
    async (moveNumbers) => {
        await shell.console.control("POST", "/behaviour", { moveNumbers });
        const program = (place: string): readonly Declaration[] => [
            customer("acme"),
            customer("globex"),
            account("claims", "acme"),
            account("service", "globex"),
            project("hotline", place, { platformNumbers: ["+4989200001"] }),
        ];
        await shell.engine.up(program("claims"));
        const token = shell.engine.state.get("hotline")?.id ?? "";
        await using writing = await configured(configurationOf(shell.sandbox));
        await shell.console.edit(`/project/${shell.sandbox.reseller}/${token}`, (body) => ({ ...body, synthesizerLanguage: "en-GB" }));
        const said = lines(await engineOnGrpc(writing, { state: shell.engine.state }).up(program("service"))).filter((line) =>
            line.startsWith("CVG315"),
        );
        expect(said).toEqual([expect.stringContaining('changed by someone else since the last run: synthesizerLanguage "en" => "en-GB".')]);
        expect(await shell.console.get(`/project/${shell.sandbox.reseller}/${token}`)).toMatchObject({
            synthesizerLanguage: "en",
            platformNumbers: ["+4989200001"],
        });
    },
);

test("a bot at another host, or of another kind, is told; another path at the same host is not", async () => {
    const program = (bot: Properties): readonly Declaration[] => [
        customer("acme"),
        account("claims", "acme"),
        project("hotline", "claims", { bot }),
    ];
    const at = (url: string): Properties => ({ type: "custom", url, token: "MARKER" });
    await shell.engine.up(program(at("https://bots.acme.example/claims")));
    expect(lines(await shell.engine.preview(program(at("https://bots.acme.example/other"))))).toEqual([]);
    expect(lines(await shell.engine.preview(program(at("https://bots.globex.example/claims"))))).toEqual([
        'CVG323 hotline: calls go to the bot at "bots.globex.example" instead of "bots.acme.example".',
    ]);
    expect(lines(await shell.engine.preview(program({ type: "dialogflow-cx", serviceAccountKey: '{"type":"service_account"}' })))).toEqual([
        'CVG323 hotline: calls go to the bot at "dialogflow-cx" instead of "bots.acme.example".',
    ]);
});

test("settings that are managed no longer are told", async () => {
    await shell.engine.up([customer("acme", { privacy: { recordings: false } })]);
    expect(lines(await shell.engine.preview([customer("acme")]))).toEqual([
        'CVG117 acme: the privacy settings of customer "The acme" (TOKEN) are no longer managed here; they stay as they are unless another resource declares them.',
    ]);
});

test("a tenant that becomes inactive is told with what goes with it, when it is purged and which numbers are free", async () => {
    const program = (active: boolean): readonly Declaration[] => [
        customer("acme", { active, ...tell({ by: "acme", below: [{ level: "account", path: ["The claims"] }] }) }),
        account("claims", "acme", { active, ...tell({ by: "claims", below: [{ level: "project", path: ["Hotline"] }] }) }),
        project("hotline", "claims", { active, platformNumbers: ["+4989200001"] }),
    ];
    await shell.engine.up(program(true));
    const purge = "purged for good 90 days later, on DAY at the earliest, unless it is active again before.";
    const below = [
        { level: "account", path: ["The claims"] },
        { level: "project", path: ["The claims", "Hotline"] },
    ] as const;
    const gone = [customer("acme", { active: false, ...tell({ by: "acme", below }) }), ...program(false).slice(1)];
    expect(lines(await shell.engine.preview(gone))).toEqual([
        `CVG324 acme: customer "The acme" becomes inactive with the 2 active units below it, and is ${purge}`,
        `CVG324 claims: account "The claims" becomes inactive with the 1 active unit below it, and is ${purge}`,
        `CVG324 hotline: project "Hotline" becomes inactive, and is ${purge} Its number +4989200001 can be given to others from now on; a project that up restores gets it back only while nobody else has it.`,
    ]);
    // Those below are inactive by the time that their own turn comes. Nobody else did that.
    await using writing = await configured(configurationOf(shell.sandbox));
    const said = lines(await engineOnGrpc(writing, { state: shell.engine.state }).up(gone));
    expect(said.filter((line) => line.startsWith("CVG324"))).toHaveLength(3);
    expect(said.filter((line) => line.startsWith("CVG311"))).toEqual([]);
});

test("a namesake may be what another run is just making, or the unit of a tainted resource: both are named before it is taken over", async () => {
    await shell.engine.up([customer("acme")]);
    await using elsewhere = await configured(configurationOf(shell.sandbox));
    const { problem } = await engineOnGrpc(elsewhere).preview([customer("acme")]);
    expect(problem?.reasons).toEqual([expect.stringMatching(/^CVG308 .*pulumi state untaint.*another run is at work there just now/s)]);
});

test("a name and numbers that the user marked secret are in no message: drift, a number that is taken, a deletion that no program speaks of", async () => {
    const marked = { platformNumbers: ["+4989200001"], name: "Frau Beispiel" };
    const program = (more: Properties = {}, other: readonly Declaration[] = []): readonly Declaration[] => [
        customer("acme"),
        account("claims", "acme"),
        project("hotline", "claims", { ...marked, ...more, ...tell({ by: "hotline", secret: ["name", "platformNumbers"] }) }),
        ...other,
    ];
    const said: string[] = [];
    const heard = async (running: Promise<Run>): Promise<Run> => {
        const run = await running;
        said.push(...lines(run), ...(run.problem?.reasons ?? []));
        return run;
    };
    const path = (name: string): string => `/project/${shell.sandbox.reseller}/${shell.engine.state.get(name)?.id}`;
    await heard(shell.engine.up(program()));
    await shell.console.edit(path("hotline"), (body) => ({ ...body, projectName: "Anders" }));
    // A process that has written a unit itself knows better than the tree what somebody else did to it.
    await using second = await configured(configurationOf(shell.sandbox));
    const later = engineOnGrpc(second, { state: shell.engine.state });
    await heard(later.preview(program()));
    await heard(later.up(program({ color: "blue" })));
    await heard(later.up(program({ color: "blue" }, [project("desk", "claims", { name: "Desk", platformNumbers: ["+4989200001"] })])));
    await using next = await configured(configurationOf(shell.sandbox));
    await heard(engineOnGrpc(next, { state: later.state }).destroy());
    for (const code of ["CVG311", "CVG315", "CVG305", "is inactive now"]) expect(said.join("\n")).toContain(code);
    expect(said.filter((line) => line.includes("Frau") || line.includes("+4989200001"))).toEqual([]);
    expect(said.join("\n")).toMatch(/project "\[secret\]" .* is inactive now.* Its number \[secret\] can be given to others/);
});

test("one cause at a hundred units is said of the first three, and at the end once of all, in a fixed order", async () => {
    const names = Array.from({ length: 100 }, (_, index) => `tenant-${index}`);
    const program = (retention: string): readonly Declaration[] =>
        names.map((name) => customer(name, { privacy: { recordings: false, anonymizeNumbers: true, dialogRetention: retention } }));
    await shell.engine.up(program("1 week"));
    await using next = await configured(configurationOf(shell.sandbox));
    const preview = await engineOnGrpc(next, { state: shell.engine.state }).preview([...program("1 day")].reverse());
    expect(Object.keys(preview.plan)).toHaveLength(100);
    await next.finish();
    const change = 'dialogRetention "1 week" => "1 day": dialog data older than "1 day" may be deleted for good';
    expect(next.messages.filter(({ severity }) => severity !== "debug").map(({ text }) => text)).toEqual([
        `CVG107 tenant-99: ${change}.`,
        `CVG107 tenant-98: ${change}.`,
        `CVG107 tenant-97: ${change}.`,
        `CVG107 ${change}: 100 units in all (tenant-0, tenant-1, tenant-2, tenant-3, tenant-4 and 95 more).`,
        expect.stringMatching(/^cvg: /),
    ]);
});
