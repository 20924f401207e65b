/** What travels back to the engine is what it can carry; what travels in may be anything. */
import type { Properties } from "../../harness/properties.js";
import { everyInput, everyType } from "./programs.js";
import { configurationOf, configured, HANDLERS, type Handler, openShell, QUIET, type Shell, to } from "./shell.js";

let shell: Shell;
beforeAll(async () => {
    shell = await openShell();
});
afterAll(async () => {
    const printed = shell.provider.printed();
    await shell.close();
    expect(printed).toMatch(QUIET);
});

test("null is kept as null, and what is undefined is not there", async () => {
    expect((await shell.engine.up(everyType)).problem).toBeUndefined();
    for (const name of ["acme", "claims", "hotline"]) expect(shell.engine.state.get(name)?.outputs).toHaveProperty("purgeAt", null);
    expect(shell.engine.state.get("sales")?.outputs).not.toHaveProperty("effective");
    expect((await shell.engine.refresh()).problem).toBeUndefined();
    for (const name of ["acme", "claims", "hotline"]) expect(shell.engine.state.get(name)?.outputs).toHaveProperty("purgeAt", null);
    expect(shell.engine.state.get("sales")?.inputs).not.toHaveProperty("decidedBy");
});

test("the day of the purge is text, also after a refresh", async () => {
    const acme = { type: "cvg:Customer", name: "sleeping", inputs: { name: "Sleeping", active: false } } as const;
    expect((await shell.engine.up([...everyType, acme])).problem).toBeUndefined();
    const purgeAt = shell.engine.state.get("sleeping")?.outputs.purgeAt;
    expect(purgeAt).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
    expect((await shell.engine.refresh()).problem).toBeUndefined();
    expect(shell.engine.state.get("sleeping")?.outputs.purgeAt).toBe(purgeAt);
});

test("what nobody manages can be read: all that is known of it, and nothing that is not", async () => {
    await using reader = await configured(configurationOf(shell.sandbox));
    for (const [name, handler] of [
        ["acme", "customer"],
        ["claims", "account"],
        ["hotline", "project"],
        ["sales-privacy", "privacy-policy"],
    ] as const) {
        const { id = "" } = shell.engine.state.get(name) ?? {};
        const found = await reader.read(id, "urn", to(handler, {}));
        expect(found.id).toBe(id);
        expect(found.inputs).not.toHaveProperty("decidedBy");
        expect(found.properties).toMatchObject({ ...found.inputs, reseller: shell.sandbox.reseller });
    }
});

const nested = (depth: number): unknown => (depth === 0 ? "deep" : { inner: nested(depth - 1) });
const odd: readonly unknown[] = [
    null,
    "",
    "\u0000\uFFFF",
    0,
    -0.5,
    1e308,
    true,
    [],
    [null],
    [[[]]],
    {},
    { "": "" },
    { __proto__x: 1 },
    JSON.parse('{"__proto__": {"polluted": true}}'),
    { atMost: { atMost: "1 day" } },
    { token: ["a list"] },
    "x".repeat(20_000),
    nested(40),
];

test.each(HANDLERS)("odd inputs of a %s are refused in words or accepted, and never without an answer", async (handler) => {
    const inputs: Properties = everyInput[handler]("somewhere");
    for (const key of [...Object.keys(inputs), "__by", "__above", "__level", "unheardOf"]) {
        for (const value of odd) {
            const { failures } = await shell.provider.check("urn", {}, to(handler, { ...inputs, [key]: value }));
            for (const { property, reason } of failures) expect([property, reason]).toEqual(["", expect.stringMatching(/^CVG\d{3} /)]);
        }
    }
});

const operations = {
    create: (handler: Handler, state: Properties) => shell.provider.create("urn", to(handler, state)),
    update: (handler: Handler, state: Properties) =>
        shell.provider.update("id", "urn", to(handler, state), to(handler, { ...state, name: "new" })),
    read: (handler: Handler, state: Properties) => shell.provider.read("id", "urn", to(handler, state)),
    delete: (handler: Handler, state: Properties) => shell.provider.delete("id", "urn", to(handler, state)),
    diff: (handler: Handler, state: Properties) => shell.provider.diff("id", "urn", to(handler, state), to(handler, {})),
};

test.each(Object.entries(operations))("a state that nobody understands is answered by %s, too", async (_name, operation) => {
    const states: readonly Properties[] = [
        {},
        ...odd.map((value) => ({
            name: value,
            active: value,
            privacy: value,
            effective: value,
            bot: value,
            scope: value,
            level: value,
            reseller: value,
        })),
    ];
    const answers = HANDLERS.flatMap((handler) => states.map((state) => operation(handler, state).catch((error: unknown) => error)));
    for (const answer of await Promise.all(answers)) if (answer instanceof Error) expect(answer.message).toMatch(/^CVG\d{3} /);
});
