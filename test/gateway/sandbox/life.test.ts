import { account, CLOSED, customer, DAY, HOUR, MONTH, project, refusal, reseller, unitsIn, WEEK } from "./bodies.js";
import { openSandbox } from "./open-sandbox.js";

const NUMBER = "+493023125000";

describe("deletion", () => {
    test("makes a unit inactive, which the tree dates and the read only says", async () => {
        const opened = await openSandbox();
        const { project: hotline } = await unitsIn(opened);
        await opened.control("POST", "/clock", { now: "2040-01-01T00:00:00Z" });
        const deleted = await opened.call("DELETE", `/project/{reseller}/${hotline}`);
        expect([deleted.status, deleted.text]).toEqual([204, ""]);
        const read = await opened.call("GET", `/project/{reseller}/${hotline}`);
        expect([read.status, read.json.inactive, read.json.deletionTimestamp]).toEqual([200, true, undefined]);
        const [unit] = (await opened.call("GET", "/projecthierarchy/{reseller}")).json.customers[0].accounts[0].projects;
        expect(unit).toEqual({ projectToken: hotline, projectName: "Hotline", inactive: true, deletionTimestamp: expect.any(Number) });
        // 90 days after the beginning of 2040; the test takes less than five seconds.
        const planned = Date.parse("2040-03-31T00:00:00Z");
        expect(unit.deletionTimestamp).toBeGreaterThanOrEqual(planned);
        expect(unit.deletionTimestamp).toBeLessThan(planned + 5000);
    });

    test("once more is done already, and the day of the purge stays", async () => {
        const opened = await openSandbox();
        const { project: hotline } = await unitsIn(opened);
        const purgeAt = async () => (await opened.control("GET", "/tree")).json.customers[0].accounts[0].projects[0].purgeAt;
        expect(await purgeAt()).toBeNull();
        await opened.call("DELETE", `/project/{reseller}/${hotline}`);
        const first = await purgeAt();
        await opened.control("POST", "/clock", { advance: "10 days" });
        expect((await opened.call("DELETE", `/project/{reseller}/${hotline}`)).status).toBe(204);
        expect(await purgeAt()).toBe(first);
    });

    test("of a unit with active units below is refused, leaf by leaf it works", async () => {
        const opened = await openSandbox();
        const { call } = opened;
        const units = await unitsIn(opened);
        const refused = { status: 400, code: "HAS_ACTIVE_CHILDREN", fields: [] };
        expect(refusal(await call("DELETE", `/customers/{reseller}/${units.customer}`))).toEqual(refused);
        expect(refusal(await call("DELETE", `/account/{reseller}/${units.account}`))).toEqual(refused);
        expect((await call("DELETE", `/project/{reseller}/${units.project}`)).status).toBe(204);
        expect((await call("DELETE", `/account/{reseller}/${units.account}`)).status).toBe(204);
        expect((await call("DELETE", `/customers/{reseller}/${units.customer}`)).status).toBe(204);
    });

    test("an inactive unit takes no update, no move and no new unit below", async () => {
        const opened = await openSandbox();
        const { call } = opened;
        const units = await unitsIn(opened);
        await call("DELETE", `/project/{reseller}/${units.project}`);
        await call("DELETE", `/account/{reseller}/${units.account}`);
        const inactive = { status: 400, code: "UNIT_INACTIVE", fields: [] };
        expect(refusal(await call("POST", `/account/{reseller}/${units.account}`, account()))).toEqual(inactive);
        const target = { customerToken: units.customer, accountToken: units.account };
        expect(refusal(await call("POST", `/project/{reseller}/${units.project}/move`, target))).toEqual(inactive);
        const below = { status: 400, code: "PARENT_INACTIVE", fields: [] };
        expect(refusal(await call("POST", `/projects/{reseller}/${units.account}`, project()))).toEqual(below);
    });
});

