/** Steps are narrowed by hand, for speed. What is taken is what a shape would take. */
import fc from "fast-check";
import { z } from "zod";
import { readDiagnostics } from "../../../provider/review/preview/diagnostics.js";
import { readStep, type State as Taken } from "../../../provider/review/preview/step.js";

const Values = z.custom<Readonly<Record<string, unknown>>>((value) => typeof value === "object" && value !== null && !Array.isArray(value));
const Urns = z.array(z.string()).nullish();
const State = z.object({
    id: z.string().optional(),
    inputs: Values.default({}),
    outputs: z.object({ purgeAt: z.unknown() }).partial().default({}),
    propertyDependencies: z.object({ customer: Urns, account: Urns, scope: Urns }).nullish(),
    retainOnDelete: z.boolean().optional(),
    sourcePosition: z.string().optional(),
    stackTrace: z.array(z.unknown()).nullish(),
});
const Header = z.object({ op: z.string(), urn: z.string().startsWith("urn:pulumi:") });
const Step = Header.extend({ oldState: State.nullish(), newState: State.nullish(), detailedDiff: Values.nullish() });
const Same = Header.extend({ op: z.literal("same"), oldState: z.object({ id: z.string().optional() }).nullish(), newState: State });
const Diagnostic = z.object({ message: z.string(), severity: z.string().default("info"), urn: z.string().optional() });

/** What a review reads of a state; whatever else is in it may stay or go. */
function readOf(state: Partial<Taken> | undefined) {
    const { id, inputs, outputs, propertyDependencies: from, retainOnDelete, sourcePosition, stackTrace } = state ?? {};
    const dependencies = { customer: from?.customer, account: from?.account, scope: from?.scope };
    return { id, inputs, purgeAt: outputs?.purgeAt, dependencies, retainOnDelete, sourcePosition, stackTrace };
}

const OURS = "urn:pulumi:dev::test::pulumi-nodejs:dynamic/cvg:Project::hotline";

/** Mostly what belongs there, now and then anything else. */
const mostly = <T>(right: fc.Arbitrary<T>): fc.Arbitrary<unknown> =>
    fc.oneof(
        { weight: 12, arbitrary: right },
        { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 1 }) },
        { weight: 1, arbitrary: fc.constantFrom(null, undefined, [], {}, 0, "") },
    );
const urns = mostly(fc.array(mostly(fc.string()), { maxLength: 2 }));
const state = mostly(
    fc.record(
        {
            id: mostly(fc.string()),
            inputs: mostly(fc.record({ name: fc.string(), active: fc.boolean() }, { requiredKeys: [] })),
            outputs: mostly(fc.record({ purgeAt: fc.option(fc.string()) }, { requiredKeys: [] })),
            propertyDependencies: mostly(fc.record({ customer: urns, account: urns, scope: urns }, { requiredKeys: [] })),
            retainOnDelete: mostly(fc.boolean()),
            sourcePosition: mostly(fc.string()),
            stackTrace: mostly(fc.array(fc.jsonValue({ maxDepth: 1 }), { maxLength: 2 })),
        },
        { requiredKeys: [] },
    ),
);
const step = fc.record(
    {
        op: mostly(fc.constantFrom("same", "create", "update", "delete")),
        urn: mostly(fc.constant(OURS)),
        oldState: state,
        newState: state,
        detailedDiff: mostly(fc.dictionary(fc.string(), fc.constant({ kind: "update" }), { maxKeys: 2 })),
    },
    { requiredKeys: ["op", "urn"] },
);

test("a step is taken where a shape would take it, with what a review reads of it", () => {
    const seen = { taken: 0, refused: 0 };
    fc.assert(
        fc.property(step, (value) => {
            const same = Header.extend({ op: z.literal("same") }).safeParse(value).success;
            const shaped = (same ? Same : Step).safeParse(value);
            const read = readStep(value);
            seen[read === undefined ? "refused" : "taken"] += 1;
            expect(read !== undefined).toBe(shaped.success);
            if (!shaped.success || read?.type === undefined) return;
            const { oldState, newState } = shaped.data;
            const own = Step.safeParse(value);
            const expected = same
                ? { ...newState, id: newState?.id ?? oldState?.id }
                : own.success
                  ? (own.data.newState ?? undefined)
                  : undefined;
            expect(readOf(read.newState)).toEqual(readOf(expected));
            expect(read.op).toBe(shaped.data.op);
        }),
        { numRuns: 800 },
    );
    expect(seen.taken).toBeGreaterThan(50);
    expect(seen.refused).toBeGreaterThan(50);
});

test("a step of anybody else's resource is counted whatever its states are", () => {
    const other = { op: "update", urn: "urn:pulumi:dev::test::random:index/randomId:RandomId::id", oldState: 7, newState: "x" };
    expect(readStep(other)).toEqual({ op: "update", urn: other.urn, type: undefined, name: "id" });
});

test("a diagnostic is taken where a shape would take it", () => {
    const said = mostly(
        fc.record({ message: mostly(fc.string()), severity: mostly(fc.string()), urn: mostly(fc.string()) }, { requiredKeys: ["message"] }),
    );
    fc.assert(
        fc.property(said, (value) => {
            expect(readDiagnostics(value).length > 0).toBe(Diagnostic.safeParse(value).success);
        }),
        { numRuns: 300 },
    );
});

test("a review in the terminal, in Markdown or as JSON loads no library of shapes", async () => {
    jest.resetModules();
    jest.doMock("zod", () => {
        throw new Error("zod is loaded");
    });
    const { toJson, toMarkdown } = await import("../../../provider/review/renderers.js");
    const { review } = await import("../../../provider/review/index.js");
    async function* preview() {
        yield Buffer.from('{ "steps": [], "changeSummary": {} }');
    }
    const report = await review(preview(), { now: 0 });
    expect(toJson(report) + toMarkdown(report)).toContain("version");
    await expect(import("../../../provider/review/shapes.js")).rejects.toThrow("zod is loaded");
});
