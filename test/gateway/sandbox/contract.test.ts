import { account, customer, MONTH, OPEN, project, refusal, unitsIn } from "./bodies.js";
import { accessToken, type Json, openSandbox, send } from "./open-sandbox.js";

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const UNKNOWN = "00000000-0000-4000-8000-000000000000";

describe("access", () => {
    const ask = async (tokenUrl: string, fields: Record<string, string>, headers = {}) =>
        await send("POST", tokenUrl, new URLSearchParams(fields).toString(), {
            "content-type": "application/x-www-form-urlencoded",
            ...headers,
        });

    test("client credentials buy a bearer token for five minutes", async () => {
        const { sandbox } = await openSandbox();
        const { status, json } = await ask(sandbox.tokenUrl, {
            grant_type: "client_credentials",
            client_id: sandbox.clientId,
            client_secret: sandbox.clientSecret,
        });
        expect([status, json]).toEqual([200, { access_token: expect.any(String), token_type: "Bearer", expires_in: 300 }]);
    });

    test("client id and secret may come by HTTP Basic", async () => {
        const { sandbox } = await openSandbox();
        const basic = Buffer.from(`${sandbox.clientId}:${sandbox.clientSecret}`).toString("base64");
        const reply = await ask(sandbox.tokenUrl, { grant_type: "client_credentials" }, { authorization: `Basic ${basic}` });
        expect(reply.json).toMatchObject({ token_type: "Bearer" });
    });

    test("a wrong secret is an invalid client", async () => {
        const { sandbox } = await openSandbox();
        const { status, json } = await ask(sandbox.tokenUrl, {
            grant_type: "client_credentials",
            client_id: sandbox.clientId,
            client_secret: "wrong",
        });
        expect([status, json]).toEqual([401, { error: "invalid_client" }]);
    });

    test("another grant is refused", async () => {
        const { sandbox } = await openSandbox();
        const { clientId, clientSecret } = sandbox;
        const { status } = await ask(sandbox.tokenUrl, { grant_type: "password", client_id: clientId, client_secret: clientSecret });
        expect(status).toBe(400);
    });

    test.each(["", "Bearer nonsense", `Bearer 9999999999999.0123456789abcdef.${"0".repeat(64)}`])(
        "a call with the authorization %j is unauthorized",
        async (authorization) => {
            const { sandbox } = await openSandbox();
            const reply = await send("GET", `${sandbox.endpoint}/userdetails`, undefined, { authorization });
            expect(refusal(reply)).toEqual({ status: 401, code: "UNAUTHORIZED", fields: [] });
        },
    );

    test("a token expires by the wall clock, and not by the movable one", async () => {
        const opened = await openSandbox({ accessTokenSeconds: 1 });
        const authorization = `Bearer ${await accessToken(opened.sandbox)}`;
        const call = () => send("GET", `${opened.sandbox.endpoint}/userdetails`, undefined, { authorization });
        await opened.control("POST", "/clock", { advance: "1 day" });
        expect((await call()).status).toBe(200);
        await new Promise((resolve) => setTimeout(resolve, 1050));
        expect((await call()).status).toBe(401);
    });
});

describe("every answer", () => {
    test.each([
        ["a result", "GET", "/userdetails"],
        ["an empty answer", "POST", "/customerrestore/{reseller}/CUSTOMER"],
        ["a refusal", "GET", `/customers/{reseller}/${UNKNOWN}`],
        ["a call that does not exist", "GET", "/nothing"],
    ])("carries the gateway's Date and a request id: %s", async (_what, method, path) => {
        const opened = await openSandbox();
        const { customer } = await unitsIn(opened);
        await opened.control("POST", "/clock", { now: "2040-02-29T12:00:00Z" });
        const { headers } = await opened.call(method, path.replace("CUSTOMER", customer));
        expect(headers.get("date")).toMatch(/^Wed, 29 Feb 2040 12:00:0\d GMT$/);
        expect(headers.get("x-request-id")).toMatch(UUID);
    });

    test("names its request id only once", async () => {
        const { call } = await openSandbox();
        const ids = await Promise.all([1, 2, 3].map(async () => (await call("GET", "/userdetails")).headers.get("x-request-id")));
        expect(new Set(ids).size).toBe(3);
    });
});

