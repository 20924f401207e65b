import { account, CLOSED, customer, DAY, OPEN, project, refusal, reseller, unitsIn } from "./bodies.js";
import { openSandbox } from "./open-sandbox.js";

describe("the clock", () => {
    test("is today's until it is moved, and then runs on from there", async () => {
        const { control } = await openSandbox();
        const now = async () => Date.parse((await control("GET", "/clock")).json.now);
        expect(Math.abs((await now()) - Date.now())).toBeLessThan(2000);
        await control("POST", "/clock", { advance: "91 days" });
        const first = await now();
        expect(Math.abs(first - Date.now() - 91 * DAY)).toBeLessThan(2000);
        await new Promise((resolve) => setTimeout(resolve, 20));
        expect(await now()).toBeGreaterThan(first);
    });

    test.each([
        { now: "2001-01-01T00:00:00Z" },
        { advance: "-1 day" },
        { advance: "soon" },
        { advance: 5 },
        { now: "tomorrow" },
        {},
        { advance: "999999999 months" },
    ])("does not go by %j", async (move) => {
        const { control } = await openSandbox();
        expect((await control("POST", "/clock", move)).status).toBe(400);
    });
});

test("requests are logged and counted by route, until they are cleared", async () => {
    const { call, control, sandbox } = await openSandbox();
    const { json: acme } = await call("POST", "/customers/{reseller}", customer());
    await call("GET", `/customers/{reseller}/${acme}`);
    const last = await call("GET", `/customers/{reseller}/none`);
    const { requests, counts } = (await control("GET", "/requests")).json;
    expect(counts).toEqual({
        "POST token": 1,
        "POST /customers/{reseller}": 1,
        "GET /customers/{reseller}/{customer}": 2,
    });
    expect(requests.at(-1)).toEqual({
        id: last.headers.get("x-request-id"),
        at: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
        method: "GET",
        route: "/customers/{reseller}/{customer}",
        path: `/master-api/customers/${sandbox.reseller}/none`,
        status: 404,
        ms: expect.any(Number),
    });
    expect((await control("DELETE", "/requests")).status).toBe(204);
    expect((await control("GET", "/requests")).json).toEqual({ requests: [], counts: {} });
});

describe("the history", () => {
    test("names all units whose effective settings a write changed, and no others", async () => {
        const opened = await openSandbox();
        const closed = { account: account(CLOSED), project: project(CLOSED) };
        const open = await unitsIn(opened);
        await unitsIn(opened, { customer: customer(CLOSED), ...closed });
        await opened.control("DELETE", "/history");
        const write = await opened.call("POST", "/reseller/{reseller}", reseller({ maxDialogRetentionTime: DAY }));
        const [entry, ...more] = (await opened.control("GET", "/history")).json.history;
        expect(more).toEqual([]);
        expect(entry.requestId).toBe(write.headers.get("x-request-id"));
        expect(entry.unit).toBe(opened.sandbox.reseller);
        const change = { before: OPEN, after: { ...OPEN, maxDialogRetentionTime: DAY } };
        const expected = [opened.sandbox.reseller, open.customer, open.account, open.project].map((unit) => ({ unit, ...change }));
        expect(new Set(entry.changed)).toEqual(new Set(expected));
    });

    test("shows births and deletions as from and to nothing, and a rename as no change", async () => {
        const opened = await openSandbox();
        const { project: hotline } = await unitsIn(opened);
        await opened.call("POST", `/project/{reseller}/${hotline}`, project({}, { projectName: "New" }));
        await opened.call("DELETE", `/project/{reseller}/${hotline}`);
        const { history } = (await opened.control("GET", "/history")).json;
        expect(history.slice(2).map((write: { changed: unknown }) => write.changed)).toEqual([
            [{ unit: hotline, before: null, after: OPEN }],
            [],
            [{ unit: hotline, before: OPEN, after: null }],
        ]);
    });

    test("holds no write that was refused", async () => {
        const opened = await openSandbox();
        await opened.call("POST", "/customers/{reseller}", customer({ maxDialogRetentionTime: -1 }));
        await opened.call("POST", "/customers/{reseller}", customer({ maxDialogRetentionTime: 90 * DAY }));
        expect((await opened.control("GET", "/history")).json).toEqual({ history: [] });
    });
});

