/** Bearer tokens: fetched once, used until shortly before their end, and fetched anew once when the gateway does not accept one. */
import { connect, type Gateway } from "../../../provider/gateway/index.js";
import {
    acme,
    failure,
    goodToken,
    json,
    type Loopback,
    loopback,
    quickClock,
    RESELLER,
    type Reply,
    refusal,
    type Seen,
} from "./loopback.js";

let server: Loopback;
let gateway: Gateway;
let clock: ReturnType<typeof quickClock>;
afterEach(async () => {
    await gateway.close();
    await server.close();
});

async function given(reply: (seen: Seen, index: number) => Reply, token: (seen: Seen, index: number) => Reply): Promise<void> {
    clock = quickClock();
    server = await loopback(reply, token);
    gateway = connect(server.configuration(), { clock });
}
const numbered = (_seen: Seen, index: number) => goodToken(`T${index}`);
const unauthorized = refusal(401, "UNAUTHORIZED");
const bearers = () => server.seen.map(({ authorization }) => authorization);

test("one token serves all that ask at the same time", async () => {
    await given(() => json(acme), numbered);
    await Promise.all(Array.from({ length: 12 }, (_one, index) => gateway.read("customer", `c${index}`)));
    expect(server.tokens).toHaveLength(1);
    expect(new Set(bearers())).toEqual(new Set(["Bearer T0"]));
});

test("a token is used until 30 seconds before its end, by the wall clock", async () => {
    await given(() => json(acme), numbered);
    await gateway.read("customer", "c1");
    clock.advance(269_000);
    await gateway.read("customer", "c1");
    clock.advance(1_001);
    await gateway.read("customer", "c1");
    expect(bearers()).toEqual(["Bearer T0", "Bearer T0", "Bearer T1"]);
});

test("a token of a short life is used for four fifths of it", async () => {
    await given(
        () => json(acme),
        (_seen, index) => goodToken(`T${index}`, 10),
    );
    await gateway.read("customer", "c1");
    clock.advance(7_900);
    await gateway.read("customer", "c1");
    clock.advance(200);
    await gateway.read("customer", "c1");
    expect(bearers()).toEqual(["Bearer T0", "Bearer T0", "Bearer T1"]);
});

test.each<[string, Reply]>([
    ["401", unauthorized],
    ["401 without a body", { status: 401 }],
    ["200 that says UNAUTHORIZED", { ...unauthorized, status: 200 }],
])("after a %s a token is fetched anew, and also a create is sent again", async (_name, refused) => {
    await given(({ authorization }) => (authorization === "Bearer T0" ? refused : json("new", 201)), numbered);
    expect(await gateway.create("customer", RESELLER, {})).toBe("new");
    expect(bearers()).toEqual(["Bearer T0", "Bearer T1"]);
    expect(clock.slept).toEqual([]);
});

test("many that meet the same expired token fetch one new one", async () => {
    await given(({ authorization }) => (authorization === "Bearer T0" ? unauthorized : json(acme)), numbered);
    await Promise.all(Array.from({ length: 8 }, (_one, index) => gateway.read("customer", `c${index}`)));
    expect(server.tokens).toHaveLength(2);
});

test("a second 401 is CVG501", async () => {
    await given(() => unauthorized, numbered);
    const error = await failure(gateway.read("customer", "c1"));
    expect(error.message).toMatch(/^CVG501 customer c1: the gateway answered 401 UNAUTHORIZED/);
    expect(server.seen).toHaveLength(2);
    expect(server.tokens).toHaveLength(2);
});

test("a fixed access token is used as it is, and a 401 is final", async () => {
    server = await loopback(() => unauthorized);
    clock = quickClock();
    gateway = connect(server.configuration({ access: { kind: "token", accessToken: "fixed" } }), { clock });
    const error = await failure(gateway.read("customer", "c1"));
    expect(error.message).toContain("CVG501");
    expect(error.message).toContain("cvg:accessToken");
    expect(bearers()).toEqual(["Bearer fixed"]);
    expect(server.tokens).toHaveLength(0);
});

test.each([400, 401, 403])("refused client credentials (%i) are asked for once a process, and no request is sent", async (status) => {
    await given(
        () => json(acme),
        () => json({ error: "invalid_client", error_description: "client-secret-MARKER is wrong" }, status),
    );
    const errors = await Promise.all([1, 2, 3].map((index) => failure(gateway.read("customer", `c${index}`))));
    errors.push(await failure(gateway.create("customer", RESELLER, {})));
    for (const { message } of errors) {
        expect(message).toMatch(new RegExp(`^CVG501 access token: the gateway answered ${status} invalid_client to POST token`));
        expect(message).not.toContain("MARKER");
    }
    expect(server.tokens).toHaveLength(1);
    expect(server.seen).toHaveLength(0);
});

test.each<[string, Reply, number]>([
    ["503", { status: 503 }, 2],
    ["a reset", "reset", 2],
    ["429", { status: 429, headers: { "retry-after": "3" } }, 2],
    ["HTML", { status: 200, body: "<html>" }, 2],
])("a token endpoint that fails with %s is asked again, for all at once", async (_name, reply, tokens) => {
    await given(
        () => json(acme),
        (_seen, index) => (index === 0 ? reply : goodToken()),
    );
    await Promise.all([gateway.read("customer", "c1"), gateway.read("customer", "c2")]);
    expect(server.tokens).toHaveLength(tokens);
    expect(clock.slept).toHaveLength(1);
});

test.each<[string, Reply, string, string]>([
    ["an unwell token endpoint", { status: 503 }, "CVG503", "Run again later"],
    ["a token endpoint that is none", { status: 404, body: "<html>" }, "CVG504", "cvg:tokenUrl"],
    ["a token answer without a token", json({ token_type: "Bearer" }), "CVG504", "access_token"],
])("%s fails the call, and the next call tries again", async (_name, reply, code, words) => {
    let well = false;
    await given(
        () => json(acme),
        () => (well ? goodToken() : reply),
    );
    const error = await failure(gateway.create("customer", RESELLER, {}));
    expect(error.message.slice(0, 6)).toBe(code);
    expect(error.message).toContain(words);
    expect(server.seen).toHaveLength(0);
    well = true;
    expect(await gateway.read("customer", "c1")).toBeDefined();
});
