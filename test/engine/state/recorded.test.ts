/** A stack of an earlier version of the package is read by today's: nothing is left to do, and nothing is lost. */
import { startSandbox } from "../../../provider/sandbox/index.js";
import { isSealed } from "../../harness/properties.js";
import { fine, openStack } from "../life/life.js";
import { declarations } from "../stories/program.js";
import { EVERY_TYPE } from "./every-type.js";
import { record } from "./record.js";
import { replant } from "./recorded.js";

/** Add the version to this list when a migration is added, with its recorded stack beside it. */
const VERSIONS = [1];

test.each(VERSIONS)("a stack that version %i of the format recorded needs no change: preview and refresh are empty", async (version) => {
    await using sandbox = await startSandbox();
    const stack = await openStack(sandbox);
    const recorded = await replant(version, stack.console, sandbox.reseller);
    stack.bringBack(recorded);
    const program = declarations(EVERY_TYPE);
    const before = await stack.console.writes();
    await stack.phase(async (engine) => {
        const preview = await fine(engine.preview(program));
        expect(preview.steps.map(({ name, op }) => [name, op])).toEqual(EVERY_TYPE.map(({ by }) => [by, "same"]));
        expect(preview.messages.filter(({ severity }) => severity !== "info" && severity !== "debug")).toEqual([]);
        const refresh = await fine(engine.refresh());
        expect(refresh.steps).toEqual(EVERY_TYPE.map(({ by }) => ({ name: by, op: "refresh", changed: [] })));
        expect((await fine(engine.preview(program))).plan).toEqual({});
    });
    expect((await stack.console.writes()) - before).toBe(0);
    for (const [name, { id }] of stack.state) expect({ name, id }).toEqual({ name, id: recorded.get(name)?.id });
});

test("the recorded stack holds a resource of every type, and its secrets are sealed", async () => {
    await using sandbox = await startSandbox();
    const { console } = await openStack(sandbox);
    const recorded = await replant(1, console, sandbox.reseller);
    expect(new Set([...recorded.values()].map(({ type }) => type))).toEqual(
        new Set(["cvg:PrivacyPolicy", "cvg:Customer", "cvg:Account", "cvg:Project"]),
    );
    for (const { inputs, outputs } of recorded.values()) {
        expect(outputs.schema).toBe(1);
        for (const bot of [inputs.bot, outputs.bot]) {
            const secrets = Object.entries(Object(bot)).filter(([key]) => key === "token" || key === "serviceAccountKey");
            expect(secrets.every(([, value]) => isSealed(value))).toBe(true);
        }
    }
});

test("the format of today is the last that was recorded: who changes it adds a migration, and a recorded stack", async () => {
    await using sandbox = await startSandbox();
    const today = await record(sandbox);
    const { console } = await openStack(sandbox);
    await using other = await startSandbox();
    const recorded = await replant(VERSIONS.length, (await openStack(other)).console, other.reseller);
    expect((await console.everyUnit()).length).toBe(EVERY_TYPE.length);
    const fields = (resources: Iterable<{ readonly name: string; readonly inputs: object; readonly outputs: object }>) =>
        Object.fromEntries(
            [...resources].map(({ name, inputs, outputs }) => [name, [Object.keys(inputs).sort(), Object.keys(outputs).sort()]]),
        );
    expect(fields(today.resources)).toEqual(fields(recorded.values()));
});