describe("faults", () => {
    const CREATE = { method: "POST", route: "/customers/{reseller}" };
    const count = async ({ call }: Awaited<ReturnType<typeof openSandbox>>) =>
        (await call("GET", "/projecthierarchy/{reseller}")).json.customers.length;

    test.each([
        ["drop-before", 0],
        ["drop-after", 1],
    ])("%s cuts the connection and has made %d units", async (kind, made) => {
        const opened = await openSandbox();
        await opened.control("POST", "/faults", [{ match: CREATE, kind }]);
        await expect(opened.call("POST", "/customers/{reseller}", customer())).rejects.toThrow("fetch failed");
        expect(await count(opened)).toBe(made);
        expect((await opened.call("POST", "/customers/{reseller}", customer())).status).toBe(201);
    });

    test("status answers without doing it, as often as is ordered and after those it skips", async () => {
        const opened = await openSandbox();
        await opened.control("POST", "/faults", [{ match: CREATE, skip: 1, times: 2, kind: "status", status: 503, retryAfterSeconds: 7 }]);
        const replies = [];
        for (const _time of [1, 2, 3, 4]) replies.push(await opened.call("POST", "/customers/{reseller}", customer()));
        expect(replies.map(({ status }) => status)).toEqual([201, 503, 503, 201]);
        expect(replies.map(({ headers }) => headers.get("retry-after"))).toEqual([null, "7", "7", null]);
        expect(replies[1]?.json.errorData.code).toBe("UNAVAILABLE");
        expect(await count(opened)).toBe(2);
    });

    test("malformed does it and answers what cannot be read", async () => {
        const opened = await openSandbox();
        await opened.control("POST", "/faults", [{ match: CREATE, kind: "malformed" }]);
        const reply = await opened.call("POST", "/customers/{reseller}", customer());
        expect(() => JSON.parse(reply.text)).toThrow();
        expect(reply.status).toBe(201);
        expect(await count(opened)).toBe(1);
    });

    test("error-in-2xx says it in an answer 200", async () => {
        const opened = await openSandbox();
        await opened.control("POST", "/faults", [{ match: CREATE, kind: "error-in-2xx", status: 403 }]);
        const reply = await opened.call("POST", "/customers/{reseller}", customer());
        expect(refusal(reply)).toEqual({ status: 200, code: "FORBIDDEN", fields: [] });
        expect(await count(opened)).toBe(0);
    });

    test("delay does it later", async () => {
        const opened = await openSandbox();
        await opened.control("POST", "/faults", [{ match: CREATE, kind: "delay", delayMs: 120 }]);
        const started = performance.now();
        expect((await opened.call("POST", "/customers/{reseller}", customer())).status).toBe(201);
        expect(performance.now() - started).toBeGreaterThan(110);
    });

    test("strike the token endpoint too, and anything when nothing is matched; DELETE calls them off", async () => {
        const opened = await openSandbox();
        const { tokenUrl } = opened.sandbox;
        await opened.control("POST", "/faults", [{ match: { route: "token" }, kind: "status", status: 500 }]);
        expect((await fetch(tokenUrl, { method: "POST", body: "" })).status).toBe(500);
        await opened.control("POST", "/faults", [{ kind: "status", status: 500, times: 9 }]);
        expect((await opened.call("GET", "/userdetails")).status).toBe(500);
        expect((await opened.control("DELETE", "/faults")).status).toBe(204);
        expect((await opened.call("GET", "/userdetails")).status).toBe(200);
    });

    test("of an unknown kind are refused", async () => {
        const { control } = await openSandbox();
        expect((await control("POST", "/faults", [{ kind: "earthquake" }])).status).toBe(400);
    });
});

describe("limits", () => {
    test("beyond the burst a request is refused with the seconds to wait", async () => {
        const { call, control } = await openSandbox();
        await control("POST", "/limits", { requestsPerSecond: 0.5, burst: 2 });
        const replies = [];
        for (const _time of [1, 2, 3]) replies.push(await call("GET", "/userdetails"));
        expect(replies.map(({ status }) => status)).toEqual([200, 200, 429]);
        expect(replies[2]?.json.errorData.code).toBe("TOO_MANY_REQUESTS");
        expect(replies[2]?.headers.get("retry-after")).toBe("2");
        await control("POST", "/limits", { requestsPerSecond: null });
        expect((await call("GET", "/userdetails")).status).toBe(200);
    });

    test("after the time it named, a request passes", async () => {
        const { call, control } = await openSandbox();
        await control("POST", "/limits", { requestsPerSecond: 10, burst: 1 });
        expect((await call("GET", "/userdetails")).status).toBe(200);
        expect((await call("GET", "/userdetails")).status).toBe(429);
        await new Promise((resolve) => setTimeout(resolve, 110));
        expect((await call("GET", "/userdetails")).status).toBe(200);
    });

    test("a latency slows every answer down", async () => {
        const { call, control } = await openSandbox();
        await control("POST", "/limits", { latencyMs: 80 });
        const started = performance.now();
        await call("GET", "/userdetails");
        expect(performance.now() - started).toBeGreaterThan(75);
    });
});

test("the control tree shows stored and effective settings of every unit", async () => {
    const opened = await openSandbox();
    const units = await unitsIn(opened);
    await opened.call("POST", `/account/{reseller}/${units.account}`, account(CLOSED));
    const unit = { inactive: false, purgeAt: null };
    expect((await opened.control("GET", "/tree")).json).toEqual({
        resellerToken: opened.sandbox.reseller,
        resellerName: expect.any(String),
        ...unit,
        stored: OPEN,
        effective: OPEN,
        customers: [
            {
                customerToken: units.customer,
                customerName: "Acme",
                ...unit,
                stored: OPEN,
                effective: OPEN,
                accounts: [
                    {
                        accountToken: units.account,
                        accountName: "Claims",
                        ...unit,
                        stored: CLOSED,
                        effective: CLOSED,
                        projects: [{ projectToken: units.project, projectName: "Hotline", ...unit, stored: OPEN, effective: CLOSED }],
                    },
                ],
            },
        ],
    });
});

test("what the control API does not know is not found", async () => {
    const { control } = await openSandbox();
    expect((await control("GET", "/nothing")).status).toBe(404);
    expect((await control("POST", "/calls/unknown/end")).status).toBe(404);
});
