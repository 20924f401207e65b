/** Clients that share one budget: all of them together keep to the limit, and no request goes out without a slot. */
import { type Configuration, connect, type Gateway } from "../../../provider/gateway/index.js";
import { type Postgres, startPostgres } from "../../harness/postgres.js";
import { acme, failure, json, type Loopback, loopback, quickClock, RESELLER, refusal } from "../client/loopback.js";

let postgres: Postgres;
let server: Loopback;
const gateways: Gateway[] = [];
beforeAll(async () => {
    postgres = await startPostgres();
});
afterEach(async () => {
    await Promise.all(gateways.splice(0).map((each) => each.close()));
    await server.close();
});
afterAll(() => postgres.close());

function opened(changed: Partial<Configuration>, options?: Parameters<typeof connect>[1]): Gateway {
    const gateway = connect(server.configuration({ requestBudget: postgres.url, ...changed }), options);
    gateways.push(gateway);
    return gateway;
}
const readMany = (gateway: Gateway, count: number) =>
    Promise.all(Array.from({ length: count }, (_, index) => gateway.read("customer", `c${index}`)));

test("four clients together send no more in a second than one may, evenly, and no less", async () => {
    const times: number[] = [];
    server = await loopback(() => {
        times.push(performance.now());
        return json(acme);
    });
    const clients = Array.from({ length: 4 }, () => opened({ maxRequestsPerSecond: 40 }));
    await Promise.all(clients.map((client) => client.read("customer", "first")));
    times.length = 0;
    await Promise.all(clients.map((client) => readMany(client, 20)));
    const seconds = ((times.at(-1) ?? 0) - (times[0] ?? 0)) / 1000;
    expect(times).toHaveLength(80);
    expect(seconds).toBeGreaterThan(79 / 40 - 0.15);
    expect(seconds).toBeLessThan((79 / 40) * 1.4);
    // Arrival is measured and not sending: ten in a row take nine intervals of 25 ms.
    for (const [index, time] of times.entries()) expect((times[index + 9] ?? Number.POSITIVE_INFINITY) - time).toBeGreaterThan(100);
});

test("a client that waits when its run is stopped sends nothing, and one that is gone takes nobody's slots", async () => {
    server = await loopback(() => json(acme));
    const stop = new AbortController();
    const stopping = opened({ maxRequestsPerSecond: 5 }, { ending: stop.signal });
    const reads = Promise.allSettled(Array.from({ length: 8 }, (_, index) => stopping.read("customer", `c${index}`)));
    await new Promise((resolve) => setTimeout(resolve, 300));
    stop.abort();
    const stopped = (await reads).filter(({ status }) => status === "rejected");
    expect(stopped.length).toBeGreaterThan(4);
    expect(stopped.every((each) => each.status === "rejected" && /CVG503 .*was not sent/.test(String(each.reason.message)))).toBe(true);
    const before = performance.now();
    await opened({ maxRequestsPerSecond: 5 }).read("customer", "other");
    // What the first had taken at most: half a second's worth.
    expect(performance.now() - before).toBeLessThan(1500);
});

test("an answer 429 to one makes the others wait as well", async () => {
    server = await loopback((_seen, index) =>
        index === 0 ? refusal(429, "TOO_MANY_REQUESTS", { headers: { "retry-after": "1" } }) : json(acme),
    );
    const [one, other] = [opened({}), opened({})];
    const first = one.read("customer", "c1");
    await new Promise((resolve) => setTimeout(resolve, 300));
    const before = performance.now();
    await other.read("customer", "c2");
    expect(performance.now() - before).toBeGreaterThan(500);
    await first;
});

test("without the database nothing is sent, and the error names the request, the place and no password", async () => {
    server = await loopback(() => json("new", 201));
    const requestBudget = "postgres://cvg:password-MARKER@127.0.0.1:9/state?sslmode=disable";
    const gateway = opened({ requestBudget }, { clock: quickClock() });
    const { message } = await failure(gateway.create("customer", RESELLER, {}));
    expect(message).toMatch(
        /^CVG509 .*: POST \/customers\/\{reseller\} was not sent: the budget of cvg:requestBudget at 127\.0\.0\.1:9\/state gave no slot \(.*ECONNREFUSED\)\./,
    );
    expect(message).not.toContain("MARKER");
    expect(server.seen).toEqual([]);
});

test("where pg is not installed, the error says what to install", async () => {
    server = await loopback(() => json(acme));
    jest.doMock("pg", () => {
        throw Object.assign(new Error("Cannot find module 'pg'"), { code: "MODULE_NOT_FOUND" });
    });
    const { message } = await failure(opened({}).read("customer", "c1"));
    jest.dontMock("pg");
    expect(message).toMatch(/^CVG415 .*pg, the library that it needs, is not installed\.\n {2}npm install pg@8/);
    expect(server.seen).toEqual([]);
});
