/** Fields whose life is not one write of the body: a call of their own, another unit, or a block that begins and ends to be managed. */
import { tell } from "../../../provider/told.js";
import { type Declaration, type EngineOnGrpc, engineOnGrpc, type Operation } from "../../harness/engine-on-grpc.js";
import { isRecord, type Properties } from "../../harness/properties.js";
import type { ProviderProcess } from "../../harness/provider-process.js";
import { smallProject } from "../shell/programs.js";
import { configurationOf, configured, destroyed, QUIET, type Shell } from "../shell/shell.js";
import { differences, expectSettled, inputsOf } from "./field-life.js";
import { openTwoTenants, type TwoTenants } from "./two-tenants.js";

let shell: Shell;
let ids: TwoTenants["ids"];
let tenants: TwoTenants;
beforeAll(async () => {
    tenants = await openTwoTenants();
    ({ shell, ids } = tenants);
});
afterAll(() => tenants.close());

const UNITS = ["customer", "account", "project"] as const;
type Unit = (typeof UNITS)[number];
const TYPES = { customer: "cvg:Customer", account: "cvg:Account", project: "cvg:Project" } as const;
const PATHS = { customer: "customers", account: "account", project: "project" } as const;

const base = (unit: Unit): Properties =>
    ({
        customer: { name: "Eins" },
        account: { name: "Eins", customer: ids.acme },
        project: smallProject(ids.claims, { platformNumbers: ["+49307000"], color: "red" }),
    })[unit];
const declared = (unit: Unit, more: Properties = {}): readonly Declaration[] => [
    { type: TYPES[unit], name: "one", inputs: { ...base(unit), ...more, ...tell({ by: "one" }) } },
];
const one = declared;
const idOf = (engine: EngineOnGrpc): string => engine.state.get("one")?.id ?? "";
const bodyOf = (unit: Unit, engine: EngineOnGrpc) => shell.console.get(`/${PATHS[unit]}/${shell.sandbox.reseller}/${idOf(engine)}`);

/** The requests that write, by kind. */
async function writesOf(run: () => Promise<void>): Promise<Readonly<Record<string, number>>> {
    const before = await shell.console.counts();
    await run();
    const after = Object.entries(await shell.console.counts()).map(([kind, times]) => [kind, times - (before[kind] ?? 0)] as const);
    return Object.fromEntries(after.filter(([kind, times]) => times > 0 && !kind.startsWith("GET ") && kind !== "POST token"));
}

/** A preview and an update with these differences. */
async function expectStep(engine: EngineOnGrpc, program: readonly Declaration[], op: Operation, places: readonly string[]): Promise<void> {
    const preview = await engine.preview(program);
    expect({ plan: preview.plan, problem: preview.problem }).toEqual({ plan: { one: op }, problem: undefined });
    const before = inputsOf(engine, "one");
    const run = await engine.up(program);
    expect({ plan: run.plan, problem: run.problem }).toEqual({ plan: { one: op }, problem: undefined });
    expect([...differences(before, inputsOf(engine, "one"))].sort()).toEqual([...places].sort());
}

/** What the first look of a new process finds: what a refresh reads of the tree is as old as its process. */
async function anew<T>(engine: EngineOnGrpc, look: (engine: EngineOnGrpc, provider: ProviderProcess) => Promise<T>): Promise<T> {
    await using provider = await configured(configurationOf(shell.sandbox));
    const result = await look(engineOnGrpc(provider, { state: engine.state }), provider);
    expect(provider.printed()).toMatch(QUIET);
    return result;
}

