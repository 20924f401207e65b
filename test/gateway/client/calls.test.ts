import { connect, type Gateway } from "../../../provider/gateway/index.js";
import { PROJECT_BODY } from "../../harness/bodies.js";
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
    refusal,
    type Seen,
} from "./loopback.js";

let server: Loopback;
let gateway: Gateway;

async function given(reply: (seen: Seen, index: number) => Reply | Promise<Reply>): Promise<void> {
    server = await loopback(reply);
    gateway = connect(server.configuration(), { clock: quickClock() });
}
afterEach(async () => {
    await gateway.close();
    await server.close();
});
const requests = () => server.seen.map(({ method, path }) => `${method} ${path.replace("/master-api", "").replace(RESELLER, "R")}`);

test("every call goes to the path of the contract, with the bearer token", async () => {
    const project = {
        ...PROJECT_BODY,
        projectName: "Hotline",
        commonConfiguration,
        botConfiguration: { type: "rasa", url: "https://bot", token: "t" },
    };
    await given(({ method, path }, index) => {
        if (path.endsWith("/userdetails")) {
            return json({
                defaults: { commonConfiguration, utteranceTimeout: 500, minimumNoiseLevel: -45 },
                deletionRetentionTimeInDays: 90,
            });
        }
        if (path.includes("/projecthierarchy/")) return json({ resellerToken: RESELLER, resellerName: "Top", customers: [] });
        if (method === "GET" && path.includes("/reseller/"))
            return json({ resellerName: "Top", resellerToken: RESELLER, commonConfiguration });
        if (method === "GET" && path.includes("/account/")) return json({ accountName: "Claims", accountToken: "u", commonConfiguration });
        if (method === "GET" && path.includes("/project/")) return json({ ...project, projectToken: "u" });
        if (method === "GET") return json(acme);
        if (/\/(customers\/[^/]+|accounts\/.*|projects\/.*)$/.test(path)) return json(`new${index}`, 201);
        return path.endsWith("/move") ? { status: 201 } : done;
    });
    await gateway.defaults();
    await gateway.tree();
    for (const level of ["reseller", "customer", "account", "project"] as const)
        await gateway.read(level, level === "reseller" ? RESELLER : "u");
    for (const level of ["customer", "account", "project"] as const) {
        expect(await gateway.create(level, level === "customer" ? RESELLER : "above", {})).toMatch(/^new\d+$/);
        await gateway.deactivate(level, "u");
        await gateway.restore(level, "u");
    }
    await gateway.move("p", "c", "a");
    await gateway.change("account", "u", (body) => ({ ...body, accountName: "B" }));
    expect(requests()).toEqual([
        "GET /userdetails",
        "GET /projecthierarchy/R",
        "GET /reseller/R",
        "GET /customers/R/u",
        "GET /account/R/u",
        "GET /project/R/u",
        "POST /customers/R",
        "DELETE /customers/R/u",
        "POST /customerrestore/R/u",
        "POST /accounts/R/above",
        "DELETE /account/R/u",
        "POST /accountrestore/R/u",
        "POST /projects/R/above",
        "DELETE /project/R/u",
        "POST /projectrestore/R/u",
        "POST /project/R/p/move",
        "GET /account/R/u",
        "POST /account/R/u",
    ]);
    expect(new Set(server.seen.map(({ authorization }) => authorization))).toEqual(new Set(["Bearer access-token-MARKER"]));
    expect(server.seen.find(({ path }) => path.endsWith("/move"))?.body).toBe('{"customerToken":"c","accountToken":"a"}');
    expect(server.tokens.map(({ body }) => body)).toEqual([
        "grant_type=client_credentials&client_id=client&client_secret=client-secret-MARKER",
    ]);
    expect(Object.fromEntries(gateway.requests())).toMatchObject({
        "POST token": 1,
        "GET /account/{reseller}/{account}": 2,
        "POST /project/{reseller}/{project}/move": 1,
    });
});

test.each(["../x?y", "a b", "", ".", "..", "a/b", "a%2Fb", "a".repeat(201)])(
    "what is no token (%j) never becomes a path",
    async (token) => {
        await given(() => json(acme));
        await expect(gateway.read("customer", token)).rejects.toThrow("CVG599");
        await expect(gateway.create("account", token, {})).rejects.toThrow("CVG599");
        await expect(gateway.deactivate("project", token)).rejects.toThrow("CVG599");
        expect(server.seen).toHaveLength(0);
    },
);

