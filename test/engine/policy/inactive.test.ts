/** Settings of a unit that is inactive: nothing is written until it is active, and then it is. */
import { tell } from "../../../provider/told.js";
import type { Declaration, Run } from "../../harness/engine-on-grpc.js";
import { customer } from "../../harness/tenant-program.js";
import { fine } from "../life/life.js";
import { tenantBeforeEach } from "./before-each.js";
import { bare, policy } from "./stories.js";
import { policyOf, unitNamed } from "./tenant-in-console.js";

const at = tenantBeforeEach();

const waits = ({ messages }: Run) => messages.filter(({ text }) => text.startsWith("CVG114")).map(({ text }) => text);
const path = () => `/project/${at.sandbox.reseller}/${at.tenant.project}`;
const hotline = (settings = {}) => [policyOf("hotline", at.tenant.project, { dialogRetention: "1 day", ...settings })];

test("they wait, say so, are no drift, and are written by the first update that finds it active", async () => {
    const { console } = at.stack;
    await console.delete(path());
    const writes = await console.writes();
    const waiting = `CVG114 hotline: project "Hotline" (${at.tenant.project}) is inactive, so its settings are written as soon as it is active again.`;
    await at.stack.phase(async (engine) => {
        const preview = await fine(engine.preview(hotline()));
        expect({ plan: preview.plan, waits: waits(preview) }).toEqual({ plan: { hotline: "create" }, waits: [waiting] });
        await fine(engine.up(hotline()));
    });
    expect(at.stack.state.get("hotline")?.outputs.pending).toBe(true);
    await at.stack.phase(async (engine) => {
        expect((await fine(engine.refresh())).steps).toEqual([{ name: "hotline", op: "refresh", changed: [] }]);
        const preview = await fine(engine.preview(hotline()));
        expect({ plan: preview.plan, waits: waits(preview) }).toEqual({ plan: {}, waits: [waiting] });
    });
    expect(await console.writes()).toBe(writes);

    await console.post(`/projectrestore/${at.sandbox.reseller}/${at.tenant.project}`, undefined);
    await at.stack.phase(async (engine) => {
        expect((await fine(engine.preview(hotline()))).plan).toEqual({ hotline: "update" });
        await fine(engine.up(hotline()));
    });
    expect((await unitNamed(console, "Hotline")).stored).toMatchObject({ maxDialogRetentionTime: 86_400_000 });
    await at.stack.phase(async (engine) => {
        expect((await fine(engine.preview(hotline()))).plan).toEqual({});
        expect((await fine(engine.refresh())).steps).toEqual([{ name: "hotline", op: "refresh", changed: [] }]);
    });
    expect(at.stack.state.get("hotline")?.outputs).not.toHaveProperty("pending");
});

test("after a refresh that finds the unit active, what it has is drift, and is repaired", async () => {
    await at.stack.console.delete(path());
    await at.stack.phase(async (engine) => void (await fine(engine.up(hotline()))));
    await at.stack.console.post(`/projectrestore/${at.sandbox.reseller}/${at.tenant.project}`, undefined);
    await at.stack.phase(async (engine) => {
        const [found] = (await fine(engine.refresh())).steps;
        expect(found?.changed).toEqual(expect.arrayContaining(["dialogRetention", "pending"]));
        expect((await fine(engine.up(hotline()))).plan).toEqual({ hotline: "update" });
    });
    expect((await unitNamed(at.stack.console, "Hotline")).stored).toMatchObject({ maxDialogRetentionTime: 86_400_000 });
});

test("what was written before the unit became inactive waits for nothing", async () => {
    await at.stack.phase(async (engine) => void (await fine(engine.up(hotline()))));
    await at.stack.console.delete(path());
    await at.stack.phase(async (engine) => {
        const preview = await fine(engine.preview(hotline()));
        expect({ plan: preview.plan, waits: waits(preview) }).toEqual({ plan: {}, waits: [] });
        expect((await fine(engine.refresh())).steps).toEqual([{ name: "hotline", op: "refresh", changed: [] }]);
    });
});

test("a unit that became inactive unnoticed refuses a change, which then waits", async () => {
    const program = (active: boolean, dialogRetention: string): readonly Declaration[] => {
        const { inputs, ...unit } = bare(customer("globex", {}));
        const globex: Declaration = {
            ...unit,
            inputs: (lookUp) => ({ ...(typeof inputs === "function" ? inputs(lookUp) : inputs), active }),
        };
        const { inputs: settings, ...rest } = policy("customer", "globex", { dialogRetention });
        return [
            globex,
            { ...rest, inputs: (lookUp) => ({ ...(typeof settings === "function" ? settings(lookUp) : settings), ...tell({ active }) }) },
        ];
    };
    await at.stack.phase(async (engine) => void (await fine(engine.up(program(true, "1 day")))));
    const token = at.stack.state.get("globex")?.id ?? "";
    await at.stack.console.delete(`/customers/${at.sandbox.reseller}/${token}`);
    await at.stack.phase(async (engine) => {
        const run = await fine(engine.up(program(true, "1 hour")));
        expect(waits(run)).toEqual([
            `CVG114 customer "globex" (${token}) is inactive, so its settings are written as soon as it is active again.`,
        ]);
    });
    // Refresh finds the unit inactive; the update that makes it active again comes before its policy, in the same run.
    await at.stack.phase(async (engine) => {
        await fine(engine.refresh());
        expect((await fine(engine.preview(program(true, "1 hour")))).plan).toEqual({ globex: "update", "globex-privacy": "update" });
        expect((await fine(engine.up(program(true, "1 hour")))).plan).toEqual({ globex: "update", "globex-privacy": "update" });
    });
    expect(await unitNamed(at.stack.console, "globex")).toMatchObject({ inactive: false, stored: { maxDialogRetentionTime: 3_600_000 } });

    // Made inactive and changed in one program, and taken back in one program.
    await at.stack.phase(async (engine) => {
        const run = await fine(engine.up(program(false, "1 day")));
        expect(waits(run)).toHaveLength(1);
    });
    await at.stack.phase(async (engine) => void (await fine(engine.up(program(true, "1 day")))));
    expect(await unitNamed(at.stack.console, "globex")).toMatchObject({ inactive: false, stored: { maxDialogRetentionTime: 86_400_000 } });
    await at.stack.phase(async (engine) => expect((await fine(engine.preview(program(true, "1 day")))).plan).toEqual({}));
});
