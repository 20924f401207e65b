/** What a stopped run still does: nothing. */
import { connect } from "../../../provider/gateway/index.js";
import { acme, failure, json, type Loopback, loopback, RESELLER, refusal } from "./loopback.js";

let server: Loopback;
const warnings: Error[] = [];
const note = (warning: Error) => void warnings.push(warning);
beforeEach(() => void process.on("warning", note));
afterEach(async () => {
    process.off("warning", note);
    await server.close();
});
const arrived = async (count: number) => {
    while (server.seen.length < count) await new Promise((resolve) => setTimeout(resolve, 1));
};

test("nothing is sent after the stop: neither what comes, nor what queues, nor what waits to be repeated", async () => {
    const engine = new AbortController();
    server = await loopback(({ path }) => (path.endsWith("/unwell") ? refusal(503, "UNAVAILABLE") : "hang"));
    const gateway = connect(server.configuration({ maxConcurrency: 2 }), { signal: engine.signal });
    const repeating = failure(gateway.read("customer", "unwell"));
    await arrived(1);
    const hanging = failure(gateway.read("customer", "hangs"));
    const sentCreate = failure(gateway.create("customer", RESELLER, { customerName: "Sent" }));
    await arrived(3);
    const queued = Array.from({ length: 50 }, () => failure(gateway.create("customer", RESELLER, { customerName: "Queued" })));
    engine.abort();
    expect((await repeating).message).toContain("CVG503");
    expect((await hanging).message).toMatch(/^CVG503 customer hangs: .* was broken off, because the run has been stopped/);
    expect((await sentCreate).message).toMatch(/^CVG505 It may have been created: new customer "Sent"/);
    for (const error of await Promise.all(queued))
        expect(error.message).toMatch(/^CVG503 new customer "Queued" .* was not sent, because the run has been stopped/);
    const late = await failure(gateway.create("customer", RESELLER, { customerName: "Late" }));
    expect(late.message).toContain("was not sent");
    expect(server.seen).toHaveLength(3);
    expect(gateway.requests().get("POST /customers/{reseller}")).toBe(1);
    await gateway.close();
    expect(warnings).toEqual([]);
});

test("a stop while all requests pause ends them at once", async () => {
    const engine = new AbortController();
    server = await loopback(() => refusal(429, "TOO_MANY_REQUESTS", { headers: { "retry-after": "30" } }));
    const gateway = connect(server.configuration(), { signal: engine.signal });
    const waiting = [1, 2].map((index) => failure(gateway.create("customer", RESELLER, { customerName: `${index}` })));
    await arrived(2);
    engine.abort();
    for (const error of await Promise.all(waiting)) expect(error.message).toContain("because the run has been stopped");
    expect(server.seen).toHaveLength(2);
    await gateway.close();
});

describe("while a run is ending", () => {
    test("a create that was refused for now, and waits for its repetition, is known not to be done", async () => {
        const ending = new AbortController();
        server = await loopback(() => refusal(429, "TOO_MANY_REQUESTS", { headers: { "retry-after": "30" } }));
        const gateway = connect(server.configuration(), { ending: ending.signal });
        const waiting = failure(gateway.create("customer", RESELLER, { customerName: "New" }));
        while (gateway.effort().repeats === 0) await new Promise((resolve) => setTimeout(resolve, 1));
        ending.abort();
        expect((await waiting).message).toMatch(/^CVG503 new customer "New" .* was not sent, because the run has been stopped/);
        await gateway.close();
    });

    test("what is under way comes to its end, and nothing is sent after: neither what comes, nor what queues, nor what waits to be repeated", async () => {
        const [ending, engine] = [new AbortController(), new AbortController()];
        let release = (): void => undefined;
        const released = new Promise<void>((resolve) => {
            release = resolve;
        });
        server = await loopback(async ({ path, method }) => {
            if (path.endsWith("/unwell")) return refusal(503, "UNAVAILABLE");
            await released;
            return method === "GET" ? json(acme) : json("made", 201);
        });
        const gateway = connect(server.configuration({ maxConcurrency: 2 }), { signal: engine.signal, ending: ending.signal });
        const repeating = failure(gateway.read("customer", "unwell"));
        await arrived(1);
        const changed = failure(gateway.change("customer", "c1", (body) => ({ ...body, customerName: "Bcme" })));
        const created = gateway.create("customer", RESELLER, { customerName: "Sent" });
        await arrived(3);
        const queued = Array.from({ length: 50 }, () => failure(gateway.create("customer", RESELLER, { customerName: "Queued" })));
        ending.abort();
        expect((await repeating).message).toContain("CVG503");
        release();
        expect(await created).toBe("made");
        // It was read, and is not written.
        expect((await changed).message).toMatch(/^CVG503 customer "Acme" \(c1\): POST .* was not sent, because the run has been stopped/);
        for (const error of await Promise.all(queued))
            expect(error.message).toMatch(/^CVG503 new customer "Queued" .* was not sent, because the run has been stopped/);
        expect((await failure(gateway.tree())).message).toContain("was not sent");
        expect(server.seen).toHaveLength(3);
        await gateway.close();
        expect(warnings).toEqual([]);
    });

    test("what does not come to its end is broken off by the stop, and a create without an answer looks for nothing", async () => {
        const [ending, engine] = [new AbortController(), new AbortController()];
        server = await loopback(() => "hang");
        const gateway = connect(server.configuration(), { signal: engine.signal, ending: ending.signal });
        const created = failure(gateway.create("customer", RESELLER, { customerName: "Sent" }));
        await arrived(1);
        ending.abort();
        engine.abort();
        expect((await created).message).toMatch(/^CVG505 It may have been created: new customer "Sent"/);
        expect(server.seen).toHaveLength(1);
        await gateway.close();
    });
});

test("after close nothing is sent any more, and closing twice does no harm", async () => {
    server = await loopback(() => json(acme));
    const gateway = connect(server.configuration());
    await gateway.read("customer", "c1");
    await gateway.close();
    await gateway.close();
    await expect(gateway.read("customer", "c1")).rejects.toThrow("CVG503");
    expect(server.seen).toHaveLength(1);
});
