/** The process that holds the provider starts often: what it loads before the first request is counted. */
const HEAVY = ["undici", "p-queue", "p-retry", "pg"];

test("no HTTP library is loaded before the first request", async () => {
    const loaded: string[] = [];
    for (const name of HEAVY) {
        jest.doMock(name, () => {
            loaded.push(name);
            return jest.requireActual(name);
        });
    }
    await jest.isolateModulesAsync(async () => {
        const { connect, parseConfiguration } = await import("../../../provider/gateway/index.js");
        const given: Readonly<Record<string, string>> = { endpoint: "http://127.0.0.1:9/api", reseller: "r", accessToken: "t" };
        const gateway = connect(
            parseConfiguration((key) => given[key], {}),
            { signal: AbortSignal.abort() },
        );
        expect(loaded).toEqual([]);
        await expect(gateway.read("customer", "c1")).rejects.toThrow("was not sent");
        expect(loaded.length).toBeGreaterThan(0);
        // Of PostgreSQL only where a budget is shared.
        expect(loaded).not.toContain("pg");
    });
});
