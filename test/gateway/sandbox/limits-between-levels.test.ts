import {
    ALL_SIX,
    account,
    CLOSED,
    customer,
    DAY,
    HOUR,
    MINUTES_10,
    MONTH,
    OPEN,
    project,
    refusal,
    reseller,
    type Settings,
    unitsIn,
    WEEK,
} from "./bodies.js";
import { openSandbox } from "./open-sandbox.js";

describe("the manual's example: a reseller at one day", () => {
    test.each([DAY, HOUR, MINUTES_10])("leaves %d ms to a customer", async (period) => {
        const { call } = await openSandbox();
        await call("POST", "/reseller/{reseller}", reseller({ maxDialogRetentionTime: DAY }));
        expect((await call("POST", "/customers/{reseller}", customer({ maxDialogRetentionTime: period }))).status).toBe(201);
    });

    test("does not leave one week, and the refusal names that and nothing else", async () => {
        const { call } = await openSandbox();
        await call("POST", "/reseller/{reseller}", reseller({ maxDialogRetentionTime: DAY }));
        const reply = await call("POST", "/customers/{reseller}", customer({ maxDialogRetentionTime: WEEK }));
        expect(refusal(reply)).toEqual({ status: 400, code: "EXCEEDS_PARENT", fields: ["commonConfiguration.maxDialogRetentionTime"] });
    });
});

/** For each setting a strict value above and a looser one below. */
const ONE_EACH: readonly (readonly [keyof Settings, Partial<Settings>, Partial<Settings>])[] = [
    ["allowOutboundCalls", { allowOutboundCalls: false }, { allowOutboundCalls: true }],
    ["allowRecordings", { allowRecordings: false }, { allowRecordings: true }],
    ["maxRecordingRetentionTime", { maxRecordingRetentionTime: DAY }, { maxRecordingRetentionTime: DAY + 1 }],
    ["anonymizeRemoteNumbers", { anonymizeRemoteNumbers: true }, { anonymizeRemoteNumbers: false }],
    ["storeDialogData", { storeDialogData: false }, { storeDialogData: true }],
    ["maxDialogRetentionTime", { maxDialogRetentionTime: DAY }, { maxDialogRetentionTime: DAY + 1 }],
];

describe.each(ONE_EACH)("%s", (name, strict, loose) => {
    const fields = [`commonConfiguration.${name}`];

    test("strict at the reseller refuses looser below, at create and at update, and takes the same", async () => {
        const { call } = await openSandbox();
        await call("POST", "/reseller/{reseller}", reseller(strict));
        expect(refusal(await call("POST", "/customers/{reseller}", customer({ ...strict, ...loose }))).fields).toEqual(fields);
        const created = await call("POST", "/customers/{reseller}", customer(strict));
        expect(created.status).toBe(201);
        const update = await call("POST", `/customers/{reseller}/${created.json}`, customer({ ...strict, ...loose }));
        expect(refusal(update)).toEqual({ status: 400, code: "EXCEEDS_PARENT", fields });
    });

    test("strict at the customer holds at the project too, though the account was loose before", async () => {
        const opened = await openSandbox();
        const { customer: acme, account: claims, project: hotline } = await unitsIn(opened);
        await opened.call("POST", `/customers/{reseller}/${acme}`, customer(strict));
        expect((await opened.call("GET", `/account/{reseller}/${claims}`)).json.commonConfiguration).toEqual(OPEN);
        const reply = await opened.call("POST", `/projects/{reseller}/${claims}`, project());
        expect(refusal(reply)).toEqual({ status: 400, code: "EXCEEDS_PARENT", fields });
        const tree = (await opened.control("GET", "/tree")).json;
        const [unit] = tree.customers[0].accounts[0].projects;
        expect(unit.projectToken).toBe(hotline);
        expect(unit.stored).toEqual(OPEN);
        expect(unit.effective).toEqual({ ...OPEN, ...strict });
    });

    test("strict below leaves the levels above as they are", async () => {
        const opened = await openSandbox();
        await unitsIn(opened, { project: project(strict) });
        const tree = (await opened.control("GET", "/tree")).json;
        const effective = [tree, tree.customers[0], tree.customers[0].accounts[0], tree.customers[0].accounts[0].projects[0]].map(
            (unit) => unit.effective,
        );
        expect(effective).toEqual([OPEN, OPEN, OPEN, { ...OPEN, ...strict }]);
    });
});

test("several settings that are too loose are all named", async () => {
    const { call } = await openSandbox();
    await call("POST", "/reseller/{reseller}", reseller(CLOSED));
    expect(refusal(await call("POST", "/customers/{reseller}", customer(OPEN)))).toEqual({
        status: 400,
        code: "EXCEEDS_PARENT",
        fields: ALL_SIX,
    });
});

test("a refused update changes nothing, not even the name", async () => {
    const opened = await openSandbox();
    await opened.call("POST", "/reseller/{reseller}", reseller({ maxDialogRetentionTime: DAY }));
    const token = (await opened.call("POST", "/customers/{reseller}", customer({ maxDialogRetentionTime: HOUR }))).json;
    const path = `/customers/{reseller}/${token}`;
    const before = (await opened.call("GET", path)).text;
    const reply = await opened.call("POST", path, customer({ maxDialogRetentionTime: WEEK }, { customerName: "Other" }));
    expect(reply.status).toBe(400);
    expect((await opened.call("GET", path)).text).toBe(before);
});

test("a level that is tightened leaves what is stored below; it is cut at run time, and comes back when it is loosened", async () => {
    const opened = await openSandbox();
    const { account: claims } = await unitsIn(opened, { account: account({ maxDialogRetentionTime: WEEK }), project: project(CLOSED) });
    const effective = async () => (await opened.control("GET", "/tree")).json.customers[0].accounts[0].effective.maxDialogRetentionTime;
    await opened.call("POST", "/reseller/{reseller}", reseller({ maxDialogRetentionTime: HOUR }));
    expect((await opened.call("GET", `/account/{reseller}/${claims}`)).json.commonConfiguration.maxDialogRetentionTime).toBe(WEEK);
    expect(await effective()).toBe(HOUR);
    await opened.call("POST", "/reseller/{reseller}", reseller({ maxDialogRetentionTime: MONTH }));
    expect(await effective()).toBe(WEEK);
});

test("a capped unit may be renamed with its settings as they are, but not changed to another looser value", async () => {
    const opened = await openSandbox();
    const { customer: acme } = await unitsIn(opened, {
        customer: customer({ maxDialogRetentionTime: WEEK }),
        account: account(CLOSED),
        project: project(CLOSED),
    });
    await opened.call("POST", "/reseller/{reseller}", reseller({ maxDialogRetentionTime: HOUR }));
    const write = (period: number) =>
        opened.call("POST", `/customers/{reseller}/${acme}`, customer({ maxDialogRetentionTime: period }, { customerName: "Renamed" }));
    expect((await write(WEEK)).status).toBe(204);
    expect(refusal(await write(DAY)).fields).toEqual(["commonConfiguration.maxDialogRetentionTime"]);
    expect((await write(HOUR)).status).toBe(204);
});
