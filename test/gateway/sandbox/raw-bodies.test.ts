import { account, customer, OPEN, project, refusal, unitsIn } from "./bodies.js";
import { openSandbox } from "./open-sandbox.js";

describe("what the gateway does not know comes back as it was sent", () => {
    const SETTINGS = JSON.stringify(OPEN);
    const ODD =
        '"big":12345678901234567890,"one":1.0,"exponent":1e400,"minus":-0,"deep":{"list":[1.50,{"x":0.10}]},"null":null,"text":"ä\\u0000😀"';

    test("unknown fields keep every number's spelling, through a create and an update", async () => {
        const { call } = await openSandbox();
        const { json: token } = await call(
            "POST",
            "/customers/{reseller}",
            `{"customerName":"A",${ODD},"commonConfiguration":${SETTINGS}}`,
        );
        const first = await call("GET", `/customers/{reseller}/${token}`);
        expect(first.text).toContain(ODD);
        expect((await call("POST", `/customers/{reseller}/${token}`, first.text)).status).toBe(204);
        expect((await call("GET", `/customers/{reseller}/${token}`)).text).toBe(first.text);
    });

    test("numbers of fields that are known keep their spelling too", async () => {
        const { call } = await openSandbox();
        const settings = SETTINGS.replace("2592000000", "864e5");
        const { json: token } = await call("POST", "/customers/{reseller}", `{"customerName":"A","commonConfiguration":${settings}}`);
        expect((await call("GET", `/customers/{reseller}/${token}`)).text).toContain('"maxRecordingRetentionTime":864e5');
    });

    test("a field beside the settings in commonConfiguration, and a field called __proto__, live on", async () => {
        const { call } = await openSandbox();
        const settings = SETTINGS.replace("{", '{"newerSetting":{"a":1.0},');
        const { json: token } = await call(
            "POST",
            "/customers/{reseller}",
            `{"customerName":"A","__proto__":{"inactive":true},"commonConfiguration":${settings}}`,
        );
        const { text } = await call("GET", `/customers/{reseller}/${token}`);
        expect(text).toContain('"newerSetting":{"a":1.0}');
        expect(text).toContain('"__proto__":{"inactive":true}');
    });

    test("what a later update leaves out is gone", async () => {
        const opened = await openSandbox();
        const { project: token } = await unitsIn(opened, { project: project({}, { color: "TEAL", inactivityTimeout: 5000, later: 1 }) });
        await opened.call("POST", `/project/{reseller}/${token}`, project());
        expect((await opened.call("GET", `/project/{reseller}/${token}`)).json).toEqual({
            ...project(),
            projectToken: token,
            inactive: false,
        });
    });
});

test("fields that only reads have are ignored in writes, whatever they say", async () => {
    const opened = await openSandbox();
    const { customer: acme, account: claims } = await unitsIn(opened);
    const claim = account({}, { accountToken: 1, customerToken: "other", customerName: "Other", inactive: true });
    expect((await opened.call("POST", `/account/{reseller}/${claims}`, claim)).status).toBe(204);
    expect((await opened.call("GET", `/account/{reseller}/${claims}`)).json).toEqual({
        ...account(),
        accountToken: claims,
        customerToken: acme,
        customerName: "Acme",
        inactive: false,
    });
});

test("every body that was read can be posted back as it is", async () => {
    const opened = await openSandbox();
    const units = await unitsIn(opened);
    for (const path of [
        "/reseller/{reseller}",
        `/customers/{reseller}/${units.customer}`,
        `/account/{reseller}/${units.account}`,
        `/project/{reseller}/${units.project}`,
    ]) {
        const { text } = await opened.call("GET", path);
        expect((await opened.call("POST", path, text)).status).toBe(204);
        expect((await opened.call("GET", path)).text).toBe(text);
    }
});

