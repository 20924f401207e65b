/** What happens when requests fail: how often each kind of call is sent, how long it waits, and which error remains. */
import { connect, type Gateway, GatewayError } from "../../../provider/gateway/index.js";
import { acme, done, failure, json, type Loopback, loopback, quickClock, RESELLER, type Reply, refusal } from "./loopback.js";

let server: Loopback | undefined;
let gateway: Gateway | undefined;
afterEach(async () => {
    await gateway?.close();
    await server?.close();
});

type Act = (gateway: Gateway) => Promise<unknown>;
const read: Act = (to) => to.read("customer", "c1");
const create: Act = (to) => to.create("customer", RESELLER, { customerName: "New", secret: "body-MARKER" });
const remove: Act = (to) => to.deactivate("customer", "c1");
const restore: Act = (to) => to.restore("customer", "c1");
const move: Act = (to) => to.move("p", "c", "a");
const good = (act: Act): Reply => (act === read ? json(acme) : act === create ? json("new", 201) : done);

async function run(act: Act, replies: (index: number) => Reply, timeoutSeconds = 5) {
    const clock = quickClock();
    server = await loopback((_seen, index) => replies(index));
    gateway = connect(server.configuration({ timeoutSeconds }), { clock });
    const [result] = await Promise.allSettled([act(gateway)]);
    return {
        sent: server.seen.length,
        slept: clock.slept,
        error: result?.status === "rejected" ? String(result.reason.message) : undefined,
        reason: result?.status === "rejected" ? result.reason : undefined,
    };
}

const html: Reply = { status: 200, headers: { "content-type": "text/html" }, body: "<html>Sign in</html>" };
const unwell: Reply = refusal(503, "UNAVAILABLE");

describe("one failure, then all is well", () => {
    test.each<[string, Reply, Record<"read" | "remove" | "restore" | "move" | "create", number | string>]>([
        ["500", refusal(500, "INTERNAL"), { read: 2, remove: 2, restore: 2, move: 2, create: "CVG505" }],
        [
            "502 of a proxy",
            { status: 502, body: "<html>Bad gateway</html>" },
            { read: 2, remove: 2, restore: 2, move: 2, create: "CVG505" },
        ],
        ["503", unwell, { read: 2, remove: 2, restore: 2, move: 2, create: "CVG505" }],
        ["504 without a body", { status: 504 }, { read: 2, remove: 2, restore: 2, move: 2, create: "CVG505" }],
        ["a reset before the answer", "reset", { read: 2, remove: 2, restore: 2, move: 2, create: "CVG505" }],
        ["a reset in the answer", "cut", { read: 2, remove: 2, restore: 2, move: 2, create: "CVG505" }],
        ["429", refusal(429, "TOO_MANY_REQUESTS"), { read: 2, remove: 2, restore: 2, move: 2, create: 2 }],
        ["429 of a proxy", { status: 429 }, { read: 2, remove: 2, restore: 2, move: 2, create: 2 }],
        ["429 in a 200", { ...refusal(429, "TOO_MANY_REQUESTS"), status: 200 }, { read: 2, remove: 2, restore: 2, move: 2, create: 2 }],
        ["503 in a 200", { ...unwell, status: 200 }, { read: 2, remove: 2, restore: 2, move: 2, create: "CVG505" }],
        ["501", { status: 501 }, { read: "CVG503", remove: "CVG503", restore: "CVG503", move: "CVG503", create: "CVG505" }],
        ["HTML instead of JSON", html, { read: 2, remove: 2, restore: 2, move: 2, create: "CVG505" }],
        ["JSON that ends early", { status: 200, body: '{"customerName":' }, { read: 2, remove: 2, restore: 2, move: 2, create: "CVG505" }],
        [
            "400 of a proxy",
            { status: 400, body: "<html>no</html>" },
            { read: "CVG502", remove: "CVG502", restore: "CVG502", move: "CVG502", create: "CVG502" },
        ],
        [
            "a redirect",
            { status: 302, headers: { location: "/login" } },
            { read: "CVG504", remove: "CVG504", restore: "CVG504", move: "CVG504", create: "CVG504" },
        ],
        [
            "404 of a proxy",
            { status: 404, body: "<html>no</html>" },
            { read: "CVG504", remove: "CVG504", restore: "CVG504", move: "CVG504", create: "CVG504" },
        ],
    ])("%s", async (_name, first, expected) => {
        const acts = { read, remove, restore, move, create };
        for (const [name, act] of Object.entries(acts)) {
            const { sent, error } = await run(act, (index) => (index === 0 ? first : good(act)));
            const outcome = error === undefined ? sent : error.slice(0, 6);
            expect({ [name]: outcome }).toEqual({ [name]: expected[name as keyof typeof acts] });
            if (error !== undefined) expect(sent).toBe(1);
            await gateway?.close();
            await server?.close();
        }
    });
});

test.each<[string, Act, Reply, number, string]>([
    ["a read of an unwell gateway", read, unwell, 5, "CVG503"],
    ["a deletion at an unwell gateway", remove, unwell, 5, "CVG503"],
    ["a read that is always reset", read, "reset", 5, "CVG503"],
    ["a read that is always HTML", read, html, 3, "CVG504"],
    ["a read whose body does not fit", read, json({ ...acme, customerName: 7 }), 3, "CVG504"],
    ["a deletion that is always HTML", remove, html, 3, "CVG504"],
    ["a restore that is always answered with a text", restore, json("done"), 3, "CVG504"],
    ["a move that is always answered with a body", move, json({ message: "Forbidden" }), 3, "CVG504"],
    ["a create that is limited", create, refusal(429, "TOO_MANY_REQUESTS"), 9, "CVG506"],
])("%s is given up in the end", async (_name, act, reply, requests, code) => {
    const { sent, error } = await run(act, () => reply);
    expect([sent, error?.slice(0, 6)]).toEqual([requests, code]);
    expect(error).toContain(`(sent ${requests} times)`);
});

