import { BEHAVIOUR } from "../../../provider/sandbox/index.js";
import { account, CLOSED, customer, DAY, HOUR, MINUTES_10, MONTH, project, refusal, reseller, unitsIn, WEEK } from "./bodies.js";
import { behaving, type Opened, openSandbox } from "./open-sandbox.js";

const DIALOG = ["commonConfiguration.maxDialogRetentionTime"];
const NUMBER = "+493023125000";

/** Stored dialog periods from the top down. */
async function stored({ control }: Opened): Promise<readonly number[]> {
    const tree = (await control("GET", "/tree")).json;
    const [acme] = tree.customers;
    const [claims] = acme.accounts;
    return [tree, acme, claims, ...claims.projects].map((unit) => unit.stored.maxDialogRetentionTime);
}

describe("the switches", () => {
    const DEFAULTS = {
        tightening: "cap",
        looserWrite: "reject",
        unchangedLooser: "accept",
        deleteWithChildren: "refuse",
        restoreChildren: "no",
        restoreLooser: "cap",
        moveLooser: "reject",
        moveNumbers: "kept",
        deletionTimestamp: "planned",
        settingsApply: "stored-data-too",
        secretsOnRead: "plain",
        maskedWrite: "keep",
    };

    test("stand at their defaults, and a change touches only what it names", async () => {
        const { control } = await openSandbox();
        expect((await control("GET", "/behaviour")).json).toEqual(DEFAULTS);
        const changed = await control("POST", "/behaviour", { tightening: "clamp" });
        expect([changed.status, changed.json]).toEqual([200, { ...DEFAULTS, tightening: "clamp" }]);
    });

    test.each([{ tightening: "soften" }, { unheardOf: "x" }, { tightening: "clamp", looserWrite: 1 }, [], "not JSON"])(
        "refuse %j, and then nothing is changed",
        async (changes) => {
            const { control } = await openSandbox();
            expect((await control("POST", "/behaviour", changes)).status).toBe(400);
            expect((await control("GET", "/behaviour")).json).toEqual(DEFAULTS);
        },
    );

    test("each say what they mean, for every value, and why the default is what it is", () => {
        expect(Object.keys(BEHAVIOUR).sort()).toEqual(Object.keys(DEFAULTS).sort());
        for (const { question, values, reason, ...rest } of Object.values(BEHAVIOUR)) {
            expect(Object.keys(values)).toContain(rest.default);
            expect([question, reason, ...Object.values(values)].every((text) => text.length > 5)).toBe(true);
        }
    });
});

describe("tightening", () => {
    const loosened = {
        customer: customer(),
        account: account({ maxDialogRetentionTime: WEEK }),
        project: project({ maxDialogRetentionTime: HOUR }),
    };

    test("reject refuses what would cut an active unit below, and names it", async () => {
        const opened = await behaving({ tightening: "reject" });
        await unitsIn(opened, loosened);
        const reply = await opened.call("POST", "/reseller/{reseller}", reseller({ maxDialogRetentionTime: DAY, allowRecordings: true }));
        expect(refusal(reply)).toEqual({ status: 400, code: "DESCENDANTS_EXCEED", fields: DIALOG });
        expect(await stored(opened)).toEqual([MONTH, MONTH, WEEK, HOUR]);
    });

    test("reject takes a tightening that cuts nobody, and a rename above a unit that is cut already", async () => {
        const opened = await openSandbox();
        await unitsIn(opened, loosened);
        await opened.call("POST", "/reseller/{reseller}", reseller({ maxDialogRetentionTime: DAY }));
        await opened.control("POST", "/behaviour", { tightening: "reject" });
        expect((await opened.call("POST", "/reseller/{reseller}", reseller({ maxDialogRetentionTime: DAY }))).status).toBe(204);
        const { json } = await opened.call("POST", "/customers/{reseller}", customer({ maxDialogRetentionTime: DAY }));
        expect((await opened.call("POST", `/customers/{reseller}/${json}`, customer({ maxDialogRetentionTime: HOUR }))).status).toBe(204);
    });

    test("reject looks past inactive units", async () => {
        const opened = await behaving({ tightening: "reject" });
        const { project: hotline, account: claims } = await unitsIn(opened);
        await opened.call("DELETE", `/project/{reseller}/${hotline}`);
        expect((await opened.call("POST", `/account/{reseller}/${claims}`, account({ maxDialogRetentionTime: DAY }))).status).toBe(204);
    });

    test("clamp rewrites what is looser below, and nothing else", async () => {
        const opened = await behaving({ tightening: "clamp" });
        const { account: claims } = await unitsIn(opened, { ...loosened, account: account({ maxDialogRetentionTime: WEEK }, { odd: 1 }) });
        const before = (await opened.call("GET", `/account/{reseller}/${claims}`)).json;
        expect((await opened.call("POST", "/reseller/{reseller}", reseller({ maxDialogRetentionTime: DAY }))).status).toBe(204);
        expect(await stored(opened)).toEqual([DAY, DAY, DAY, HOUR]);
        expect((await opened.call("GET", `/account/{reseller}/${claims}`)).json).toEqual({
            ...before,
            commonConfiguration: { ...before.commonConfiguration, maxDialogRetentionTime: DAY },
        });
    });

    test("clamp rewrites every setting, switches too", async () => {
        const opened = await behaving({ tightening: "clamp" });
        const { project: hotline } = await unitsIn(opened);
        await opened.call("POST", "/reseller/{reseller}", reseller(CLOSED));
        expect((await opened.call("GET", `/project/{reseller}/${hotline}`)).json.commonConfiguration).toEqual(CLOSED);
    });
});

