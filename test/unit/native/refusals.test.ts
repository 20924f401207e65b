/** What the units of a tenant break is told on each of them, and the engine may have a unit checked more than once in a preview. */
import { engineClient } from "../../../provider/engine/engine-log.js";
import { hasPassed, passes, previewWhole } from "../../../provider/native/tenant/refusals.js";
import { type FakeEngine, startFakeEngine } from "../../harness/fake-engine.js";

let engine: FakeEngine;
beforeAll(async () => {
    engine = await startFakeEngine();
    process.argv.push(engine.address);
});
afterAll(async () => {
    (await engineClient()).close();
    process.argv.pop();
    engine.kill();
});

test("a unit that is checked twice, because it is to be replaced, says once what it breaks", async () => {
    const run = previewWhole("acme", ["urn:claims", "urn:hotline"], async () => {
        expect(passes("urn:hotline", ["CVG101 hotline: recordings"])).toBe(true);
        expect(passes("urn:hotline", ["CVG101 hotline: recordings", "CVG201 hotline: name"])).toBe(true);
        expect([hasPassed("urn:claims"), hasPassed("urn:hotline")]).toEqual([false, true]);
    });
    await expect(run).rejects.toThrow("pulumi-cvg: tenant acme breaks rules (see the other errors), so nothing of it was written.");
    expect(engine.messages).toEqual([
        { severity: "error", text: "CVG101 hotline: recordings", urn: "urn:hotline" },
        { severity: "error", text: "CVG201 hotline: name", urn: "urn:hotline" },
    ]);
    expect([passes("urn:hotline", ["CVG101 hotline: recordings"]), hasPassed("urn:hotline")]).toEqual([false, false]);
});