test("the waits double, with half of each left to chance", async () => {
    expect((await run(read, () => unwell)).slept).toEqual([500, 1000, 2000, 4000]);
    const clock = { ...quickClock(), random: () => 1 };
    const slept: number[] = [];
    await gateway?.close();
    gateway = connect(server?.configuration() ?? (undefined as never), { clock: { ...clock, sleep: async (ms) => void slept.push(ms) } });
    await failure(read(gateway));
    expect(slept).toEqual([250, 500, 1000, 2000]);
});

test("a request without an answer times out: a read is repeated, a create is in doubt", async () => {
    expect(await run(read, (index) => (index === 0 ? "hang" : json(acme)), 0.1)).toMatchObject({ sent: 2, error: undefined });
    await gateway?.close();
    await server?.close();
    const { sent, error } = await run(create, () => "hang", 0.1);
    expect(sent).toBe(1);
    expect(error).toMatch(
        /^CVG505 It may have been created: new customer "New" under reseller .*: POST \/customers\/\{reseller\} at .* got no answer: no answer within 0\.1 seconds/,
    );
    expect(error).toContain('ifExists: "continue" goes on with it if it is');
});

test("where nothing listens, also a create is repeated, and is not in doubt", async () => {
    server = await loopback(() => "hang");
    const configuration = server.configuration({ access: { kind: "token", accessToken: "t" } });
    await server.close();
    const clock = quickClock();
    gateway = connect(configuration, { clock });
    const error = await failure(create(gateway));
    expect(error.message).toMatch(/^CVG503 new customer "New" .* \(sent 5 times\) .*ECONNREFUSED/);
    expect(clock.slept).toEqual([500, 1000, 2000, 4000]);
    expect(gateway.requests().get("POST /customers/{reseller}")).toBe(5);
});

test("a create that reached nobody at first and then broke is in doubt", async () => {
    const first = await loopback(() => "hang");
    const { url } = first;
    await first.close();
    const port = Number(new URL(url).port);
    const clock = quickClock();
    let listening: Promise<Loopback> | undefined;
    gateway = connect(first.configuration({ access: { kind: "token", accessToken: "t" } }), {
        clock: {
            ...clock,
            sleep: async () => {
                listening ??= loopback(() => "reset", undefined, port);
                server = await listening;
            },
        },
    });
    await expect(create(gateway)).rejects.toThrow("CVG505");
    expect(server?.seen).toHaveLength(1);
});

test("a host that does not exist is CVG503, after repetitions", async () => {
    server = await loopback(() => "hang");
    gateway = connect(server.configuration({ endpoint: "https://nowhere.invalid/api", access: { kind: "token", accessToken: "t" } }), {
        clock: quickClock(),
    });
    const error = await failure(read(gateway));
    expect(error.message).toMatch(
        /^CVG503 customer c1: GET .* at https:\/\/nowhere\.invalid\/api got no answer: no connection \((ENOTFOUND|EAI_AGAIN)\)/,
    );
});

test("an answer says why: code, words, fields and request id stand in the error, and are at hand for programs", async () => {
    const { error, reason } = await run(create, () =>
        refusal(400, "EXCEEDS_PARENT", { fields: ["commonConfiguration.a", "b"], description: "too\u001b[31m long\n" }),
    );
    expect(error).toBe(
        [
            `CVG101 new customer "New" under reseller ${RESELLER}: the gateway answered 400 EXCEEDS_PARENT to POST /customers/{reseller}: too [31m long (fields: commonConfiguration.a, b; request id: request-7)`,
            "  Choose what the level above allows, or loosen it there first.",
        ].join("\n"),
    );
    expect(reason).toBeInstanceOf(GatewayError);
    expect(reason.refusal).toEqual({
        status: 400,
        code: "EXCEEDS_PARENT",
        fields: ["commonConfiguration.a", "b"],
        description: "too [31m long",
        requestId: "request-7",
    });
});

test.each<[number, string, string]>([
    [400, "VALIDATION", "CVG502"],
    [400, "EXCEEDS_PARENT", "CVG101"],
    [400, "DESCENDANTS_EXCEED", "CVG101"],
    [400, "HAS_ACTIVE_CHILDREN", "CVG303"],
    [400, "PARENT_INACTIVE", "CVG304"],
    [400, "UNIT_INACTIVE", "CVG304"],
    [401, "UNAUTHORIZED", "CVG501"],
    [403, "FORBIDDEN", "CVG507"],
    [404, "NOT_FOUND", "CVG301"],
    [409, "NUMBER_TAKEN", "CVG305"],
    [418, "SOMETHING_NEW", "CVG502"],
    [404, "GONE_FISHING", "CVG301"],
])("%i %s is %s, also in an answer 200", async (status, code, ours) => {
    expect((await run(remove, () => refusal(status, code))).error?.slice(0, 6)).toBe(ours);
    await gateway?.close();
    await server?.close();
    if (code !== "GONE_FISHING")
        expect((await run(remove, () => ({ ...refusal(status, code), status: 200 }))).error?.slice(0, 6)).toBe(ours);
});