test("looserWrite clamp stores the limits of the level above without a word", async () => {
    const opened = await behaving({ looserWrite: "clamp" });
    await opened.call("POST", "/reseller/{reseller}", reseller(CLOSED));
    const created = await opened.call("POST", "/customers/{reseller}", customer());
    expect(created.status).toBe(201);
    const read = async () => (await opened.call("GET", `/customers/{reseller}/${created.json}`)).json.commonConfiguration;
    expect(await read()).toEqual(CLOSED);
    const update = await opened.call("POST", `/customers/{reseller}/${created.json}`, customer({ ...CLOSED, allowRecordings: true }));
    expect([update.status, await read()]).toEqual([204, CLOSED]);
});

test("unchangedLooser reject counts a capped value that is written again as looser", async () => {
    const opened = await behaving({ unchangedLooser: "reject" });
    const units = await unitsIn(opened);
    await opened.call("POST", "/reseller/{reseller}", reseller({ maxDialogRetentionTime: DAY }));
    const rename = customer({}, { customerName: "New" });
    expect(refusal(await opened.call("POST", `/customers/{reseller}/${units.customer}`, rename))).toEqual({
        status: 400,
        code: "EXCEEDS_PARENT",
        fields: DIALOG,
    });
});

test("unchangedLooser reject with looserWrite clamp cuts it", async () => {
    const opened = await behaving({ unchangedLooser: "reject", looserWrite: "clamp" });
    const units = await unitsIn(opened);
    await opened.call("POST", "/reseller/{reseller}", reseller({ maxDialogRetentionTime: DAY }));
    expect((await opened.call("POST", `/customers/{reseller}/${units.customer}`, customer())).status).toBe(204);
    expect(await stored(opened)).toEqual([DAY, DAY, MONTH, MONTH]);
});

test("deleteWithChildren cascade makes everything below inactive, and frees its numbers", async () => {
    const opened = await behaving({ deleteWithChildren: "cascade" });
    const units = await unitsIn(opened, { project: project({}, { platformNumbers: [NUMBER] }) });
    expect((await opened.call("DELETE", `/customers/{reseller}/${units.customer}`)).status).toBe(204);
    const [acme] = (await opened.call("GET", "/projecthierarchy/{reseller}")).json.customers;
    expect([acme.inactive, acme.accounts[0].inactive, acme.accounts[0].projects[0].inactive]).toEqual([true, true, true]);
    await unitsIn(opened, { project: project({}, { platformNumbers: [NUMBER] }) });
    expect((await opened.control("POST", "/clock", { advance: "90 days" })).json.purged.sort()).toEqual(Object.values(units).sort());
});

test("restoreChildren cascade brings back everything below", async () => {
    const opened = await behaving({ deleteWithChildren: "cascade", restoreChildren: "cascade" });
    const units = await unitsIn(opened);
    await opened.call("DELETE", `/customers/{reseller}/${units.customer}`);
    expect((await opened.call("POST", `/customerrestore/{reseller}/${units.customer}`)).status).toBe(200);
    const [acme] = (await opened.call("GET", "/projecthierarchy/{reseller}")).json.customers;
    expect([acme.inactive, acme.accounts[0].inactive, acme.accounts[0].projects[0].inactive]).toEqual([false, false, false]);
});