describe("restore", () => {
    test("makes the unit active under its old token; an active one needs none", async () => {
        const opened = await openSandbox();
        const { call } = opened;
        const { project: hotline } = await unitsIn(opened);
        await call("DELETE", `/project/{reseller}/${hotline}`);
        for (const _time of ["first", "again"]) {
            const restored = await call("POST", `/projectrestore/{reseller}/${hotline}`);
            expect([restored.status, restored.text]).toEqual([200, ""]);
        }
        const [unit] = (await call("GET", "/projecthierarchy/{reseller}")).json.customers[0].accounts[0].projects;
        expect(unit).toEqual({ projectToken: hotline, projectName: "Hotline", inactive: false });
    });

    test("under an inactive unit is refused; from the top it works, and brings back what is asked for and no more", async () => {
        const opened = await openSandbox();
        const { call } = opened;
        const units = await unitsIn(opened);
        await call("DELETE", `/project/{reseller}/${units.project}`);
        await call("DELETE", `/account/{reseller}/${units.account}`);
        await call("DELETE", `/customers/{reseller}/${units.customer}`);
        expect(refusal(await call("POST", `/accountrestore/{reseller}/${units.account}`)).code).toBe("PARENT_INACTIVE");
        expect((await call("POST", `/customerrestore/{reseller}/${units.customer}`)).status).toBe(200);
        expect((await call("GET", `/account/{reseller}/${units.account}`)).json.inactive).toBe(true);
        expect((await call("POST", `/accountrestore/{reseller}/${units.account}`)).status).toBe(200);
        expect((await call("GET", `/project/{reseller}/${units.project}`)).json.inactive).toBe(true);
    });

    test("of a unit that is looser than is allowed today leaves it as stored and cuts it", async () => {
        const opened = await openSandbox();
        const { call } = opened;
        const { project: hotline } = await unitsIn(opened);
        await call("DELETE", `/project/{reseller}/${hotline}`);
        await call("POST", "/reseller/{reseller}", reseller({ maxDialogRetentionTime: DAY }));
        expect((await call("POST", `/projectrestore/{reseller}/${hotline}`)).status).toBe(200);
        const [unit] = (await opened.control("GET", "/tree")).json.customers[0].accounts[0].projects;
        expect([unit.stored.maxDialogRetentionTime, unit.effective.maxDialogRetentionTime]).toEqual([MONTH, DAY]);
    });
});

describe("telephone numbers", () => {
    test("are on one active project at most; its own a project may keep", async () => {
        const opened = await openSandbox();
        const { call } = opened;
        const { account: claims, project: hotline } = await unitsIn(opened, { project: project({}, { platformNumbers: [NUMBER] }) });
        const taken = { status: 409, code: "NUMBER_TAKEN", fields: ["platformNumbers"] };
        expect(refusal(await call("POST", `/projects/{reseller}/${claims}`, project({}, { platformNumbers: [NUMBER] })))).toEqual(taken);
        const other = (await call("POST", `/projects/{reseller}/${claims}`, project())).json;
        const update = project({}, { platformNumbers: ["+493023125001", NUMBER] });
        expect(refusal(await call("POST", `/project/{reseller}/${other}`, update))).toEqual(taken);
        expect((await call("POST", `/project/{reseller}/${hotline}`, update)).status).toBe(204);
    });

    test("that a project gives up are free", async () => {
        const opened = await openSandbox();
        const { call } = opened;
        const { account: claims, project: hotline } = await unitsIn(opened, { project: project({}, { platformNumbers: [NUMBER] }) });
        await call("POST", `/project/{reseller}/${hotline}`, project());
        expect((await call("POST", `/projects/{reseller}/${claims}`, project({}, { platformNumbers: [NUMBER] }))).status).toBe(201);
    });

    test("of a deleted project are free at once, and do not come back with it", async () => {
        const opened = await openSandbox();
        const { call } = opened;
        const { account: claims, project: hotline } = await unitsIn(opened, { project: project({}, { platformNumbers: [NUMBER] }) });
        const numbers = async () => (await call("GET", `/project/{reseller}/${hotline}`)).json.platformNumbers;
        expect(await numbers()).toEqual([NUMBER]);
        await call("DELETE", `/project/{reseller}/${hotline}`);
        expect(await numbers()).toEqual([]);
        await call("POST", `/projectrestore/{reseller}/${hotline}`);
        expect(await numbers()).toEqual([]);
        expect((await call("POST", `/projects/{reseller}/${claims}`, project({}, { platformNumbers: [NUMBER] }))).status).toBe(201);
    });
});

describe("the purge", () => {
    test("comes ninety days after the deletion, not before, and is for ever", async () => {
        const opened = await openSandbox();
        const { call, control } = opened;
        const units = await unitsIn(opened);
        await call("DELETE", `/project/{reseller}/${units.project}`);
        await control("POST", "/clock", { advance: "1 day" });
        await call("DELETE", `/account/{reseller}/${units.account}`);
        expect((await control("POST", "/clock", { advance: "88 days" })).json.purged).toEqual([]);
        expect((await call("GET", `/project/{reseller}/${units.project}`)).status).toBe(200);
        expect((await control("POST", "/clock", { advance: "1 day" })).json.purged).toEqual([units.project]);
        expect(refusal(await call("GET", `/project/{reseller}/${units.project}`)).code).toBe("NOT_FOUND");
        expect(refusal(await call("POST", `/projectrestore/{reseller}/${units.project}`)).code).toBe("NOT_FOUND");
        expect((await call("GET", "/projecthierarchy/{reseller}")).json.customers[0].accounts[0]).toMatchObject({
            accountToken: units.account,
            inactive: true,
            projects: [],
        });
        expect((await control("POST", "/clock", { advance: "1 day" })).json.purged).toEqual([units.account]);
        expect((await call("GET", `/customers/{reseller}/${units.customer}`)).json.inactive).toBe(false);
    });

    test("comes by itself when its time has come, also if nobody moves the clock or writes", async () => {
        const opened = await openSandbox();
        const { project: hotline } = await unitsIn(opened);
        await opened.call("DELETE", `/project/{reseller}/${hotline}`);
        const { purgeAt } = (await opened.control("GET", "/tree")).json.customers[0].accounts[0].projects[0];
        await opened.control("POST", "/clock", { now: new Date(purgeAt - 1500).toISOString() });
        const status = async () => (await opened.call("GET", `/project/{reseller}/${hotline}`)).status;
        expect(await status()).toBe(200);
        await new Promise((resolve) => setTimeout(resolve, 1600));
        expect(await status()).toBe(404);
    });

    test("a restore in time prevents it", async () => {
        const opened = await openSandbox();
        const { project: hotline } = await unitsIn(opened);
        await opened.call("DELETE", `/project/{reseller}/${hotline}`);
        await opened.control("POST", "/clock", { advance: "89 days" });
        await opened.call("POST", `/projectrestore/{reseller}/${hotline}`);
        expect((await opened.control("POST", "/clock", { advance: "91 days" })).json.purged).toEqual([]);
        expect((await opened.call("GET", `/project/{reseller}/${hotline}`)).status).toBe(200);
    });
});

