/** A refresh answers inputs, too: what nobody changed is no difference, and what somebody changed has a name. */
import type { Declaration } from "../../harness/engine-on-grpc.js";
import { everyType } from "./programs.js";
import { openShell, type Shell } from "./shell.js";

let shell: Shell;
beforeAll(async () => {
    shell = await openShell();
    expect((await shell.engine.up(everyType)).problem).toBeUndefined();
});
afterAll(() => shell.close());

const isolated: Readonly<Record<string, readonly Declaration[]>> = {
    "a unit of every level and a policy": everyType,
    "a policy for the reseller": [
        ...everyType,
        { type: "cvg:PrivacyPolicy", name: "top", inputs: { scope: "reseller", dialogRetention: "1 week", storeDialogData: true } },
    ],
};

test.each(Object.entries(isolated))("after up and refresh of %s nothing is different", async (_name, program) => {
    expect((await shell.engine.up(program)).problem).toBeUndefined();
    const before = new Map(shell.engine.state);
    const refreshed = await shell.engine.refresh();
    expect(refreshed.problem).toBeUndefined();
    expect(refreshed.steps.filter(({ changed }) => changed.length > 0)).toEqual([]);
    for (const [name, state] of shell.engine.state) expect([name, state]).toEqual([name, before.get(name)]);
    expect((await shell.engine.preview(program)).plan).toEqual({});

    const writes = await shell.console.writes();
    expect((await shell.engine.up(program)).plan).toEqual({});
    expect(await shell.console.writes()).toBe(writes);
});

test("what was changed in the console is the only difference, under its name", async () => {
    await shell.engine.up(everyType);
    const path = `/project/${shell.sandbox.reseller}/${shell.engine.state.get("hotline")?.id}`;
    await shell.console.edit(path, (body) => ({ ...body, color: "green" }));
    const refreshed = await shell.engine.refresh();
    expect(refreshed.steps.filter(({ changed }) => changed.length > 0)).toEqual([{ name: "hotline", op: "refresh", changed: ["color"] }]);
    const preview = await shell.engine.preview(everyType);
    expect(preview.steps.filter(({ op }) => op !== "same")).toEqual([{ name: "hotline", op: "update", changed: ["color"] }]);
});
