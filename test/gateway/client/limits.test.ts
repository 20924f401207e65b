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

test("no more requests go out in any second than configured", async () => {
    const times: number[] = [];
    server = await loopback(() => {
        times.push(performance.now());
        return json(acme);
    });
    gateway = connect(server.configuration({ maxRequestsPerSecond: 3 }));
    await readMany(7);
    // Generous, because arrival is measured and not sending: the fourth waits for the first to be a second old, the seventh for the fourth.
    expect((times[3] ?? 0) - (times[0] ?? 0)).toBeGreaterThan(800);
    expect((times[6] ?? 0) - (times[3] ?? 0)).toBeGreaterThan(800);
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
    const sleep = () =>
        new Promise<void>((resolve) => {
            end = resolve;
        });
    server = await loopback(({ path }, index) => (path.endsWith("/first") && index === 0 ? tooMany("5") : json(acme)));
    gateway = connect(server.configuration(), { clock: { ...quickClock(), sleep } });
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
