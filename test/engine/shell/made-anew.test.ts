/** Which new project is taken for one that leaves the stack in the same run: by what the program told of those, and by what the gateway has. */
import type { Leaving } from "../../../provider/told.js";
import { tell } from "../../../provider/told.js";
import { type Declaration, engineOnGrpc } from "../../harness/engine-on-grpc.js";
import type { Properties } from "../../harness/properties.js";
import { smallProject } from "./programs.js";
import { configurationOf, configured, openShell, type Shell } from "./shell.js";

const NUMBER = "+4989111111";

const unit = (
    type: Declaration["type"],
    name: string,
    above: Properties | ((id: (of: string) => unknown) => Properties) = {},
): Declaration => ({
    type,
    name,
    inputs: (declared) => ({
        name: `The ${name}`,
        ...(typeof above === "function" ? above((of) => declared(of).id) : above),
        ...tell({ by: name }),
    }),
});
const places: readonly Declaration[] = [
    unit("cvg:Customer", "acme"),
    unit("cvg:Customer", "globex"),
    unit("cvg:Account", "a", (id) => ({ customer: id("acme") })),
    unit("cvg:Account", "b", (id) => ({ customer: id("acme") })),
    unit("cvg:Account", "g", (id) => ({ customer: id("globex") })),
];
const project = (logical: string, account: string, more: Properties = {}, leaving: readonly Leaving[] = []): Declaration => ({
    type: "cvg:Project",
    name: logical,
    inputs: (declared) => ({ ...smallProject(declared(account).id, {}), name: "Hotline", ...more, ...tell({ by: logical, leaving }) }),
});

let shell: Shell;
beforeEach(async () => {
    shell = await openShell();
    await shell.engine.up([...places, project("old", "a", { platformNumbers: [NUMBER] })]);
});
afterEach(() => shell.close());

async function problem(
    account: string,
    more: Properties = {},
    numbers: readonly string[] = [],
    staying = false,
): Promise<string | undefined> {
    const leaving = [{ alias: '{ name: "old" }', name: "Hotline", account: String(shell.engine.state.get("a")?.id), numbers }];
    await using next = await configured(configurationOf(shell.sandbox));
    const kept = staying ? [project("old", "a", {})] : [];
    const run = await engineOnGrpc(next, { state: shell.engine.state }).preview([
        ...places,
        ...kept,
        project("new", account, more, leaving),
    ]);
    return run.problem?.reasons.join("\n");
}

test("of one name below one customer: refused, unless a second one is asked for", async () => {
    expect(await problem("b")).toMatch(/^CVG329 new: project "Hotline" \([-\w]+\) leaves .*\n.*aliases: \[\{ name: "old" \}\]/);
    expect(await problem("b", { ifExists: "create" })).toBeUndefined();
});

test("of one name at another customer, or of one that a resource of the program still has: another project", async () => {
    expect(await problem("g")).toBeUndefined();
    expect(await problem("b", {}, [], true)).toBeUndefined();
});

test("with one of its numbers: refused whatever its name and customer are, also as a second one", async () => {
    const asking = { name: "Anders", platformNumbers: [NUMBER] };
    expect(await problem("g", asking, [NUMBER])).toMatch(/^CVG329 new: .* asks for \+4989111111/);
    expect(await problem("g", { ...asking, ifExists: "create" }, [NUMBER])).toMatch(/^CVG329 new/);
});

test("which numbers it has, the gateway says: others may have changed what is recorded", async () => {
    const asking = { name: "Anders", platformNumbers: [NUMBER] };
    expect(await problem("g", asking, [])).toMatch(/^CVG329 new: .* asks for \+4989111111/);
    await shell.console.edit(`/project/${shell.sandbox.reseller}/${shell.engine.state.get("old")?.id}`, (body) => ({
        ...body,
        platformNumbers: [],
    }));
    expect(await problem("g", asking, [NUMBER])).toBeUndefined();
});

test("one that the gateway has no more, or that is inactive, is in nobody's way", async () => {
    const run = await shell.engine.up(places);
    expect(run.plan).toEqual({ old: "delete" });
    expect(await problem("b")).toBeUndefined();
});
