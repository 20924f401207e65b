/** A create whose answer is lost is settled in the same run, by the tree; and never made twice. */
import { connect, type Gateway, parseConfiguration } from "../../../provider/gateway/index.js";
import { type Sandbox, startSandbox } from "../../../provider/sandbox/index.js";
import { type Console, openConsole } from "../../harness/console.js";
import { failure, quickClock } from "./loopback.js";

let sandbox: Sandbox;
let console: Console;
let gateway: Gateway;
let defaults: Readonly<Record<string, unknown>>;
const lost: string[] = [];

beforeEach(async () => {
    lost.length = 0;
    sandbox = await startSandbox();
    console = await openConsole(sandbox);
    const { endpoint, reseller, tokenUrl, clientId, clientSecret } = sandbox;
    const settings: Readonly<Record<string, string>> = { endpoint, reseller, tokenUrl, clientId, clientSecret, timeoutSeconds: "1" };
    gateway = connect(
        parseConfiguration((key) => settings[key], {}),
        { clock: { ...quickClock(), now: Date.now } },
    );
    defaults = (await gateway.defaults()).defaults;
});
afterEach(async () => {
    await gateway.close();
    await sandbox.close();
});

const body = (name: string, more: object = {}) => ({ customerName: name, commonConfiguration: defaults.commonConfiguration, ...more });
const create = (name: string, more: object = {}) =>
    gateway.create("customer", sandbox.reseller, body(name, more), { wasLost: (token) => void lost.push(token) });
const fault = (kind: string, more: object = {}) =>
    console.control("POST", "/faults", [{ match: { method: "POST", route: "/customers/{reseller}" }, kind, times: 1, ...more }]);
const inConsole = (name: string, more: object = {}) => console.post(`/customers/${sandbox.reseller}`, body(name, more));
const customers = async () =>
    (await console.everyUnit()).filter(({ level }) => level === "customer").map(({ name, token }) => ({ name, token }));
const posts = () => gateway.requests().get("POST /customers/{reseller}");

test.each<[string, object]>([
    ["drop-after", {}],
    ["malformed", {}],
])("an answer that is lost (%s): the tree says which unit it is, and nothing is sent twice", async (kind, more) => {
    await gateway.tree();
    await fault(kind, more);
    const token = await create("Acme");
    expect(await customers()).toEqual([{ name: "Acme", token }]);
    expect(lost).toEqual([token]);
    expect(posts()).toBe(1);
    expect((await gateway.tree()).find(token)).toMatchObject({ made: true, name: "Acme" });
    expect(gateway.hasWritten(token)).toBe(true);
});

test("many lost answers at the same time, two of one name among them, are told apart", async () => {
    await gateway.tree();
    await fault("drop-after", { times: 6 });
    const names = ["Acme", "Acme", "Bcme", "Ccme", "Dcme", "Ecme"];
    const tokens = await Promise.all(names.map((name) => create(name)));
    const there = await customers();
    expect(there.map(({ name }) => name).sort()).toEqual(names);
    expect(new Set(tokens).size).toBe(6);
    for (const [index, token] of tokens.entries()) expect(there).toContainEqual({ name: names[index], token });
    expect(posts()).toBe(6);
});

test("a unit of that name that was there before is not taken for it", async () => {
    await inConsole("Acme");
    await gateway.tree();
    await fault("drop-before");
    const { message } = await failure(create("Acme"));
    expect(message).toMatch(/^CVG505 It may have been created: new customer "Acme" .*; by the gateway's tree it is not there so far/);
    expect(await customers()).toHaveLength(1);
});

test.each<[string, number, object, RegExp]>([
    ["is not what was sent", 1, { note: "another" }, /it is not what was sent: [-\w]+/],
    ["came twice", 2, { note: "ours" }, /2 units of this name have come there meanwhile: [-\w]+, [-\w]+/],
])("what %s is not taken for it", async (_name, count, more, words) => {
    await gateway.tree();
    for (let made = 0; made < count; made += 1) await inConsole("Acme", more);
    await fault("drop-before");
    expect((await failure(create("Acme", { note: "ours" }))).message).toMatch(words);
    expect(await customers()).toHaveLength(count);
});

test("where nobody looked before, nothing is taken for it", async () => {
    await fault("drop-after");
    expect((await failure(create("Acme"))).message).toMatch(/^CVG505 /);
    expect(lost).toEqual([]);
});

test("asked a second time, a create that got no answer goes on with the first: it is sent once", async () => {
    await gateway.tree();
    await console.control("POST", "/faults", [
        { match: { method: "POST", route: "/customers/{reseller}" }, kind: "drop-after", times: 1 },
        { match: { method: "GET", route: "/projecthierarchy/{reseller}" }, kind: "status", status: 403, times: 1 },
    ]);
    expect((await failure(create("Acme"))).message).toContain("the gateway's tree could not be read");
    const token = await create("Acme");
    expect(await customers()).toEqual([{ name: "Acme", token }]);
    expect(posts()).toBe(1);
    expect(await create("Acme")).not.toBe(token);
    expect(await customers()).toHaveLength(2);
});

test("asked a second time, what the gateway itself refused to do is sent again, and what was lost is not", async () => {
    await gateway.tree();
    await fault("status", { status: 503 });
    expect((await failure(create("Acme"))).message).toContain("503");
    await create("Acme");
    expect(posts()).toBe(2);
    await fault("drop-before");
    expect((await failure(create("Bcme"))).message).toMatch(/^CVG505 /);
    expect((await failure(create("Bcme"))).message).toMatch(/^CVG505 /);
    expect(posts()).toBe(3);
    expect(await customers()).toHaveLength(1);
});