describe("a move", () => {
    async function twoPlaces() {
        const opened = await openSandbox();
        const from = await unitsIn(opened, { project: project({}, { platformNumbers: [NUMBER] }) });
        const strict = { maxDialogRetentionTime: WEEK };
        const to = await unitsIn(opened, { customer: customer(strict), account: account(strict), project: project(CLOSED) });
        const target = { customerToken: to.customer, accountToken: to.account };
        return { ...opened, from, to, target, move: `/project/{reseller}/${from.project}/move` };
    }

    test("puts the project under the other account in place, with its numbers", async () => {
        const { call, from, to, target, move } = await twoPlaces();
        await call("POST", `/project/{reseller}/${from.project}`, project({ maxDialogRetentionTime: HOUR }, { platformNumbers: [NUMBER] }));
        const moved = await call("POST", move, target);
        expect([moved.status, moved.text]).toEqual([201, ""]);
        const [first, second] = (await call("GET", "/projecthierarchy/{reseller}")).json.customers;
        expect(first.accounts[0].projects).toEqual([]);
        expect(second.accounts[0].projects.map((unit: { projectToken: string }) => unit.projectToken)).toEqual([from.project, to.project]);
        expect((await call("GET", `/project/{reseller}/${from.project}`)).json.platformNumbers).toEqual([NUMBER]);
    });

    test("is refused for settings that are looser than the new place allows", async () => {
        const { call, target, move } = await twoPlaces();
        expect(refusal(await call("POST", move, target))).toEqual({
            status: 400,
            code: "EXCEEDS_PARENT",
            fields: ["commonConfiguration.maxDialogRetentionTime"],
        });
        expect((await call("GET", "/projecthierarchy/{reseller}")).json.customers[0].accounts[0].projects).toHaveLength(1);
    });

    test("takes on the limits of the new place", async () => {
        const { call, control, from, target, move } = await twoPlaces();
        await call("POST", `/project/{reseller}/${from.project}`, project({ maxDialogRetentionTime: WEEK }));
        await call("POST", move, target);
        await call("POST", `/customers/{reseller}/${target.customerToken}`, customer({ maxDialogRetentionTime: HOUR }));
        const units = (await control("GET", "/tree")).json.customers[1].accounts[0].projects;
        const unit = units.find((one: { projectToken: string }) => one.projectToken === from.project);
        expect(unit.effective.maxDialogRetentionTime).toBe(HOUR);
    });

    test("to where it is already is done", async () => {
        const { call, from, move } = await twoPlaces();
        expect((await call("POST", move, { customerToken: from.customer, accountToken: from.account })).status).toBe(201);
    });

    test("names each token that is not a place", async () => {
        const { call, from, to, move } = await twoPlaces();
        const wrong = async (customerToken: unknown, accountToken: unknown) =>
            refusal(await call("POST", move, { customerToken, accountToken }));
        expect(await wrong(from.customer, to.account)).toEqual({ status: 400, code: "VALIDATION", fields: ["accountToken"] });
        expect((await wrong("x", to.account)).fields).toEqual(["customerToken"]);
        expect((await wrong("x", "y")).fields).toEqual(["accountToken", "customerToken"]);
        expect((await wrong(1, undefined)).fields).toEqual(["accountToken", "customerToken"]);
    });

    test("to an inactive account is refused", async () => {
        const { call, to, target, move } = await twoPlaces();
        await call("DELETE", `/project/{reseller}/${to.project}`);
        await call("DELETE", `/account/{reseller}/${to.account}`);
        expect(refusal(await call("POST", move, target)).code).toBe("PARENT_INACTIVE");
    });
});
