/** The reason beside settings: kept in state, and nothing else comes of it. */
import type { Declaration, Run } from "../../harness/engine-on-grpc.js";
import { customer } from "../../harness/tenant-program.js";
import { fine } from "../life/life.js";
import { tenantBeforeEach } from "./before-each.js";
import { policyOf, unitNamed } from "./tenant-in-console.js";

const at = tenantBeforeEach();

const SETTINGS = { dialogRetention: "1 day" };
const reasonsInState = () => ({
    inline: at.stack.state.get("globex")?.outputs.privacy,
    policy: at.stack.state.get("hotline")?.outputs.because,
});
const consequences = ({ messages }: Run) => messages.filter(({ severity }) => severity !== "debug").map(({ text }) => text);

/** A customer with settings inline, and a policy. */
const program = (reason: object, active = true): readonly Declaration[] => {
    const { inputs, ...unit } = customer("globex", { ...SETTINGS, ...reason });
    return [
        { ...unit, inputs: (lookUp) => ({ ...(typeof inputs === "function" ? inputs(lookUp) : inputs), active }) },
        policyOf("hotline", at.tenant.project, { ...SETTINGS, ...reason }),
    ];
};

async function up(reason: object, active = true): Promise<Run> {
    let run: Run | undefined;
    await at.stack.phase(async (engine) => {
        run = await fine(engine.up(program(reason, active)));
    });
    if (run === undefined) throw new Error("nothing ran");
    return run;
}

test("is kept in state as written, and a preview, an up and a refresh after it change nothing", async () => {
    await up({ because: "DSFA 2026-14" });
    expect(reasonsInState()).toEqual({ inline: { ...SETTINGS, because: "DSFA 2026-14" }, policy: "DSFA 2026-14" });
    await at.stack.phase(async (engine) => {
        expect((await fine(engine.preview(program({ because: "DSFA 2026-14" })))).plan).toEqual({});
        const { steps } = await fine(engine.refresh());
        expect(steps.map(({ name, changed }) => [name, changed])).toEqual([
            ["globex", []],
            ["hotline", []],
        ]);
    });
    expect(reasonsInState()).toEqual({ inline: { ...SETTINGS, because: "DSFA 2026-14" }, policy: "DSFA 2026-14" });
    expect((await unitNamed(at.stack.console, "globex")).stored).not.toHaveProperty("because");
});

test.each([
    ["is given later", {}, { because: "DSFA 2026-14" }],
    ["becomes another", { because: "DSFA 2026-14" }, { because: "DSFA 2027-02" }],
    ["is taken out", { because: "DSFA 2026-14" }, {}],
])("a reason that %s is an update that writes nothing to the gateway and has no consequence", async (_, before, after) => {
    await up(before);
    const writes = await at.stack.console.writes();
    await at.stack.phase(async (engine) => {
        const preview = await fine(engine.preview(program(after)));
        expect({ plan: preview.plan, says: consequences(preview) }).toEqual({ plan: { globex: "update", hotline: "update" }, says: [] });
    });
    const run = await up(after);
    expect({ plan: run.plan, says: consequences(run) }).toEqual({ plan: { globex: "update", hotline: "update" }, says: [] });
    expect(await at.stack.console.writes()).toBe(writes);
    expect(reasonsInState()).toEqual({ inline: { ...SETTINGS, ...after }, policy: Object.values(after)[0] });
    await at.stack.phase(async (engine) => expect((await fine(engine.preview(program(after)))).plan).toEqual({}));
});

test("a setting that changes together with its reason is written", async () => {
    await up({ because: "DSFA 2026-14" });
    await up({ because: "DSFA 2027-02", dialogRetention: "1 hour" });
    for (const name of ["globex", "Hotline"])
        expect((await unitNamed(at.stack.console, name)).stored).toMatchObject({ maxDialogRetentionTime: 3_600_000 });
});

test("at an inactive unit nothing waits for it", async () => {
    await up({});
    await up({}, false);
    const run = await up({ because: "DSFA 2026-14" }, false);
    expect(consequences(run).filter((text) => text.includes("CVG317"))).toEqual([]);
    expect(at.stack.state.get("globex")?.outputs).not.toHaveProperty("pending");
    expect(reasonsInState().inline).toEqual({ ...SETTINGS, because: "DSFA 2026-14" });
});

test.each([
    ["nothing", ""],
    ["blanks", "  "],
    ["201 characters", "x".repeat(201)],
    ["a line break", "DSFA\n2026-14"],
    ["a number", 14],
])("of %s is refused where it stands", async (_, because) => {
    await at.stack.phase(async (engine) => {
        const refused = async (declaration: Declaration) => (await engine.preview([declaration])).problem?.reasons;
        const [inline, ofPolicy] = await Promise.all(program({ because }).map(refused));
        const takes = "It takes a reason: 1 to 200 characters, without control characters.";
        expect(inline).toEqual([expect.stringMatching(/^CVG201 globex: privacy\.because does not take /)]);
        expect(ofPolicy).toEqual([expect.stringMatching(/^CVG201 hotline: because does not take /)]);
        expect([inline, ofPolicy].flat().map((text) => text?.includes(takes))).toEqual([true, true]);
    });
});
