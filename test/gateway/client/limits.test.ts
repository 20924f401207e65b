/** How many requests go out, and how long a gateway that wants fewer makes them wait. */
import { connect, type Gateway } from "../../../provider/gateway/index.js";
import { acme, failure, json, type Loopback, loopback, quickClock, RESELLER, refusal } from "./loopback.js";

let server: Loopback;
let gateway: Gateway;
afterEach(async () => {
    await gateway.close();
    await server.close();
});
const tooMany = (retryAfter?: string, more: Readonly<Record<string, string>> = {}) =>
    refusal(429, "TOO_MANY_REQUESTS", { headers: { ...more, ...(retryAfter === undefined ? {} : { "retry-after": retryAfter }) } });
const readMany = (count: number) => Promise.all(Array.from({ length: count }, (_one, index) => gateway.read("customer", `c${index}`)));

test("no more requests are under way at the same time than configured, and as many", async () => {
    server = await loopback(async () => {
        await new Promise((resolve) => setTimeout(resolve, 5));
        return json(acme);
    });
    gateway = connect(server.configuration({ maxConcurrency: 3 }));
    await readMany(20);
    expect(server.mostAtOnce()).toBe(3);
});

test("requests go out evenly, never more than two at once", async () => {
    const times: number[] = [];
    server = await loopback(() => {
        times.push(performance.now());
        return json(acme);
    });
    gateway = connect(server.configuration({ maxRequestsPerSecond: 20, shareOfLimit: 0.5 }));
    await gateway.read("customer", "first");
    await readMany(11);
    // Generous, because arrival is measured and not sending: one every 100 ms.
    for (const [index, time] of times.entries()) expect((times[index + 3] ?? Number.POSITIVE_INFINITY) - time).toBeGreaterThan(150);
    expect((times[11] ?? 0) - (times[0] ?? 0)).toBeGreaterThan(900);
    expect((times[11] ?? 0) - (times[0] ?? 0)).toBeLessThan(2000);
});

test.each<[string, string, Readonly<Record<string, string>>, number]>([
    ["seconds", "7", {}, 7000],
    ["a date, by the gateway's clock", "Fri, 01 Jan 2027 00:00:09 GMT", { date: "Fri, 01 Jan 2027 00:00:00 GMT" }, 9000],
    ["a date that is past: as if there were none", "Fri, 01 Jan 2027 00:00:00 GMT", { date: "Fri, 01 Jan 2027 00:00:09 GMT" }, 500],
    ["nothing readable: as if there were none", "soon", {}, 500],
    ["zero: as if there were none", "0", {}, 500],
])("Retry-After in %s", async (_name, header, more, wait) => {
    const clock = quickClock();
    server = await loopback((_seen, index) => (index === 0 ? tooMany(header, more) : json("new", 201)));
    gateway = connect(server.configuration(), { clock });
    expect(await gateway.create("customer", RESELLER, {})).toBe("new");
    expect(clock.slept).toEqual([wait]);
});

test("a gateway that asks for a longer wait than a minute gets an error that says so, at once", async () => {
    const clock = quickClock();
    server = await loopback(() => tooMany("3600"));
    gateway = connect(server.configuration(), { clock });
    const { message } = await failure(gateway.read("customer", "c1"));
    expect(message).toMatch(/^CVG506 .*it asks to wait 3600 seconds/);
    expect(message).toContain("cvg:maxRequestsPerSecond");
    expect([server.seen.length, clock.slept]).toEqual([1, []]);
});

test("all the waiting of one call ends after two minutes", async () => {
    const clock = quickClock();
    server = await loopback(() => tooMany("50"));
    gateway = connect(server.configuration(), { clock });
    await expect(gateway.read("customer", "c1")).rejects.toThrow("CVG506");
    expect(clock.slept).toEqual([50_000, 50_000]);
});