test("the defaults are those of the console", async () => {
    const { call } = await openSandbox();
    const { status, json } = await call("GET", "/userdetails");
    expect([status, json]).toEqual([
        200,
        {
            defaults: {
                commonConfiguration: {
                    allowOutboundCalls: false,
                    allowRecordings: false,
                    maxRecordingRetentionTime: 604800000,
                    anonymizeRemoteNumbers: false,
                    storeDialogData: true,
                    maxDialogRetentionTime: 600000,
                },
                utteranceTimeout: 500,
                minimumNoiseLevel: -45,
            },
            deletionRetentionTimeInDays: 90,
        },
    ]);
});

test("a fresh reseller allows everything for thirty days", async () => {
    const { call, sandbox } = await openSandbox();
    const { json } = await call("GET", "/reseller/{reseller}");
    expect(json).toMatchObject({ resellerToken: sandbox.reseller, commonConfiguration: { ...OPEN, maxDialogRetentionTime: MONTH } });
});

test("the reseller takes new settings, a name, contact and styles", async () => {
    const { call, sandbox } = await openSandbox();
    const body = { resellerName: "North", commonConfiguration: OPEN, contact: { mail: "a@b.example" }, styles: { dark: true } };
    expect((await call("POST", "/reseller/{reseller}", body)).status).toBe(204);
    expect((await call("GET", "/reseller/{reseller}")).json).toEqual({ ...body, resellerToken: sandbox.reseller });
});

test("a unit of each level is created, read, updated and found in the tree", async () => {
    const opened = await openSandbox();
    const { call, sandbox } = opened;
    const created = await call("POST", "/customers/{reseller}", customer());
    expect([created.status, created.json]).toEqual([201, expect.stringMatching(UUID)]);
    const acme: string = created.json;
    const claims: string = (await call("POST", `/accounts/{reseller}/${acme}`, account())).json;
    const hotline: string = (await call("POST", `/projects/{reseller}/${claims}`, project())).json;

    expect((await call("GET", `/customers/{reseller}/${acme}`)).json).toEqual({ ...customer(), customerToken: acme, inactive: false });
    expect((await call("GET", `/account/{reseller}/${claims}`)).json).toEqual({
        ...account(),
        accountToken: claims,
        customerToken: acme,
        customerName: "Acme",
        inactive: false,
    });
    expect((await call("GET", `/project/{reseller}/${hotline}`)).json).toEqual({ ...project(), projectToken: hotline, inactive: false });

    const renamed = await call("POST", `/account/{reseller}/${claims}`, account({}, { accountName: "Damage" }));
    expect([renamed.status, renamed.text]).toEqual([204, ""]);
    expect((await call("GET", "/projecthierarchy/{reseller}")).json).toEqual({
        resellerToken: sandbox.reseller,
        resellerName: expect.any(String),
        customers: [
            {
                customerToken: acme,
                customerName: "Acme",
                inactive: false,
                accounts: [
                    {
                        accountToken: claims,
                        accountName: "Damage",
                        inactive: false,
                        projects: [{ projectToken: hotline, projectName: "Hotline", inactive: false }],
                    },
                ],
            },
        ],
    });
});

test("the tree lists units in the order in which they were made, under the names that they have", async () => {
    const { call } = await openSandbox();
    const names = [
        'A "quoted" \\ one',
        "tab\tnew\nline",
        "nul \u0000 bell \u0007",
        "ä 漢 😀 \u2028",
        "</script>",
        ...Array.from({ length: 12 }, (_, i) => `${i}`),
    ];
    const made: [string, string][] = [];
    for (const name of names) made.push([(await call("POST", "/customers/{reseller}", customer({}, { customerName: name }))).json, name]);
    await call("POST", `/customers/{reseller}/${made[0]?.[0]}`, customer({}, { customerName: names[0], note: "written again" }));
    const { customers } = (await call("GET", "/projecthierarchy/{reseller}")).json;
    expect(customers.map((unit: Json) => [unit.customerToken, unit.customerName])).toEqual(made);
    for (const [token, name] of made) expect((await call("GET", `/customers/{reseller}/${token}`)).json.customerName).toBe(name);
});