describe.each(UNITS)("active of a %s", (unit) => {
    const route = {
        customer: "/customers/{reseller}/{customer}",
        account: "/account/{reseller}/{account}",
        project: "/project/{reseller}/{project}",
    }[unit];
    const restore = `/${unit}restore`;

    test("is set, changed, read back, repaired when it drifts either way, and removed, each in calls of its own", async () => {
        const engine = engineOnGrpc(shell.provider);
        const inactive = async () => (await bodyOf(unit, engine)).inactive;
        expect((await engine.up(one(unit))).problem).toBeUndefined();
        await expectSettled(engine, one(unit));

        const off = one(unit, { active: false });
        expect(await writesOf(() => expectStep(engine, off, "update", ["active"]))).toEqual({ [`DELETE ${route}`]: 1 });
        expect(await inactive()).toBe(true);
        await expectSettled(engine, off);

        await shell.console.post(`${restore}/${shell.sandbox.reseller}/${idOf(engine)}`, {});
        await engine.refresh();
        const lost = unit === "project" ? ["platformNumbers"] : [];
        expect(await writesOf(() => expectStep(engine, off, "update", ["active", ...lost]))).toEqual({ [`DELETE ${route}`]: 1 });
        await expectSettled(engine, off);

        // A project that comes back has no numbers: they are written again.
        const again = { [`POST ${restore}/{reseller}/{token}`]: 1, ...(unit === "project" ? { [`POST ${route}`]: 1 } : {}) };
        const on = one(unit, { active: true });
        expect(await writesOf(() => expectStep(engine, on, "update", ["active"]))).toEqual(again);
        expect(await inactive()).toBe(false);
        if (unit === "project") expect(await bodyOf(unit, engine)).toMatchObject({ platformNumbers: ["+49307000"] });
        await expectSettled(engine, on);

        await shell.console.delete(`/${PATHS[unit]}/${shell.sandbox.reseller}/${idOf(engine)}`);
        await engine.refresh();
        expect(inputsOf(engine, "one").active).toBe(false);
        expect(await writesOf(() => expectStep(engine, on, "update", ["active", ...lost].sort()))).toEqual(again);
        await expectSettled(engine, on);

        expect((await engine.up(off)).problem).toBeUndefined();
        expect(await writesOf(() => expectStep(engine, one(unit), "update", ["active"]))).toEqual(again);
        await expectSettled(engine, one(unit));
        expect((await destroyed(shell, engine)).problem).toBeUndefined();
    });

    test("what changes while it is inactive is written when it comes back", async () => {
        const engine = engineOnGrpc(shell.provider);
        // In one process, a second resource "one" would be one that replaces the first, and a project's numbers would still be with that.
        const numbers = unit === "project" ? { platformNumbers: ["+49307001"] } : {};
        const one = (unit: Unit, more: Properties = {}) => declared(unit, { ...numbers, ...more });
        expect((await engine.up(one(unit, { active: false }))).problem).toBeUndefined();
        await expectSettled(engine, one(unit, { active: false }));
        const renamed = one(unit, { active: false, name: "Zwei" });
        expect(await writesOf(() => expectStep(engine, renamed, "update", ["name"]))).toEqual({});
        expect((await engine.preview(renamed)).plan).toEqual({});
        await expectStep(engine, one(unit, { active: true, name: "Zwei" }), "update", ["active"]);
        expect(await bodyOf(unit, engine)).toMatchObject({ [`${unit}Name`]: "Zwei", inactive: false });
        await expectSettled(engine, one(unit, { name: "Zwei" }));
        expect((await destroyed(shell, engine)).problem).toBeUndefined();
    });
});

test.each(UNITS)("privacy of a %s is one write when it begins and when it changes, and none when it is no longer managed", async (unit) => {
    const engine = engineOnGrpc(shell.provider);
    const more = unit === "project" ? { platformNumbers: [] } : {};
    const program = (privacy?: Properties) => one(unit, { ...more, ...(privacy === undefined ? {} : { privacy }) });
    const settings = async () => (await bodyOf(unit, engine)).commonConfiguration;
    const writes = async (run: () => Promise<void>) => Object.values(await writesOf(run));
    expect((await engine.up(program())).problem).toBeUndefined();

    const first = { recordings: false, dialogRetention: "1 day" };
    expect(await writes(() => expectStep(engine, program(first), "update", ["privacy"]))).toEqual([1]);
    expect(await settings()).toMatchObject({ allowRecordings: false, maxDialogRetentionTime: 86_400_000, storeDialogData: true });
    await expectSettled(engine, program(first));

    const second = { recordings: true, dialogRetention: "1 hour", storeDialogData: false };
    const places = ["privacy.recordings", "privacy.dialogRetention", "privacy.storeDialogData"];
    expect(await writes(() => expectStep(engine, program(second), "update", places))).toEqual([1]);
    const written = await settings();
    expect(written).toMatchObject({ allowRecordings: true, maxDialogRetentionTime: 3_600_000, storeDialogData: false });
    await expectSettled(engine, program(second));

    const path = `/${PATHS[unit]}/${shell.sandbox.reseller}/${idOf(engine)}`;
    await shell.console.edit(path, (body) => ({
        ...body,
        commonConfiguration: { ...(isRecord(written) ? written : {}), allowRecordings: false, storeDialogData: true },
    }));
    await engine.refresh();
    const drifted = ["privacy.recordings", "privacy.storeDialogData"];
    expect(await writes(() => expectStep(engine, program(second), "update", drifted))).toEqual([1]);
    expect(await settings()).toEqual(written);
    await expectSettled(engine, program(second));

    expect(await writes(() => expectStep(engine, program(), "update", ["privacy"]))).toEqual([]);
    expect(await settings()).toEqual(written);
    await expectSettled(engine, program());
});

