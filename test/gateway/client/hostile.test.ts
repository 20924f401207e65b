/** A gateway, or something in front of it, that answers other than the contract says: nothing it says is taken for done, for ours, or for text that it is not. */
import { gzipSync } from "node:zlib";
import { connect, type Gateway } from "../../../provider/gateway/index.js";
import {
    acme,
    commonConfiguration,
    done,
    failure,
    json,
    type Loopback,
    loopback,
    quickClock,
    RESELLER,
    type Reply,
    type Seen,
} from "./loopback.js";

let server: Loopback;
let gateway: Gateway;
afterEach(async () => {
    await gateway.close();
    await server.close();
});
async function given(
    reply: (seen: Seen, index: number) => Reply | Promise<Reply>,
    token?: (seen: Seen, index: number) => Reply,
): Promise<void> {
    server = await loopback(reply, token);
    gateway = connect(server.configuration(), { clock: quickClock() });
}

const WRITES: Readonly<Record<string, (to: Gateway) => Promise<unknown>>> = {
    update: (to) => to.change("customer", "c1", (body) => ({ ...body, customerName: "Bcme" })),
    delete: (to) => to.deactivate("customer", "c1"),
    restore: (to) => to.restore("customer", "c1"),
    move: (to) => to.move("p1", "c1", "a1"),
};
const NOT_DONE: Readonly<Record<string, Reply>> = {
    "errorData without a code": json({ errorData: { shortDescription: "no" } }),
    "errorData that is a text": json({ errorData: "no" }),
    "an empty errorData": json({ errorData: {} }),
    "an error": json({ error: "no" }),
    "a message": json({ message: "Forbidden" }),
    "a page": { status: 200, headers: { "content-type": "text/html" }, body: "<html>Sign in</html>" },
    "a page's JSON": json({ login: "https://sign.in" }),
    "a text": json("done"),
    null: json(null),
    "an empty object": json({}),
    "a list": json([]),
    "a status that the contract does not have": { status: 202 },
};

describe.each(Object.keys(WRITES))("%s", (act) => {
    test.each(Object.entries(NOT_DONE))(
        "answered with %s is not done: it is repeated, and fails when that does not help",
        async (_name, reply) => {
            let well = false;
            const write = WRITES[act] ?? (async () => undefined);
            let writes = 0;
            await given(({ method, path }) => {
                if (method === "GET") return json(acme);
                writes += 1;
                expect(path).toContain(RESELLER);
                return well ? done : reply;
            });
            const error = await failure(write(gateway));
            expect(error.message).toMatch(/^CVG504 .* \(sent 3 times\) cannot be read: .*Whether it was done is not known/);
            expect(writes).toBe(3);
            well = true;
            await write(gateway);
            expect(writes).toBe(4);
        },
    );
});

test.each<[string, Reply, string]>([
    ["longer than 32 MB", { body: JSON.stringify({ ...acme, note: "x".repeat(33 * 1024 * 1024) }) }, "longer than 32 MB"],
    ["nested too deeply", { body: `{"customerName":${"[".repeat(500)}${"]".repeat(500)}}` }, "nested deeper"],
    ["of millions of values", { body: `{"customerName":"Acme","more":[${"1,".repeat(2_000_001)}1]}` }, "2,000,000 values"],
    ["another unit's", json({ ...acme, customerToken: "c9" }), "another unit's"],
    ["without a token", json({ ...acme, customerToken: undefined }), "customerToken"],
    ["with an inactive that is a text", json({ ...acme, inactive: "false" }), "inactive"],
])("a body that is %s is refused and nothing is written", async (_name, reply, words) => {
    await given(() => reply);
    const error = await failure(gateway.change("customer", "c1", (body) => ({ ...body, customerName: "Bcme" })));
    expect(error.message).toMatch(/^CVG504 /);
    expect(error.message).toContain(words);
    expect(server.seen.every(({ method }) => method === "GET")).toBe(true);
});

test.each<[string, Reply]>([
    ["in the words of a token endpoint", json({ error: "not_found" }, 404)],
    ["in the words of a framework", json({ timestamp: 1, status: 404, error: "Not Found", path: "/" }, 404)],
    ["with a message", json({ message: "no Route matched with those values" }, 404)],
    ["with an errorData without a code", json({ errorData: {} }, 404)],
])("a 404 %s is not the gateway's, and says nothing about the unit", async (_name, reply) => {
    await given(() => reply);
    const asks = [() => gateway.read("customer", "c1"), () => gateway.change("customer", "c1", (body) => body), () => gateway.tree()];
    for (const ask of asks)
        expect((await failure(ask())).message).toMatch(/^CVG504 .* 404 .*\n {2}Check cvg:endpoint: it is not the gateway that answers\.$/);
});