describe("not found", () => {
    test.each([
        ["GET", "/customers/{reseller}/X"],
        ["POST", "/customers/{reseller}/X"],
        ["DELETE", "/customers/{reseller}/X"],
        ["POST", "/customerrestore/{reseller}/X"],
        ["POST", "/accounts/{reseller}/X"],
        ["GET", "/account/{reseller}/X"],
        ["POST", "/account/{reseller}/X"],
        ["DELETE", "/account/{reseller}/X"],
        ["POST", "/accountrestore/{reseller}/X"],
        ["POST", "/projects/{reseller}/X"],
        ["GET", "/project/{reseller}/X"],
        ["POST", "/project/{reseller}/X"],
        ["DELETE", "/project/{reseller}/X"],
        ["POST", "/project/{reseller}/X/move"],
        ["POST", "/projectrestore/{reseller}/X"],
        ["GET", "/reseller/X"],
        ["POST", "/reseller/X"],
        ["GET", "/projecthierarchy/X"],
        ["POST", "/customers/X"],
    ])("%s %s of what does not exist, whatever the body", async (method, path) => {
        const { call } = await openSandbox();
        const body = method === "POST" ? "not JSON" : undefined;
        expect(refusal(await call(method, path.replace("X", UNKNOWN), body))).toEqual({ status: 404, code: "NOT_FOUND", fields: [] });
    });

    test("a unit by the call of another level", async () => {
        const opened = await openSandbox();
        const { customer } = await unitsIn(opened);
        expect(refusal(await opened.call("GET", `/account/{reseller}/${customer}`)).code).toBe("NOT_FOUND");
    });

    test("a unit of this reseller under another one", async () => {
        const opened = await openSandbox();
        const { customer } = await unitsIn(opened);
        expect(refusal(await opened.call("GET", `/customers/${UNKNOWN}/${customer}`)).code).toBe("NOT_FOUND");
    });
});

describe("checks come in the contract's order", () => {
    test("no token before unknown unit", async () => {
        const { sandbox } = await openSandbox();
        const reply = await send("POST", `${sandbox.endpoint}/account/${UNKNOWN}/${UNKNOWN}`, "x", {});
        expect(refusal(reply).code).toBe("UNAUTHORIZED");
    });

    test("wrong fields before an inactive unit", async () => {
        const opened = await openSandbox();
        const { project: hotline } = await unitsIn(opened);
        await opened.call("DELETE", `/project/{reseller}/${hotline}`);
        const wrong = await opened.call("POST", `/project/{reseller}/${hotline}`, project({}, { projectName: "" }));
        expect(refusal(wrong)).toEqual({ status: 400, code: "VALIDATION", fields: ["projectName"] });
        expect(refusal(await opened.call("POST", `/project/{reseller}/${hotline}`, project())).code).toBe("UNIT_INACTIVE");
    });

    test("inactive before numbers before limits", async () => {
        const opened = await openSandbox();
        const { call } = opened;
        const number = "+493023125000";
        const { account: claims, project: holder } = await unitsIn(opened, {
            account: account({ maxDialogRetentionTime: 3_600_000 }),
            project: project({ maxDialogRetentionTime: 3_600_000 }, { platformNumbers: [number] }),
        });
        const bad = project({ maxDialogRetentionTime: MONTH }, { platformNumbers: [number] });
        expect(refusal(await call("POST", `/projects/{reseller}/${claims}`, bad))).toEqual({
            status: 409,
            code: "NUMBER_TAKEN",
            fields: ["platformNumbers"],
        });
        await call("DELETE", `/project/{reseller}/${holder}`);
        expect(refusal(await call("POST", `/projects/{reseller}/${claims}`, bad)).code).toBe("EXCEEDS_PARENT");
        await call("DELETE", `/account/{reseller}/${claims}`);
        expect(refusal(await call("POST", `/projects/{reseller}/${claims}`, bad)).code).toBe("PARENT_INACTIVE");
    });
});