describe("wrong bodies name every offending field", () => {
    test.each([["{"], [""], ["[]"], ["1"], ["null"], ['"text"']])("%j is no body", async (body) => {
        const { call } = await openSandbox();
        expect(refusal(await call("POST", "/customers/{reseller}", body))).toEqual({ status: 400, code: "VALIDATION", fields: [] });
    });

    test("a customer", async () => {
        const { call } = await openSandbox();
        const { storeDialogData: _left, ...settings } = OPEN;
        const body = { customerName: "  ", commonConfiguration: { ...settings, maxDialogRetentionTime: 0, allowRecordings: "yes" } };
        expect(refusal(await call("POST", "/customers/{reseller}", body)).fields).toEqual([
            "commonConfiguration.allowRecordings",
            "commonConfiguration.maxDialogRetentionTime",
            "commonConfiguration.storeDialogData",
            "customerName",
        ]);
    });

    test.each([-1, 0, 1.5, "600000", null, 1e300])("a period of %j milliseconds", async (period) => {
        const { call } = await openSandbox();
        const body = { customerName: "A", commonConfiguration: { ...OPEN, maxRecordingRetentionTime: period } };
        expect(refusal(await call("POST", "/customers/{reseller}", body)).fields).toEqual([
            "commonConfiguration.maxRecordingRetentionTime",
        ]);
    });

    test("a name of 201 characters, where 200 and any number of spaces around them pass", async () => {
        const { call } = await openSandbox();
        expect((await call("POST", "/customers/{reseller}", customer({}, { customerName: ` ${"x".repeat(200)} ` }))).status).toBe(201);
        const long = await call("POST", "/customers/{reseller}", customer({}, { customerName: "x".repeat(201) }));
        expect(refusal(long).fields).toEqual(["customerName"]);
    });

    test("a project without anything", async () => {
        const opened = await openSandbox();
        const { account: claims } = await unitsIn(opened);
        expect(refusal(await opened.call("POST", `/projects/{reseller}/${claims}`, {})).fields).toEqual([
            "botConfiguration",
            "callOriginRestriction",
            "commonConfiguration",
            "externalNumbers",
            "minimumNoiseLevel",
            "platformNumbers",
            "projectName",
            "provisioningBlocks",
            "synthesizerLanguage",
            "synthesizers",
            "transcriberLanguage",
            "transcribers",
            "utteranceTimeout",
        ]);
    });

    test.each([
        ["transcribers", []],
        ["botConfiguration.type", { type: "unheard-of" }, "botConfiguration"],
        ["botConfiguration.url", { type: "rasa", token: "x" }, "botConfiguration"],
        ["utteranceTimeout", 199],
        ["utteranceTimeout", 1001],
        ["minimumNoiseLevel", -61],
        ["minimumNoiseLevel", -29],
        ["inactivityTimeout", 1999],
        ["inactivityTimeout", 20001],
        ["platformNumbers[0]", ["030123"], "platformNumbers"],
        ["platformNumbers", ["+493023125000", "+493023125001", "+493023125000"]],
        ["externalNumbers[0].type", [{ number: "+49301", type: "PINK" }], "externalNumbers"],
        ["provisioningBlocks[1]", [1, "2"], "provisioningBlocks"],
        ["callOriginRestriction.enabled", { allowedNumbers: [] }, "callOriginRestriction"],
    ])("a project's %s that is %j", async (reference, value, field = reference) => {
        const opened = await openSandbox();
        const { account: claims } = await unitsIn(opened);
        const reply = await opened.call("POST", `/projects/{reseller}/${claims}`, project({}, { [field]: value }));
        expect(refusal(reply)).toEqual({ status: 400, code: "VALIDATION", fields: [reference] });
    });

    test("a number that stands twice is named beside the other faults", async () => {
        const opened = await openSandbox();
        const { account: claims } = await unitsIn(opened);
        const twice = project({}, { projectName: "", platformNumbers: ["+493023125000", "+493023125000"] });
        expect(refusal(await opened.call("POST", `/projects/{reseller}/${claims}`, twice)).fields).toEqual([
            "platformNumbers",
            "projectName",
        ]);
    });

    test("nothing is stored of a body that is refused", async () => {
        const { call } = await openSandbox();
        await call("POST", "/customers/{reseller}", customer({ maxDialogRetentionTime: -1 }));
        expect((await call("GET", "/projecthierarchy/{reseller}")).json.customers).toEqual([]);
    });

    test("a body a thousand levels deep is refused, not a defect", async () => {
        const { call } = await openSandbox();
        const deep = `{"customerName":"A","commonConfiguration":${JSON.stringify(OPEN)},"x":${"[".repeat(2000)}${"]".repeat(2000)}}`;
        expect(refusal(await call("POST", "/customers/{reseller}", deep)).code).toBe("VALIDATION");
    });
});
