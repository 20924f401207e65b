/** The process that holds the provider starts often: what it loads before the first request is counted, and what it loads for it. */
import { startSandbox } from "../../../provider/sandbox/index.js";

const LEAN = "undici/lib/dispatcher/agent.js";
const HEAVY = ["undici", LEAN, "p-queue", "p-retry", "pg"];

/** What was asked for meanwhile, of these packages. */
function watched(names: readonly string[]): readonly string[] {
    const loaded: string[] = [];
    for (const name of names) {
        jest.doMock(name, () => {
            loaded.push(name);
            return jest.requireActual(name);
        });
    }
    return loaded;
}

/** A client for an embedded gateway, or for whatever else these settings name. */
async function connected(given: Readonly<Record<string, unknown>>, signal: AbortSignal) {
    const { connect, parseConfiguration } = await import("../../../provider/gateway/index.js");
    const settingOf = (key: string): string | undefined => (typeof given[key] === "string" ? given[key] : undefined);
    return connect(parseConfiguration(settingOf, {}), { signal });
}

afterEach(() => {
    for (const name of HEAVY) jest.dontMock(name);
});

test("no HTTP library is loaded before the first request, nor in a run that has been stopped", async () => {
    const loaded = watched(HEAVY);
    await jest.isolateModulesAsync(async () => {
        const nowhere = { endpoint: "http://127.0.0.1:9/api", reseller: "r", accessToken: "t" };
        const gateway = await connected(nowhere, AbortSignal.abort());
        expect(loaded).toEqual([]);
        await expect(gateway.read("customer", "c1")).rejects.toThrow("was not sent");
        expect(loaded).toEqual([]);
    });
});

test("a request loads the parts of undici that it takes, and not a browser's fetch", async () => {
    await using sandbox = await startSandbox();
    const loaded = watched(HEAVY);
    await jest.isolateModulesAsync(async () => {
        const gateway = await connected({ ...sandbox }, new AbortController().signal);
        expect((await gateway.tree()).reseller.token).toBe(sandbox.reseller);
        // What repeats is loaded with the first failure, and PostgreSQL's client where a budget is shared.
        expect([...loaded].sort()).toEqual(["p-queue", LEAN]);
    });
});

test("an undici that has its files elsewhere is loaded whole, and asks the same", async () => {
    await using sandbox = await startSandbox();
    const loaded = watched(["undici"]);
    let isThere = false;
    jest.doMock(LEAN, () => {
        // The whole asks for the same file by its own path: that one is there.
        if (isThere) return jest.requireActual(LEAN);
        isThere = true;
        throw new Error("there is no such file");
    });
    await jest.isolateModulesAsync(async () => {
        const gateway = await connected({ ...sandbox }, new AbortController().signal);
        expect((await gateway.tree()).reseller.token).toBe(sandbox.reseller);
        expect(loaded).toContain("undici");
    });
});