describe("restoreLooser", () => {
    async function deletedThenTightened(restoreLooser: string) {
        const opened = await behaving({ restoreLooser });
        const { project: hotline } = await unitsIn(opened);
        await opened.call("DELETE", `/project/{reseller}/${hotline}`);
        await opened.call("POST", "/reseller/{reseller}", reseller({ maxDialogRetentionTime: DAY }));
        return { opened, hotline, restored: await opened.call("POST", `/projectrestore/{reseller}/${hotline}`) };
    }

    test("reject leaves the unit inactive", async () => {
        const { opened, hotline, restored } = await deletedThenTightened("reject");
        expect(refusal(restored)).toEqual({ status: 400, code: "EXCEEDS_PARENT", fields: DIALOG });
        expect((await opened.call("GET", `/project/{reseller}/${hotline}`)).json.inactive).toBe(true);
    });

    test("clamp stores the limit", async () => {
        const { opened, restored } = await deletedThenTightened("clamp");
        expect(restored.status).toBe(200);
        expect((await stored(opened))[3]).toBe(DAY);
    });
});

describe("a move", () => {
    async function moved(changes: Readonly<Record<string, string>>, sameCustomer = false) {
        const opened = await behaving(changes);
        const from = await unitsIn(opened, { project: project({}, { platformNumbers: [NUMBER] }) });
        const strict = account({ maxDialogRetentionTime: DAY });
        const to = sameCustomer ? from.customer : (await opened.call("POST", "/customers/{reseller}", customer())).json;
        const target = (await opened.call("POST", `/accounts/{reseller}/${to}`, strict)).json;
        const reply = await opened.call("POST", `/project/{reseller}/${from.project}/move`, { customerToken: to, accountToken: target });
        const { json } = await opened.call("GET", `/project/{reseller}/${from.project}`);
        return { opened, reply, numbers: json.platformNumbers, period: json.commonConfiguration.maxDialogRetentionTime };
    }

    test("with moveLooser clamp stores the new limit", async () => {
        const { reply, period, numbers } = await moved({ moveLooser: "clamp" });
        expect([reply.status, period, numbers]).toEqual([201, DAY, [NUMBER]]);
    });

    test("with moveLooser cap leaves what is stored", async () => {
        const { reply, period } = await moved({ moveLooser: "cap" });
        expect([reply.status, period]).toEqual([201, MONTH]);
    });

    test("with moveNumbers dropped loses the numbers, which are free then", async () => {
        const { opened, reply, numbers } = await moved({ moveLooser: "cap", moveNumbers: "dropped" });
        expect([reply.status, numbers]).toEqual([201, []]);
        await unitsIn(opened, { project: project({}, { platformNumbers: [NUMBER] }) });
    });

    test("with moveNumbers refused-across-customers stays within the customer", async () => {
        const changes = { moveLooser: "cap", moveNumbers: "refused-across-customers" };
        const across = await moved(changes);
        expect(refusal(across.reply)).toEqual({ status: 400, code: "VALIDATION", fields: ["platformNumbers"] });
        const within = await moved(changes, true);
        expect([within.reply.status, within.numbers]).toEqual([201, [NUMBER]]);
    });
});

test("deletionTimestamp marked is the instant of the deletion", async () => {
    const opened = await behaving({ deletionTimestamp: "marked" });
    const { project: hotline } = await unitsIn(opened);
    await opened.control("POST", "/clock", { now: "2040-01-01T00:00:00Z" });
    await opened.call("DELETE", `/project/{reseller}/${hotline}`);
    const [unit] = (await opened.call("GET", "/projecthierarchy/{reseller}")).json.customers[0].accounts[0].projects;
    expect(unit.deletionTimestamp - Date.parse("2040-01-01T00:00:00Z")).toBeLessThan(5000);
});

describe("settingsApply", () => {
    async function endedDialog(settingsApply: string) {
        const opened = await behaving({ settingsApply });
        const { project: hotline } = await unitsIn(opened, { project: project({ maxDialogRetentionTime: DAY }) });
        const asked = { project: hotline, direction: "inbound", from: "", to: NUMBER };
        const { dialogId } = (await opened.control("POST", "/calls", asked)).json;
        await opened.control("POST", `/calls/${dialogId}/end`);
        await opened.control("POST", "/clock", { advance: "30 minutes" });
        await opened.call("POST", `/project/{reseller}/${hotline}`, project({ maxDialogRetentionTime: MINUTES_10 }));
        return async () => (await opened.runtime("GET", `/dialog/{reseller}/${dialogId}`)).status;
    }

    test("stored-data-too deletes what a shorter period makes due", async () => {
        const read = await endedDialog("stored-data-too");
        expect(await read()).toBe(404);
    });

    test("from-now-on leaves it its period", async () => {
        const read = await endedDialog("from-now-on");
        expect(await read()).toBe(200);
    });
});
