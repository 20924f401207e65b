/** A unit that is not found is gone only where it was due to go; anything else may be a wrong configuration, and loses nothing. */
import { randomUUID } from "node:crypto";
import type { Run } from "../../harness/engine-on-grpc.js";
import { everyType } from "./programs.js";
import { configurationOf, configured, messageOf, openShell, QUIET, type Shell, to } from "./shell.js";

let shell: Shell;
beforeEach(async () => {
    shell = await openShell();
    expect((await shell.engine.up(everyType)).problem).toBeUndefined();
});
afterEach(() => shell.close());

const inactive = { type: "cvg:Customer", name: "ended", inputs: { name: "Ended", active: false } } as const;
const due = (days: number) => shell.console.control("POST", "/clock", { advance: `${days} days` });
const names = (): readonly string[] => [...shell.engine.state.keys()];

async function purged(): Promise<Run> {
    expect((await shell.engine.up([...everyType, inactive])).problem).toBeUndefined();
    await due(91);
    return await shell.engine.refresh();
}

test("a unit that was declared inactive and has been purged stays as it is, with a warning", async () => {
    const run = await purged();
    expect(run.problem).toBeUndefined();
    expect(run.messages).toContainEqual(
        expect.objectContaining({ severity: "warning", text: expect.stringMatching(/"Ended".*purged.*\n.*Remove it/) }),
    );
    expect(names()).toContain("ended");
    expect((await shell.engine.preview([...everyType, inactive])).plan).toEqual({});
    const again = { ...inactive, inputs: { name: "Ended", active: true } };
    expect((await shell.engine.preview([...everyType, again])).plan).toEqual({ ended: "replace" });
});

test("a unit that is declared active, was found inactive and has been purged since is gone, and the next up makes a new one", async () => {
    const active = { ...inactive, inputs: { name: "Ended" } };
    expect((await shell.engine.up([...everyType, active])).problem).toBeUndefined();
    await shell.console.delete(`/customers/${shell.sandbox.reseller}/${shell.engine.state.get("ended")?.id}`);
    expect((await shell.engine.refresh()).problem).toBeUndefined();
    await due(91);
    const run = await shell.engine.refresh();
    expect(run.plan).toMatchObject({ ended: "delete" });
    expect(run.messages).toContainEqual(expect.objectContaining({ severity: "warning", text: expect.stringMatching(/"Ended".*purged/) }));
    expect(names()).not.toContain("ended");
});

test("a unit that is missing but was not due is an error, and its state stays", async () => {
    const before = new Map(shell.engine.state);
    for (const [name, type] of [
        ["acme", "customer"],
        ["claims", "account"],
        ["hotline", "project"],
    ] as const) {
        const state = shell.engine.state.get(name);
        const lost = randomUUID();
        const message = await messageOf(shell.provider.read(lost, "urn", to(type, { ...state?.outputs })));
        expect(message).toMatch(new RegExp(`^CVG301 ${type} ".*" \\(${lost}\\) is not at the gateway`));
        expect(message).toContain("pulumi state delete");
    }
    expect(new Map(shell.engine.state)).toEqual(before);
});

test("of a unit that was in use nobody claims to know why it is missing; on the user's word all such units are forgotten at once", async () => {
    const state = shell.engine.state.get("acme");
    const lost = randomUUID();
    const message = await messageOf(shell.provider.read(lost, "urn", to("customer", { ...state?.outputs })));
    expect(message).toContain("nobody can tell from here");
    expect(message).not.toContain("not due to be purged");
    expect(message).toContain("CVG_MISSING=forget pulumi refresh");

    await using forgetful = await configured({ ...configurationOf(shell.sandbox), "cvg:missing": "forget" });
    expect((await forgetful.read(lost, "urn", to("customer", { ...state?.outputs }))).id).toBeUndefined();
    await forgetful.delete(lost, "urn", to("customer", { ...state?.outputs }));
    // What is there is not forgotten, and neither is what another reseller's stack made.
    expect(await forgetful.read(state?.id ?? "", "urn", to("customer", { ...state?.outputs }))).toMatchObject({ id: state?.id });
    const other = { ...state?.outputs, reseller: randomUUID() };
    expect(await messageOf(forgetful.read(lost, "urn", to("customer", other)))).toMatch(/^CVG302 /);
});

test("a unit that was inactive but not yet due is an error, too", async () => {
    const asleep = { name: "Asleep", active: false, purgeAt: new Date(Date.now() + 86_400_000).toISOString() };
    expect(await messageOf(shell.provider.read(randomUUID(), "urn", to("customer", asleep)))).toMatch(/^CVG301 /);
    expect(await messageOf(shell.provider.delete(randomUUID(), "urn", to("customer", asleep)))).toMatch(/^CVG301 /);
});

test("deleting what is purged is done", async () => {
    await purged();
    const past = { name: "Ended", active: false, purgeAt: "2001-01-01T00:00:00.000Z", reseller: shell.sandbox.reseller };
    await shell.provider.delete(randomUUID(), "urn", to("customer", past));
});

test("a policy whose unit is gone is gone with it, and says so", async () => {
    const policy = { ...shell.engine.state.get("sales-privacy")?.outputs };
    expect(await shell.provider.read(randomUUID(), "urn", to("privacy-policy", policy))).toMatchObject({ id: undefined });
    expect(shell.provider.messages).toContainEqual(
        expect.objectContaining({ severity: "warning", text: expect.stringMatching(/^CVG301 /) }),
    );
});

test("under another reseller nothing of this one is read, written or forgotten", async () => {
    await using other = await configured({ ...configurationOf(shell.sandbox), "cvg:reseller": randomUUID() });
    const [writes, before] = [await shell.console.writes(), new Map(shell.engine.state)];
    for (const { id, type, outputs } of shell.engine.state.values()) {
        const handler =
            ({ "cvg:Customer": "customer", "cvg:Account": "account", "cvg:Project": "project" } as const)[type] ?? "privacy-policy";
        const state = to(handler, outputs);
        for (const operation of [
            () => other.read(id, "urn", state),
            () => other.update(id, "urn", state, { ...state, name: "Renamed", dialogRetention: "10 minutes" }),
            ...(handler === "privacy-policy" ? [] : [() => other.delete(id, "urn", state)]),
        ])
            expect(await messageOf(operation())).toMatch(/^CVG302 .*belongs to reseller/);
    }
    expect(await shell.console.writes()).toBe(writes);
    expect(new Map(shell.engine.state)).toEqual(before);
    expect(other.printed()).toMatch(QUIET);
});