test("a change sends everything back as it came, but for what was edited", async () => {
    const stored = `{"customerName":"Acme","commonConfiguration":${JSON.stringify(commonConfiguration)},"contact":{"ids":[12345678901234567890,1.0,1e3]},"__proto__":{"a":1},"customerToken":"c1"}`;
    await given(({ method }) => (method === "GET" ? { body: stored } : done));
    const change = await gateway.change("customer", "c1", (body) => ({ ...body, customerName: "Bcme" }));
    expect(server.seen[1]?.body).toBe(stored.replace("Acme", "Bcme"));
    expect(change).toMatchObject({ written: true, before: { customerName: "Acme" }, after: { customerName: "Bcme" } });
    expect(requests()).toEqual(["GET /customers/R/c1", "POST /customers/R/c1"]);
});

test("a change that changes nothing writes nothing, whatever the order and the spelling", async () => {
    await given(() => ({
        body: `{"customerToken":"c1","n":1.0,"commonConfiguration":${JSON.stringify(commonConfiguration)},"customerName":"Acme"}`,
    }));
    const change = await gateway.change("customer", "c1", (body) => ({
        customerName: "Acme",
        customerToken: body.customerToken,
        commonConfiguration: body.commonConfiguration,
        n: 1,
        color: undefined,
    }));
    expect(change.written).toBe(false);
    expect(requests()).toEqual(["GET /customers/R/c1"]);
});

test("readBack answers what the gateway kept instead of what was sent, and settings() knows it", async () => {
    await given(({ method }, index) => {
        if (method === "POST") return done;
        return json(index === 0 ? acme : { ...acme, commonConfiguration: { ...commonConfiguration, maxDialogRetentionTime: 3600000 } });
    });
    const edited = { ...commonConfiguration, maxDialogRetentionTime: 86400000 };
    const change = await gateway.change("customer", "c1", (body) => ({ ...body, commonConfiguration: edited }), {
        readBack: async () => true,
    });
    expect(change).toMatchObject({ written: true, after: { commonConfiguration: { maxDialogRetentionTime: 3600000 } } });
    expect((await gateway.settings("customer", "c1")).maxDialogRetentionTime).toBe(3600000);
    expect(requests()).toEqual(["GET /customers/R/c1", "POST /customers/R/c1", "GET /customers/R/c1"]);
});

