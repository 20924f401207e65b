/** What is no error reaches the engine as a message, in its order, and none is lost at the end of a run. */
import { tell } from "../../../provider/told.js";
import { engineOnGrpc } from "../../harness/engine-on-grpc.js";
import { unsealedProperties } from "../../harness/properties.js";
import { configurationOf, configured, openShell, QUIET, to } from "./shell.js";

const silent = (index: number) => ({
    name: `Acme ${index}`,
    ...tell({ by: `acme-${index}` }),
    privacy: { recordings: false, recordingRetention: "1 week" },
});

test("a retention without recordings is told as information, once for a resource, whatever it shows in later runs", async () => {
    await using shell = await openShell();
    const { provider } = shell;
    const { inputs } = await provider.check("urn", {}, to("customer", silent(1)));
    await provider.check("urn", inputs, to("customer", silent(1)));
    await provider.finish();
    expect(provider.messages.filter(({ text }) => text.startsWith("CVG106"))).toEqual([
        { severity: "info", urn: "", text: expect.stringMatching(/^CVG106 acme-1: recordingRetention has no effect/) },
    ]);
});

test("messages arrive in their order, also those of the last moment; the same of many units is said of a few, then of all together", async () => {
    await using shell = await openShell();
    const { provider } = shell;
    for (let index = 0; index < 400; index++) await provider.check("urn", {}, to("customer", silent(index)));
    await provider.finish();
    const about = provider.messages.filter(({ text, severity }) => severity !== "debug" && !text.startsWith("CVG116"));
    const told = about.map(({ text }) => /^CVG106 acme-\d+|400 units in all .*|\d+ reads/.exec(text)?.[0]);
    const named = "acme-0, acme-1, acme-2, acme-3, acme-4 and 395 more";
    expect(told).toEqual(["CVG106 acme-0", "CVG106 acme-1", "CVG106 acme-2", `400 units in all (${named}).`, "2 reads"]);
    const details = provider.messages.filter(({ text, severity }) => severity === "debug" && text.startsWith("CVG106"));
    expect(details.map(({ text }) => /acme-\d+/.exec(text)?.[0])).toEqual(Array.from({ length: 397 }, (_, index) => `acme-${index + 3}`));
    // Nobody waits for details beyond the first two hundred: they come together.
    expect(provider.messageRequests()).toBeGreaterThan(200);
    expect(provider.messageRequests()).toBeLessThan(250);
    expect(provider.printed()).toMatch(QUIET);
});

test("a deletion says until when it can be undone, and settings that are let go of are named", async () => {
    await using shell = await openShell();
    await shell.engine.up([{ type: "cvg:Customer", name: "acme", inputs: { name: "Acme", privacy: {} } }]);
    await shell.engine.up([{ type: "cvg:Customer", name: "acme", inputs: { name: "Acme" } }]);
    await shell.provider.finish();
    await using next = await configured(configurationOf(shell.sandbox));
    await engineOnGrpc(next, { state: shell.engine.state }).destroy();
    await next.finish();
    const texts = [...shell.provider.messages, ...next.messages].map(({ text }) => text);
    expect(texts).toContainEqual(expect.stringMatching(/settings of customer "Acme" .* no longer managed/));
    expect(texts).toContainEqual(expect.stringMatching(/customer "Acme" .* is inactive now\. .* until \d{4}-/));
});

test("of many deletions the first are told before they are answered, and of the others those of one moment together", async () => {
    await using shell = await openShell();
    const names = Array.from({ length: 60 }, (_, index) => `acme-${index}`);
    await shell.engine.up(names.map((name) => ({ type: "cvg:Customer", name, inputs: { name }, together: "all" })));
    await using next = await configured(configurationOf(shell.sandbox));
    const recorded = [...shell.engine.state];
    const told = (name: string) => next.messages.some(({ text, severity }) => severity === "info" && text.includes(`"${name}"`));
    const remove = async ([name, { id, outputs }]: (typeof recorded)[number]) => {
        await next.delete(id, name, unsealedProperties(outputs));
        return told(name);
    };
    for (const one of recorded.slice(0, 10)) expect([one[0], await remove(one)]).toEqual([one[0], true]);
    await Promise.all(recorded.slice(10).map(remove));
    await next.finish();
    const texts = next.messages.map(({ text }) => text);
    expect(texts.slice(0, -1)).toEqual(names.map(() => expect.stringMatching(/^CVG327 customer "acme-\d+" \S+ is inactive now\. [^\n]*$/)));
    expect(texts.at(-1)).toMatch(/^cvg: 2 reads and 60 writes/);
    expect(next.messageRequests()).toBeLessThan(40);
});