test("after a 429 all requests pause, also those that have nothing to do with it", async () => {
    let end: (() => void) | undefined;
    const clock = quickClock();
    const sleep = (milliseconds: number) =>
        new Promise<void>((resolve) => {
            end = () => {
                clock.advance(milliseconds);
                resolve();
            };
        });
    server = await loopback(({ path }, index) => (path.endsWith("/first") && index === 0 ? tooMany("5") : json(acme)));
    gateway = connect(server.configuration(), { clock: { ...clock, sleep } });
    const first = gateway.read("customer", "first");
    while (end === undefined) await new Promise((resolve) => setTimeout(resolve, 1));
    const others = readMany(3);
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(server.seen).toHaveLength(1);
    end();
    await Promise.all([first, others]);
    // What was refused goes first.
    expect(server.seen.map(({ path }) => path.split("/").at(-1))).toEqual(["first", "first", "c0", "c1", "c2"]);
});

test("a gateway that lets through far less than we send is served in the end, without a failure", async () => {
    const clock = quickClock();
    let [second, left] = [clock.now(), 2];
    server = await loopback(() => {
        if (clock.now() >= second + 1000) [second, left] = [clock.now(), 2];
        left -= 1;
        return left >= 0 ? json(acme) : tooMany("1");
    });
    gateway = connect(server.configuration(), { clock });
    await readMany(40);
    expect(server.seen.length).toBeLessThan(40 * 4);
});

test("a Retry-After of a 503 holds all requests too", async () => {
    const clock = quickClock();
    server = await loopback((_seen, index) =>
        index === 0 ? refusal(503, "UNAVAILABLE", { headers: { "retry-after": "4" } }) : json(acme),
    );
    gateway = connect(server.configuration(), { clock });
    await gateway.read("customer", "c1");
    expect(clock.slept).toEqual([4000]);
});

test.each(["99999999999999999999", "9".repeat(400), "Fri, 31 Dec 9999 23:59:59 GMT"])(
    "an absurd Retry-After (%s) is told as what it is, at once",
    async (header) => {
        const clock = quickClock();
        server = await loopback(() => tooMany(header));
        gateway = connect(server.configuration(), { clock });
        expect((await failure(gateway.read("customer", "c1"))).message).toMatch(/^CVG506 .*it asks to wait a day or more/);
        expect(clock.slept).toEqual([]);
    },
);

test("it is known how many requests were repeats, and how long the gateway held all back", async () => {
    server = await loopback((_seen, index) => (index === 0 ? tooMany("3") : index === 1 ? { status: 503 } : json(acme)));
    gateway = connect(server.configuration(), { clock: quickClock() });
    expect(gateway.effort()).toEqual({ repeats: 0, paused: 0 });
    await gateway.read("customer", "c1");
    expect(gateway.effort()).toEqual({ repeats: 2, paused: 3000 });
});

test("where everything fails, no more than a hundred requests are repeats", async () => {
    server = await loopback(() => refusal(503, "UNAVAILABLE"));
    gateway = connect(server.configuration(), { clock: quickClock() });
    await Promise.allSettled(Array.from({ length: 200 }, (_one, index) => gateway.read("customer", `c${index}`)));
    expect(server.seen.length).toBeGreaterThan(250);
    expect(server.seen.length).toBeLessThanOrEqual(200 + 100 + 20);
});

test("reads do not wait behind the writes of everybody else, and a write that ends a change waits behind nothing that is new", async () => {
    let open = () => {};
    const gate = new Promise<void>((resolve) => {
        open = resolve;
    });
    server = await loopback(async (_seen, index) => {
        if (index === 0) await gate;
        return index === 0 ? json(acme) : _seen.method === "GET" ? json(acme) : { status: 204 };
    });
    gateway = connect(server.configuration({ maxConcurrency: 1 }));
    const change = gateway.change("customer", "c1", (body) => ({ ...body, customerName: "Bcme" }));
    while (server.seen.length === 0) await new Promise((resolve) => setTimeout(resolve, 1));
    const others = [1, 2, 3].map((index) => gateway.deactivate("customer", `d${index}`));
    const reads = [1, 2].map((index) => gateway.read("customer", `r${index}`));
    open();
    await Promise.all([change, ...others, ...reads]);
    expect(server.seen.map(({ method, path }) => `${method} ${path.split("/").at(-1)}`)).toEqual([
        "GET c1",
        "GET r1",
        "POST c1",
        "GET r2",
        "DELETE d1",
        "DELETE d2",
        "DELETE d3",
    ]);
});
