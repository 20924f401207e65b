/** The ledger in a real PostgreSQL: exact among many, right when clocks are not, and an error with a code where it cannot be asked. */
import { performance } from "node:perf_hooks";
import { NoBudget } from "../../../provider/gateway/transport/budget/no-budget.js";
import { createPostgresLedger } from "../../../provider/gateway/transport/budget/postgres-ledger.js";
import type { Ledger, Time } from "../../../provider/gateway/transport/budget/slots.js";
import { type Postgres, startPostgres } from "../../harness/postgres.js";

const never = new AbortController().signal;
const realTime: Time = {
    now: () => performance.now(),
    sleep: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
};
/** A wait passes at once. */
function quickTime(): Time & { readonly slept: () => number } {
    let slept = 0;
    return {
        now: () => performance.now() + slept,
        sleep: async (milliseconds) => {
            slept += milliseconds;
        },
        slept: () => slept,
    };
}

let postgres: Postgres;
beforeAll(async () => {
    postgres = await startPostgres();
});
afterAll(() => postgres.close());

const opened: Ledger[] = [];
function ledger(gateway: string, { url = postgres.url, time = realTime }: { readonly url?: string; readonly time?: Time } = {}): Ledger {
    const made = createPostgresLedger(url, gateway, time, never);
    opened.push(made);
    return made;
}
afterEach(async () => {
    await Promise.all(opened.splice(0).map((each) => each.close()));
});

const sql = (text: string) => postgres.sql(text);

const refused = async (reserving: Promise<number>): Promise<NoBudget> => {
    const error = await reserving.then(
        () => undefined,
        (reason: unknown) => reason,
    );
    if (!(error instanceof NoBudget)) throw new Error("a slot was given", { cause: error });
    return error;
};

test("many at once, the first of whom make the table, get slots that nobody else has", async () => {
    const workers = Array.from({ length: 10 }, () => ledger("many"));
    const started = performance.now();
    const slots = await Promise.all(
        workers.flatMap((each) =>
            [3, 1, 5].map(async (count) => {
                const wait = await each.reserve(count, 1000);
                return { first: performance.now() - started + wait, count };
            }),
        ),
    );
    const inOrder = slots.sort((a, b) => a.first - b.first);
    for (const [index, { first, count }] of inOrder.entries()) {
        const next = inOrder[index + 1]?.first ?? Number.POSITIVE_INFINITY;
        // What an answer takes to arrive, and this process to look at it, is not the ledger's.
        expect(next - first).toBeGreaterThan(count * 1000 - 500);
    }
    const [row] = await sql("SELECT extract(epoch FROM next_at - now())::float8 AS ahead FROM pulumi_cvg_request_budget");
    expect(Number(row?.ahead)).toBeGreaterThan(80);
    expect(Number(row?.ahead)).toBeLessThanOrEqual(90);
});

test("what nobody has asked for is not saved: after a silence there is no burst", async () => {
    const one = ledger("silent");
    expect(await one.reserve(2, 10)).toBeLessThan(1);
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(await one.reserve(1, 10)).toBeLessThan(1);
    expect(await one.reserve(1, 1000)).toBeLessThan(11);
    expect(await one.reserve(1, 1000)).toBeGreaterThan(900);
});

test("gateways have budgets of their own, and a pause is everybody's", async () => {
    const [one, other, elsewhere] = [ledger("paused"), ledger("paused"), ledger("elsewhere")];
    await one.reserve(1, 10);
    await one.hold(5000);
    // A shorter one does not end it.
    await one.hold(100);
    expect(await other.reserve(1, 10)).toBeGreaterThan(4500);
    expect(await elsewhere.reserve(1, 10)).toBeLessThan(1);
});

test("a clock of the database that was set back holds nobody up", async () => {
    const one = ledger("set-back");
    await one.reserve(3, 1000);
    await sql(
        "UPDATE pulumi_cvg_request_budget SET next_at = next_at + '1 hour', asked_at = asked_at + '1 hour' WHERE gateway = 'set-back'",
    );
    const wait = await one.reserve(1, 1000);
    expect(wait).toBeGreaterThan(2500);
    expect(wait).toBeLessThanOrEqual(3000);
});

test("a database that goes down and comes back while somebody waits costs the wait", async () => {
    const one = ledger("down");
    await one.reserve(1, 10);
    await postgres.crash();
    const waiting = one.reserve(1, 10);
    await new Promise((resolve) => setTimeout(resolve, 600));
    await postgres.start();
    expect(await waiting).toBeLessThan(100);
});

test("a database that stays away is asked for half a minute, and then everybody hears of it at once", async () => {
    const time = quickTime();
    const url = `postgres://cvg:password-MARKER@127.0.0.1:9/state?application_name=MARKER`;
    const one = ledger("away", { url, time });
    const { message } = await refused(one.reserve(1, 10));
    expect(message).toMatch(/^127\.0\.0\.1:9\/state: asked for (2[5-9]|30) s; the connection ends with ECONNREFUSED$/);
    const before = time.slept();
    expect((await refused(one.reserve(1, 10))).message).toBe(message);
    expect(time.slept()).toBe(before);
});

test("a database that takes connections and never answers ends too", async () => {
    const time = quickTime();
    const one = ledger("frozen", { time: { ...time, now: () => performance.now() * 20 + time.slept() } });
    await one.reserve(1, 10);
    postgres.freeze();
    try {
        const { message } = await refused(one.reserve(1, 10));
        expect(message).toMatch(/^127\.0\.0\.1:\d+\/postgres: asked for \d+ s; it does not answer$/);
    } finally {
        postgres.thaw();
    }
});

test.each([
    ["a database that is not there", "/nowhere", "there is no such database (3D000)"],
    [
        "a user that is not there",
        "nobody@",
        "it does not let this user in from here: a wrong password, or a connection without TLS where it takes no other (28000)",
    ],
    ["a user without rights", "guest@", "its user may not make or change the table pulumi_cvg_request_budget (42501)"],
])("%s is said at once", async (_what, change, reason) => {
    await sql("DO $$ BEGIN CREATE ROLE guest LOGIN; EXCEPTION WHEN duplicate_object THEN NULL; END $$");
    const url = change.startsWith("/") ? postgres.url.replace("/postgres?", `${change}?`) : postgres.url.replace("cvg@", change);
    const time = quickTime();
    const { message } = await refused(ledger("final", { url, time }).reserve(1, 10));
    expect(message.endsWith(reason) ? reason : message).toBe(reason);
    expect(time.slept()).toBe(0);
});