test("changes of one unit wait for each other, also after one that failed; those of different units do not", async () => {
    let [name, waiting] = ["", 0];
    let bothThere = () => {};
    const both = new Promise<void>((resolve) => {
        bothThere = resolve;
    });
    await given(async ({ method, path, body }) => {
        if (path.endsWith("/x") || path.endsWith("/y")) {
            waiting += 1;
            if (waiting === 2) bothThere();
            await both;
            return json(acme);
        }
        if (method === "POST") name = JSON.parse(body).customerName;
        return method === "POST" ? done : json({ ...acme, customerName: name === "" ? "-" : name });
    });
    const append = (letter: string) =>
        gateway.change("customer", "c1", (body) => ({ ...body, customerName: `${body.customerName}${letter}` }));
    const failing = gateway.change("customer", "c1", () => {
        throw new Error("edit");
    });
    const results = await Promise.allSettled([append("a"), failing, append("b"), append("c")]);
    expect(results.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled", "fulfilled"]);
    expect(name).toBe("-abc");
    await Promise.all([gateway.change("customer", "x", (body) => body), gateway.change("customer", "y", (body) => body)]);
});

test("settings are read once for all that ask at the same time, and remembered", async () => {
    await given(() => json(acme));
    const all = await Promise.all(Array.from({ length: 20 }, () => gateway.settings("customer", "c1")));
    expect(all).toEqual(Array.from({ length: 20 }, () => commonConfiguration));
    await gateway.settings("customer", "c1");
    expect(requests()).toEqual(["GET /customers/R/c1"]);
});

test("settings that were read, created or written need no request", async () => {
    await given(({ method, path }) => (method === "GET" ? json(acme) : path.endsWith(RESELLER) ? json("new", 201) : done));
    await gateway.read("customer", "c1");
    await gateway.create("customer", RESELLER, {
        customerName: "N",
        commonConfiguration: { ...commonConfiguration, allowRecordings: true },
    });
    await gateway.change("customer", "c2", (body) => ({
        ...body,
        commonConfiguration: { ...commonConfiguration, allowOutboundCalls: true },
    }));
    const before = server.seen.length;
    expect(await gateway.settings("customer", "c1")).toEqual(commonConfiguration);
    expect((await gateway.settings("customer", "new")).allowRecordings).toBe(true);
    expect((await gateway.settings("customer", "c2")).allowOutboundCalls).toBe(true);
    expect(server.seen).toHaveLength(before);
});

test("a read that a write overtook does not bring the old settings back", async () => {
    let answerLate = () => {};
    const late = new Promise<void>((resolve) => {
        answerLate = resolve;
    });
    await given(async ({ method }, index) => {
        if (index === 0) await late;
        return method === "GET" ? json(acme) : done;
    });
    const slow = gateway.settings("customer", "c1");
    await gateway.change("customer", "c1", (body) => ({ ...body, commonConfiguration: { ...commonConfiguration, allowRecordings: true } }));
    answerLate();
    expect((await slow).allowRecordings).toBe(true);
    expect((await gateway.settings("customer", "c1")).allowRecordings).toBe(true);
});

test.each<[string, () => Promise<unknown>]>([
    [
        "a write that failed",
        () => gateway.change("customer", "c1", (body) => ({ ...body, customerName: "refused" })).catch(() => undefined),
    ],
    ["a restore", () => gateway.restore("customer", "c1")],
    ["a deactivation", () => gateway.deactivate("customer", "c1")],
])("after %s settings are read anew", async (_what, act) => {
    await given(({ method, body }) => (method === "GET" ? json(acme) : body.includes("refused") ? refusal(400, "VALIDATION") : done));
    await gateway.settings("customer", "c1");
    await act();
    const before = server.seen.length;
    await gateway.settings("customer", "c1");
    expect(server.seen.length - before).toBe(1);
});

test("spelled numbers are numbers in settings", async () => {
    await given(() => ({
        body: JSON.stringify(acme)
            .replace("600000,", "600000,")
            .replace('"maxDialogRetentionTime":600000', '"maxDialogRetentionTime":600000.0'),
    }));
    expect((await gateway.settings("customer", "c1")).maxDialogRetentionTime).toBe(600000);
});

test("the tree and the defaults are read once a process; a failure is not kept", async () => {
    await given((_seen, index) =>
        index === 0 ? refusal(403, "FORBIDDEN") : json({ resellerToken: RESELLER, resellerName: "Top", customers: [] }),
    );
    await expect(gateway.tree()).rejects.toThrow("CVG507");
    const [one, other] = await Promise.all([gateway.tree(), gateway.tree()]);
    expect(one).toBe(other);
    expect(await gateway.tree()).toBe(one);
    expect(server.seen).toHaveLength(2);
});

test("what the gateway does not have is undefined to read and CVG301 to all others, by level, token and name", async () => {
    let gone = false;
    await given(() => (gone ? refusal(404, "NOT_FOUND") : json(acme)));
    await gateway.read("customer", "c1");
    gone = true;
    expect(await gateway.read("customer", "c1")).toBeUndefined();
    expect((await failure(gateway.change("customer", "c1", (body) => body))).message).toMatch(
        /^CVG301 customer "Acme" \(c1\): the gateway answered 404 NOT_FOUND to GET \/customers\/\{reseller\}\/\{customer\}/,
    );
    await expect(gateway.settings("account", "a9")).rejects.toThrow("CVG301 account a9: ");
    await expect(gateway.deactivate("project", "p9")).rejects.toThrow("CVG301 project p9: ");
    await expect(gateway.create("account", "c1", { accountName: "Claims" })).rejects.toThrow(
        'CVG301 new account "Claims" under customer "Acme" (c1): ',
    );
});

test("the gateway's clock is known by its Date header, and goes on by ours", async () => {
    const clock = quickClock();
    server = await loopback(() => json(acme, 200, { date: "Tue, 23 Feb 2027 10:00:00 GMT" }));
    gateway = connect(server.configuration(), { clock });
    expect(gateway.now()).toBe(clock.now());
    await gateway.read("customer", "c1");
    expect(gateway.now()).toBe(Date.parse("2027-02-23T10:00:00Z"));
    clock.advance(5000);
    expect(gateway.now()).toBe(Date.parse("2027-02-23T10:00:05Z"));
});
