/** A replacement loses a token: the preview says which, until when the old unit can be had back, what moves, what stays, and which numbers become free. */
import { tell } from "../../../provider/told.js";
import { PROJECT_BODY } from "../../harness/bodies.js";
import { openConsole } from "../../harness/console.js";
import { type Declaration, engineOnGrpc, type Run } from "../../harness/engine-on-grpc.js";
import type { Properties } from "../../harness/properties.js";
import { smallProject } from "./programs.js";
import { configurationOf, configured, openShell, type Shell } from "./shell.js";

const NUMBER = "+4989111111";

let shell: Shell;
beforeEach(async () => {
    shell = await openShell();
});
afterEach(() => shell.close());

const lines = ({ messages }: Run): readonly string[] =>
    messages.map(({ text }) => text.replace(/[0-9a-f-]{36}/g, "TOKEN").replace(/\d{4}-\d\d-\d\d/, "DAY"));

interface Options {
    readonly claims?: Properties;
    readonly hotline?: Properties;
    readonly told?: { readonly deletesFirst: boolean };
    readonly replaceOnChanges?: readonly string[];
    readonly customer?: "acme" | "globex";
}

const program = ({ claims = {}, hotline = {}, told, replaceOnChanges = [], customer = "acme" }: Options = {}): readonly Declaration[] => [
    { type: "cvg:Customer", name: "acme", inputs: { name: "Acme", ...tell({ by: "acme" }) } },
    { type: "cvg:Customer", name: "globex", inputs: { name: "Globex", ...tell({ by: "globex" }) } },
    {
        type: "cvg:Account",
        name: "claims",
        replaceOnChanges,
        inputs: (declared) => ({
            name: "Schaden",
            customer: declared(customer).id,
            ...tell({ by: "claims", below: [{ level: "project", path: ["Hotline"] }] }),
            ...claims,
        }),
    },
    {
        type: "cvg:Project",
        name: "hotline",
        replaceOnChanges,
        inputs: (declared) => ({
            ...smallProject(declared("claims").id, { platformNumbers: [NUMBER], ...hotline }),
            name: "Hotline",
            ...hotline,
            ...tell({ by: "hotline", ...told }),
        }),
    },
];

const REPLACED = "becomes inactive at the end of this run, and is purged for good 90 days later, on DAY at the earliest";

/** A preview of its own process, as the engine's is. */
async function preview(options: Options): Promise<Run> {
    await using next = await configured(configurationOf(shell.sandbox));
    return await engineOnGrpc(next, { state: shell.engine.state }).preview(program(options));
}

test("an account that changes its customer: its old token, what moves to the new one, and what of others stays", async () => {
    await shell.engine.up(program());
    const console = await openConsole(shell.sandbox);
    const claims = shell.engine.state.get("claims")?.id;
    const { defaults } = await console.get("/userdetails");
    await console.post(`/projects/${shell.sandbox.reseller}/${claims}`, { ...Object(defaults), ...PROJECT_BODY, projectName: "Fremd" });
    const told = lines(await preview({ customer: "globex" })).filter((line) => line.startsWith("CVG328"));
    expect(told).toEqual([
        `CVG328 claims: replaced: the new account gets a token of its own. account "Schaden" (TOKEN) ${REPLACED}. What knows the old token has to learn the new one. Of what is below it, 1 project ("Hotline") of this program will be moved to the new one, with token, numbers and data. 1 project ("Fremd") below it that this program does not declare under that name stays there: unless moved or made inactive first, it keeps the old one from becoming inactive (CVG303).`,
    ]);
});

test("a project that is replaced: its data stays behind, and the number that the new one does not ask for becomes free", async () => {
    await shell.engine.up(program());
    const told = lines(await preview({ hotline: { name: "Neu", platformNumbers: [] }, replaceOnChanges: ["name"] }));
    expect(told).toEqual([
        `CVG328 hotline: replaced: the new project gets a token of its own. project "Hotline" (TOKEN) ${REPLACED}. Its dialog data and recordings stay with it. Its number ${NUMBER} can be given to others from now on; a project that up restores gets it back only while nobody else has it.`,
    ]);
});

test("a project that is replaced and keeps its number is refused, unless the old one is deleted first", async () => {
    await shell.engine.up(program());
    const renamed = { hotline: { name: "Neu" }, replaceOnChanges: ["name"] };
    const { problem } = await preview(renamed);
    expect(problem?.reasons).toEqual([
        expect.stringMatching(/^CVG305 hotline: the new project cannot have \+4989111111: .*\n {2}Say deleteBeforeReplace: true/),
    ]);
    const told = lines(await preview({ ...renamed, told: { deletesFirst: true } }));
    expect(told).toEqual([expect.stringContaining("becomes inactive before the new one is made")]);
});

test("which numbers the old project has, the gateway says: others may have changed what is recorded", async () => {
    await shell.engine.up(program());
    const others = "+4989222222";
    const { console, sandbox, engine } = shell;
    await console.edit(`/project/${sandbox.reseller}/${engine.state.get("hotline")?.id}`, (body) => ({
        ...body,
        platformNumbers: [others],
    }));
    const renamed = { hotline: { name: "Neu" }, replaceOnChanges: ["name"] };
    const run = await preview(renamed);
    expect(run.problem).toBeUndefined();
    expect(lines(run)).toEqual([expect.stringMatching(/^CVG328 hotline: .* Its number \+4989222222 can be given to others/)]);
});

test("below a unit that is replaced, a name is the same in whichever form", async () => {
    await shell.engine.up(program());
    const { console, sandbox, engine } = shell;
    await console.edit(`/project/${sandbox.reseller}/${engine.state.get("hotline")?.id}`, (body) => ({
        ...body,
        projectName: "Hot\u200bline",
    }));
    const told = lines(await preview({ customer: "globex" })).filter((line) => line.startsWith("CVG328"));
    expect(told).toEqual([expect.stringContaining('1 project ("Hot\u200bline") of this program will be moved')]);
});

test("a replacement that the engine decides on without a comparison is told too, from what was recorded", async () => {
    await shell.engine.up(program());
    await using next = await configured(configurationOf(shell.sandbox));
    const { inputs, urn } = shell.engine.state.get("acme") ?? {};
    const declared = { name: "Acme", ifExists: "create", ...tell({ by: "acme" }), __provider: inputs?.__provider };
    await next.check(String(urn), inputs ?? {}, declared);
    await next.check(String(urn), {}, declared);
    expect(next.messages.map(({ text }) => text)).toEqual([expect.stringMatching(/^CVG328 acme: replaced: the new customer .*"Acme"/)]);
});

test("a second unit of one name is told with the one that is there: it may be the one that goes, where the resource is tainted", async () => {
    await shell.engine.up(program());
    await using next = await configured(configurationOf(shell.sandbox));
    const again = engineOnGrpc(next);
    const run = await again.preview([
        { type: "cvg:Customer", name: "acme", inputs: { name: "Acme", ifExists: "create", ...tell({ by: "acme" }) } },
    ]);
    expect(lines(run)).toEqual([
        `CVG328 acme: a second customer of its name is made, because ifExists is "create", beside customer "Acme" (TOKEN). If it takes the place of that one (--replace, or the resource is tainted), that one ${REPLACED}.`,
    ]);
});
