/** What was done before something failed is recorded, and the next run goes on from there. */
import type { Declaration, Run } from "../../harness/engine-on-grpc.js";
import type { Properties } from "../../harness/properties.js";
import { smallProject } from "./programs.js";
import { openShell, QUIET, type Shell } from "./shell.js";

let shell: Shell;
beforeEach(async () => {
    shell = await openShell();
});
afterEach(async () => {
    const printed = shell.provider.printed();
    await shell.close();
    expect(printed).toMatch(QUIET);
});

const acme = (more: Properties = {}): Declaration => ({ type: "cvg:Customer", name: "acme", inputs: { name: "Acme", ...more } });
const account = (name: string): Declaration => ({
    type: "cvg:Account",
    name,
    inputs: (declared) => ({ name, customer: declared("acme").id }),
});
const hotline = (where: string, more: Properties = {}): Declaration => ({
    type: "cvg:Project",
    name: "hotline",
    inputs: (declared) => smallProject(declared(where).id, more),
});
const up = async (...program: readonly Declaration[]): Promise<Run> => await shell.engine.up(program);
const done = async (...program: readonly Declaration[]): Promise<Run> => {
    const run = await up(...program);
    expect(run.problem).toBeUndefined();
    return run;
};
/** The next such request is refused. */
const refuse = (method: string, route: string) =>
    shell.console.control("POST", "/faults", { match: { method, route }, kind: "status", status: 403 });

test("a customer born inactive whose DELETE fails keeps its id, and the next up makes it inactive, not again", async () => {
    await refuse("DELETE", "/customers/{reseller}/{customer}");
    const { problem } = await up(acme({ active: false }));
    expect(problem).toMatchObject({ name: "acme", during: "create", reasons: [expect.stringMatching(/^CVG507 customer "Acme"/)] });
    const { token } = (await shell.console.units()).get("Acme") ?? { token: "" };
    expect(shell.engine.state.get("acme")).toMatchObject({ id: token, outputs: { active: true, purgeAt: null, name: "Acme" } });

    expect((await done(acme({ active: false }))).plan).toEqual({ acme: "update" });
    expect((await shell.console.units()).get("Acme")).toMatchObject({ token, inactive: true });
    expect(shell.engine.state.get("acme")?.outputs).toMatchObject({ active: false, purgeAt: expect.any(String) });
    expect((await shell.console.counts())["POST /customers/{reseller}"]).toBe(1);
    expect((await done(acme({ active: false }))).plan).toEqual({});
});

test("a project that has moved, but whose body could not be written, is recorded where it is and not moved again", async () => {
    const accounts = [acme(), account("claims"), account("sales")];
    await done(...accounts, hotline("claims"));
    const claims = shell.engine.state.get("claims")?.id;
    const sales = shell.engine.state.get("sales")?.id;
    await refuse("POST", "/project/{reseller}/{project}");
    const { problem } = await up(...accounts, hotline("sales", { name: "Vertrieb" }));
    expect(problem).toMatchObject({ name: "hotline", during: "update", reasons: [expect.stringMatching(/^CVG507 project "Hotline"/)] });
    expect(shell.engine.state.get("hotline")).toMatchObject({ inputs: { account: claims }, outputs: { account: sales, name: "Hotline" } });

    await done(...accounts, hotline("sales", { name: "Vertrieb" }));
    expect(shell.engine.state.get("hotline")).toMatchObject({ inputs: { account: sales }, outputs: { account: sales, name: "Vertrieb" } });
    expect((await shell.console.counts())["POST /project/{reseller}/{project}/move"]).toBe(1);
    expect((await done(...accounts, hotline("sales", { name: "Vertrieb" }))).plan).toEqual({});
});

test("a unit that came back, but whose new name could not be written, is recorded as active", async () => {
    await done(acme({ active: false }));
    await refuse("POST", "/customers/{reseller}/{customer}");
    expect((await up(acme({ name: "Acme AG" }))).problem).toMatchObject({ during: "update" });
    expect(shell.engine.state.get("acme")?.outputs).toMatchObject({ active: true, purgeAt: null, name: "Acme" });
    await done(acme({ name: "Acme AG" }));
    expect((await shell.console.units()).get("Acme AG")).toMatchObject({ inactive: false });
});

test("a half-made project with more than an error can carry keeps its id and goes on", async () => {
    const platformNumbers = Array.from({ length: 8000 }, (_, index) => `+4989${100_000 + index}`);
    const large = { active: false, platformNumbers, privacy: { dialogRetention: "1 hour" } };
    await done(acme(), account("claims"));
    await refuse("DELETE", "/project/{reseller}/{project}");
    expect((await up(acme(), account("claims"), hotline("claims", large))).problem).toMatchObject({
        name: "hotline",
        reasons: [expect.stringMatching(/^CVG507 /)],
    });
    const { token } = (await shell.console.units()).get("Hotline") ?? { token: "" };
    expect(shell.engine.state.get("hotline")).toMatchObject({ id: token, outputs: { name: "Hotline", active: true } });

    await done(acme(), account("claims"), hotline("claims", large));
    expect((await shell.console.units()).get("Hotline")).toMatchObject({ token, inactive: true });
    expect(shell.engine.state.get("hotline")?.outputs).toMatchObject({ platformNumbers });
});

test("what was half done can be read, and be deleted, before the next up", async () => {
    await done(acme({ active: false }));
    await refuse("POST", "/customers/{reseller}/{customer}");
    expect((await up(acme({ name: "Acme AG" }))).problem).toMatchObject({ during: "update" });
    expect((await shell.engine.refresh()).problem).toBeUndefined();
    await refuse("POST", "/customers/{reseller}/{customer}");
    expect((await up(acme({ name: "Acme AG" }))).problem).toMatchObject({ during: "update" });
    await refuse("DELETE", "/customers/{reseller}/{customer}");
    expect((await up(acme({ active: false }))).problem).toMatchObject({ during: "update" });
    expect((await shell.engine.destroy()).problem).toBeUndefined();
    expect(shell.engine.state.size).toBe(0);
});
