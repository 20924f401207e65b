/** Reading previews: in pieces of any size, and what is none. */
import fc from "fast-check";
import { review } from "../../../provider/review/index.js";
import { Splitter } from "../../../provider/review/preview/split.js";
import { inChunks, NOW, Unpacked } from "../../review/make.js";
import { previewOf, step } from "../../review/steps.js";

const text = (): string => Unpacked("everything-new").preview;
const read = (of: string, bytes?: number) => review(inChunks(of, bytes), { now: NOW });

test("a preview reads the same in pieces of any size", async () => {
    const whole = await read(text(), 1 << 20);
    for (const bytes of [1, 7, 4096]) expect((await read(text(), bytes)).findings).toEqual(whole.findings);
});

test("a preview reads the same however it is laid out", async () => {
    const compact = await read(text());
    const spread = await read(`\uFEFF${JSON.stringify(JSON.parse(text()), null, 3)}\n`);
    expect(spread.findings).toEqual(compact.findings);
});

test("a preview in the engine's own layout reads the same in pieces of any size", async () => {
    const compact = await read(text());
    const engine = JSON.stringify(JSON.parse(text()), null, 4);
    for (const bytes of [900, 30_000, 1 << 20]) expect((await read(engine, bytes)).findings).toEqual(compact.findings);
    // The same edge, but things end there that are no steps.
    const odd = engine.replace(/\n {12,}/g, "\n        ");
    expect((await read(odd, 1 << 20)).findings).toEqual(compact.findings);
});

test("texts that look like JSON split nothing", () => {
    fc.assert(
        fc.property(
            fc.array(fc.record({ text: fc.string(), "}],[{": fc.jsonValue() })),
            fc.integer({ min: 1, max: 40 }),
            fc.constantFrom(undefined, 1, 2, 4, 8),
            (elements, bytes, indent) => {
                const json = Buffer.from(JSON.stringify({ 'st\\"eps': "[{", steps: elements, last: { inner: [{}] } }, null, indent));
                const splitter = new Splitter();
                const found: unknown[] = [];
                const take = (all: ReturnType<Splitter["push"]>) => found.push(...all.map(({ key, value }) => [key, value]));
                for (let at = 0; at < json.length; at += bytes) take(splitter.push(json.subarray(at, at + bytes)));
                const { last, around } = splitter.end();
                take(last);
                expect(found).toEqual(elements.map((element) => ["steps", JSON.parse(JSON.stringify(element))]));
                expect(JSON.parse(around)).toMatchObject({ steps: elements.map((_element, at) => at), last: { inner: [{}] } });
            },
        ),
    );
});

test("a preview that ends in the middle is said to, wherever it ends", async () => {
    const engine = JSON.stringify(JSON.parse(text()), null, 4);
    for (const whole of [text(), engine]) {
        const edges = [...whole.matchAll(/[}\]",]/g)].map(({ index }) => index + 1).filter((at) => at < whole.lastIndexOf("}"));
        const some = edges.filter((_at, index) => index % Math.ceil(edges.length / 150) === 0);
        for (const at of [1, ...some, whole.lastIndexOf("}")])
            await expect(read(whole.slice(0, at), 5000)).rejects.toThrow("CVG621 The preview ends in the middle");
    }
});

test.each([
    ["nothing", ""],
    ["blanks", "  \n"],
    ["the plain preview", "Previewing update (dev):\n + cvg:Customer acme create\n"],
    ["another object", '{"resources": []}'],
    ["a list", "[1, 2]"],
    ["a number", "42"],
    ["steps that are no list", '{"steps": {"a": 1}, "changeSummary": {}}'],
    ["a step that is a number", '{"steps": [1], "changeSummary": {}}'],
    ["a step without a resource", '{"steps": [{"op": "update"}], "changeSummary": {}}'],
    ["a broken step", '{"steps": [{"op": ]}], "changeSummary": {}}'],
    ["text after the end", '{"steps": [], "changeSummary": {}} {"steps": []}'],
    ["a step of ours with a state that is none", previewOf([{ ...step("update", undefined, undefined), oldState: { inputs: "x" } }])],
])("%s is said to be no preview", async (_what, foreign) => {
    await expect(read(foreign)).rejects.toThrow(/^CVG620 This is no preview of Pulumi: /);
});

test("keys that mean something to JavaScript mean nothing", async () => {
    const hostile = previewOf([]).replace(
        '"steps":[]',
        `"steps":[${JSON.stringify(step("create", undefined, { type: "Customer", resource: "c", token: "t", inputs: { name: "C" } })).replace('"name":"C"', '"name":"C","__proto__":{"active":false},"constructor":1')}]`,
    );
    const { findings } = await read(hostile);
    expect(findings.map(({ kind }) => kind)).toEqual(["new-unit"]);
    expect(Object.hasOwn(Object.prototype, "active")).toBe(false);
});
