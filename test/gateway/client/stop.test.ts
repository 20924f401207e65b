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

test("after close nothing is sent any more, and closing twice does no harm", async () => {
    server = await loopback(() => json(acme));
    const gateway = connect(server.configuration());
    await gateway.read("customer", "c1");
    await gateway.close();
    await gateway.close();
    await expect(gateway.read("customer", "c1")).rejects.toThrow("CVG503");
    expect(server.seen).toHaveLength(1);
});