test.each([400, 405, 408, 410, 413, 418, 451])(
    "a %i without a code may be of something that stands before the gateway, and says so",
    async (status) => {
        await given(({ method }) => (method === "GET" ? json(acme) : { status, body: "<html>" }));
        for (const [name, act] of Object.entries(WRITES))
            expect([name, (await failure(act(gateway))).message]).toEqual([
                name,
                expect.stringMatching(/^CVG502 .*\n {2}The answer has no code of the gateway's contract: .*cvg:endpoint/),
            ]);
    },
);

test.each<[string, Readonly<Record<string, string>>, Uint8Array, string]>([
    ["that is not UTF-8", {}, Buffer.from(JSON.stringify({ ...acme, note: "Müller" }), "latin1"), "not UTF-8"],
    ["that is compressed, which nobody asked for", { "content-encoding": "gzip" }, gzipSync(JSON.stringify(acme)), "compressed"],
])("a body %s is refused, never written back destroyed", async (_name, headers, bytes, words) => {
    await given(() => ({ headers, bytes }));
    const error = await failure(gateway.change("customer", "c1", (body) => ({ ...body, customerName: "Bcme" })));
    expect(error.message).toContain(words);
    expect(server.seen.every(({ method }) => method === "GET")).toBe(true);
});

test("a body that never ends is given up at 32 MB, not at the end of the memory", async () => {
    await given(() => "endless");
    const before = process.memoryUsage().rss;
    const error = await failure(gateway.read("customer", "c1"));
    expect(error.message).toContain("longer than 32 MB");
    expect(process.memoryUsage().rss - before).toBeLessThan(400 * 1024 * 1024);
});

const tree = (more: object = {}, customer: object = {}) => ({
    resellerToken: RESELLER,
    resellerName: "Top",
    customers: [{ customerToken: "c1", customerName: "Acme", inactive: false, accounts: [], ...customer }],
    ...more,
});
test.each<[string, unknown, string]>([
    ["another reseller's", tree({ resellerToken: "other" }), "another reseller"],
    ["with a token that is a path", tree({}, { customerToken: "../c2" }), "not a token"],
    ["with one token twice", tree({ customers: [...tree().customers, ...tree().customers] }), "two units"],
    ["with an instant that no date can show", tree({}, { inactive: true, deletionTimestamp: 8.7e15 }), "deletionTimestamp"],
])("a tree %s is refused", async (_name, body, words) => {
    await given(() => json(body));
    const error = await failure(gateway.tree());
    expect(error.message).toMatch(/^CVG504 /);
    expect(error.message).toContain(words);
});

test.each([-1, 1e9, 1e300])("%d days until the purge are refused", async (deletionRetentionTimeInDays) => {
    await given(() =>
        json({ defaults: { commonConfiguration, utteranceTimeout: 500, minimumNoiseLevel: -45 }, deletionRetentionTimeInDays }),
    );
    await expect(gateway.defaults()).rejects.toThrow("CVG504");
});

test.each(["Fri, 31 Dec 275760 00:00:00 GMT", "Mon, 01 Jan 1900 00:00:00 GMT", "soon"])(
    "a Date header %s is not taken for the gateway's clock",
    async (date) => {
        await given(() => json(acme, 200, { date }));
        const before = gateway.now();
        await gateway.read("customer", "c1");
        expect(gateway.now()).toBe(before);
    },
);

test.each(["", "..", "a/b", "a b", "c\u0000"])(
    "a create that is answered with %j instead of a token is in doubt: that never becomes an id",
    async (token) => {
        await given(() => json(token, 201));
        await expect(gateway.create("customer", RESELLER, { customerName: "New" })).rejects.toThrow("CVG505");
    },
);

test("a create that is answered with the token of a unit that was there is in doubt: it would be taken for ours", async () => {
    await given(({ method }) => (method === "GET" ? json(tree()) : json("c1", 201)));
    await gateway.tree();
    await expect(gateway.create("customer", RESELLER, { customerName: "New" })).rejects.toThrow("CVG505");
});

test.each<[string, object]>([
    ["no expires_in", {}],
    ["a text for expires_in", { expires_in: "soon" }],
    ["a negative expires_in", { expires_in: -1 }],
    ["null for expires_in, and another type", { expires_in: null, token_type: 7 }],
])("a token answer with %s serves until a 401, then it is asked for again", async (_name, more) => {
    let good = "T0";
    await given(
        ({ authorization }) => (authorization === `Bearer ${good}` ? json(acme) : { status: 401 }),
        (_seen, index) => json({ access_token: `T${index}`, ...more }),
    );
    for (let reads = 0; reads < 5; reads += 1) await gateway.read("customer", "c1");
    expect(server.tokens).toHaveLength(1);
    good = "T1";
    await gateway.read("customer", "c1");
    expect(server.tokens).toHaveLength(2);
});

test("an access token with characters that no header takes is refused, without being shown", async () => {
    await given(
        () => json(acme),
        () => json({ access_token: "MARKER\nX: y", expires_in: 300 }),
    );
    const error = await failure(gateway.read("customer", "c1"));
    expect(error.message).toMatch(/^CVG504 access token/);
    expect(error.message).not.toContain("MARKER");
});