test("account of a project is moved in place, and moved back when somebody moved it", async () => {
    const engine = engineOnGrpc(shell.provider);
    const move = { "POST /project/{reseller}/{project}/move": 1 };
    const [here, there] = [one("project", { account: ids.claims }), one("project", { account: ids.sales })];
    expect((await engine.up(here)).problem).toBeUndefined();
    const token = idOf(engine);
    expect(await writesOf(() => expectStep(engine, there, "update", ["account"]))).toEqual(move);
    expect(idOf(engine)).toBe(token);
    const repaired = await anew(engine, async (later) => {
        await expectSettled(later, there);
        return later;
    });

    const path = `/project/${shell.sandbox.reseller}/${token}/move`;
    await shell.console.post(path, { customerToken: ids.acme, accountToken: ids.claims });
    await anew(repaired, async (later) => {
        expect((await later.refresh()).steps).toEqual([{ name: "one", op: "refresh", changed: ["account"] }]);
        expect(await writesOf(() => expectStep(later, there, "update", ["account"]))).toEqual(move);
        await anew(later, (latest) => expectSettled(latest, there));
        expect((await destroyed(shell, later)).problem).toBeUndefined();
    });
});

test("a project moves to an account that is made in the same run", async () => {
    const customer: Declaration = { type: "cvg:Customer", name: "acme", inputs: { name: "Neu", privacy: {}, ...tell({ by: "acme" }) } };
    const accounts = ["a", "b"].map(
        (name): Declaration => ({
            type: "cvg:Account",
            name,
            inputs: (declared) => ({ name, customer: declared("acme").id, privacy: {}, ...tell({ by: name }) }),
        }),
    );
    const project = (account: string): Declaration => ({
        type: "cvg:Project",
        name: "one",
        inputs: (declared) => ({ ...smallProject(declared(account).id), ...tell({ by: "one" }) }),
    });
    await anew(engineOnGrpc(shell.provider), async (engine) => {
        expect((await engine.up([customer, ...accounts.slice(0, 1), project("a")])).problem).toBeUndefined();
        const run = await engine.up([customer, ...accounts, project("b")]);
        expect({ problem: run.problem, plan: run.plan }).toEqual({ problem: undefined, plan: { b: "create", one: "update" } });
    });
});

test("customer of an account makes a new account", async () => {
    const engine = engineOnGrpc(shell.provider);
    expect((await engine.up(one("account"))).problem).toBeUndefined();
    const token = idOf(engine);
    const elsewhere = one("account", { customer: ids.other });
    expect(await writesOf(() => expectStep(engine, elsewhere, "replace", ["customer"]))).toEqual({
        "POST /accounts/{reseller}/{customer}": 1,
        "DELETE /account/{reseller}/{account}": 1,
    });
    expect(idOf(engine)).not.toBe(token);
    expect(await bodyOf("account", engine)).toMatchObject({ customerToken: ids.other, customerName: "Other" });
    await anew(engine, (later) => expectSettled(later, elsewhere));
});

test("scope of a policy makes it another policy, and leaves the settings of the unit that it was for", async () => {
    const engine = engineOnGrpc(shell.provider);
    const policy = (scope: string): readonly Declaration[] => [
        { type: "cvg:PrivacyPolicy", name: "one", inputs: { scope, recordings: false, ...tell({ by: "one" }) } },
    ];
    const recordings = async (account: string) =>
        (await shell.console.get(`/account/${shell.sandbox.reseller}/${account}`)).commonConfiguration;
    expect((await engine.up(policy(ids.claims))).problem).toBeUndefined();
    expect(idOf(engine)).toBe(ids.claims);
    const write = { "POST /account/{reseller}/{account}": 1 };
    expect(await writesOf(() => expectStep(engine, policy(ids.sales), "replace", ["scope"]))).toEqual(write);
    expect(idOf(engine)).toBe(ids.sales);
    expect(await recordings(ids.claims)).toMatchObject({ allowRecordings: false });
    expect(await recordings(ids.sales)).toMatchObject({ allowRecordings: false });
    await expectSettled(engine, policy(ids.sales));
});
