import { CLOSED, customer, DAY, HOUR, OPEN, project, refusal, reseller, type Settings, unitsIn } from "./bodies.js";
import { openSandbox } from "./open-sandbox.js";

const CALLER = "+49111111111";
/** From the manual, and recomputed. */
const PSEUDONYM = "md5-hash:ad14c520b9cfc53c25f446b338c79ced";
const HOTLINE = "+493023125000";
const MOBILE = "+4915112345678";

async function withProject(settings: Partial<Settings> = {}) {
    const opened = await openSandbox();
    const units = await unitsIn(opened, { project: project(settings) });
    const call = async (more: object = {}) =>
        (await opened.control("POST", "/calls", { project: units.project, direction: "inbound", from: CALLER, to: HOTLINE, ...more })).json;
    return { opened, units, place: call };
}

describe("what bots and integrations see of a number", () => {
    test("the manual's example", async () => {
        const { place } = await withProject({ anonymizeRemoteNumbers: true });
        const { sessionParameters, callStarted } = await place();
        expect([sessionParameters.remote, callStarted.callerNumber]).toEqual([PSEUDONYM, PSEUDONYM]);
        expect(sessionParameters.local).toBe(HOTLINE);
    });

    test("the number itself while nothing anonymizes it", async () => {
        const { place } = await withProject();
        const { sessionParameters, callStarted } = await place();
        expect([sessionParameters.remote, callStarted.callerNumber]).toEqual([CALLER, CALLER]);
    });

    test("its hash as soon as any level above anonymizes", async () => {
        const { opened, place } = await withProject();
        await opened.call("POST", "/reseller/{reseller}", reseller({ anonymizeRemoteNumbers: true }));
        expect((await place()).sessionParameters.remote).toBe(PSEUDONYM);
    });

    test("of a suppressed number nothing, hashed or not", async () => {
        const { place } = await withProject({ anonymizeRemoteNumbers: true });
        const { sessionParameters, callStarted } = await place({ from: "" });
        expect([sessionParameters.remote, callStarted.callerNumber]).toEqual(["", ""]);
    });

    test("of an outbound call the other party is hashed, our own number is not", async () => {
        const { place } = await withProject({ anonymizeRemoteNumbers: true });
        const answer = await place({ direction: "outbound", from: HOTLINE, to: CALLER });
        expect(answer.sessionParameters).toMatchObject({ remote: PSEUDONYM, local: HOTLINE });
        expect(answer.callStarted.callerNumber).toBe(HOTLINE);
        expect(JSON.stringify(answer)).not.toContain(CALLER);
    });
});

test.each([
    [MOBILE, "DE", "Mobile"],
    [HOTLINE, "DE", "FixedLine"],
    ["+4369912345678", "AT", "Mobile"],
    ["+498001234567", "DE", "TollFree"],
])("of the called number %s country %s and network %s are stored, whatever the settings", async (to, country, network) => {
    const { place } = await withProject(CLOSED);
    expect((await place({ to })).stored).toEqual({ country, network });
});

describe("outbound calls", () => {
    test("succeed where they are allowed", async () => {
        const { place } = await withProject();
        const { status, reason } = await place({ direction: "outbound", from: HOTLINE, to: MOBILE });
        expect([status, reason]).toEqual(["Success", undefined]);
    });

    test("fail as DISABLED where any level forbids them; inbound calls do not", async () => {
        const { opened, units, place } = await withProject();
        await opened.call("POST", `/customers/{reseller}/${units.customer}`, customer({ allowOutboundCalls: false }));
        expect(await place({ direction: "outbound", from: HOTLINE, to: MOBILE })).toMatchObject({ status: "Failure", reason: "DISABLED" });
        expect(await place()).toMatchObject({ status: "Success" });
    });

    test("are what a hand-over to an agent needs", async () => {
        const { opened, units, place } = await withProject();
        const forward = async () => (await opened.control("POST", `/calls/${(await place()).dialogId}/forward`, { to: MOBILE })).json;
        expect(await forward()).toMatchObject({ status: "Success" });
        await opened.call("POST", `/customers/{reseller}/${units.customer}`, customer({ allowOutboundCalls: false }));
        expect(await forward()).toMatchObject({ status: "Failure", reason: "DISABLED" });
    });
});

describe("recordings", () => {
    const start = "recording/start";

    test("are forbidden by any level that switches them off", async () => {
        const { opened, place } = await withProject();
        const { dialogId } = await place();
        await opened.call("POST", "/reseller/{reseller}", reseller({ allowRecordings: false }));
        expect(refusal(await opened.control("POST", `/calls/${dialogId}/${start}`))).toEqual({
            status: 403,
            code: "FORBIDDEN",
            fields: [],
        });
        expect(refusal(await opened.runtime("GET", `/recording/{reseller}/${dialogId}`)).code).toBe("NOT_FOUND");
    });

    test("are kept for their period after the end of the call, and not longer", async () => {
        const { opened, place } = await withProject({ maxRecordingRetentionTime: DAY });
        const { dialogId } = await place();
        expect((await opened.control("POST", `/calls/${dialogId}/${start}`)).status).toBe(204);
        await opened.control("POST", "/clock", { advance: "2 days" });
        expect((await opened.control("POST", `/calls/${dialogId}/end`)).status).toBe(204);
        await opened.control("POST", "/clock", { advance: "23 hours" });
        const { status, json } = await opened.runtime("GET", `/recording/{reseller}/${dialogId}`);
        expect([status, json]).toMatchObject([200, { phase: "BOT", recordingId: "default", lossless: expect.any(String) }]);
        await opened.control("POST", "/clock", { advance: "1 hour" });
        expect(refusal(await opened.runtime("GET", `/recording/{reseller}/${dialogId}`)).code).toBe("NOT_FOUND");
    });

    test("that exist stay when recordings are switched off, until they are due or deleted", async () => {
        const { opened, place } = await withProject();
        const { dialogId } = await place();
        await opened.control("POST", `/calls/${dialogId}/${start}`);
        await opened.control("POST", `/calls/${dialogId}/end`);
        await opened.call("POST", "/reseller/{reseller}", reseller({ allowRecordings: false }));
        expect((await opened.runtime("GET", `/recording/{reseller}/${dialogId}`)).status).toBe(200);
        expect((await opened.runtime("DELETE", `/recording/{reseller}/${dialogId}`)).status).toBe(204);
        expect((await opened.runtime("GET", `/recording/{reseller}/${dialogId}`)).status).toBe(404);
    });

    test("cannot be started after the end of the call", async () => {
        const { opened, place } = await withProject();
        const { dialogId } = await place();
        await opened.control("POST", `/calls/${dialogId}/end`);
        expect((await opened.control("POST", `/calls/${dialogId}/${start}`)).status).toBe(400);
    });
});

describe("dialog data", () => {
    test("is read until its period after the end of the dialog, and not longer", async () => {
        const { opened, place } = await withProject({ maxDialogRetentionTime: HOUR });
        const { dialogId } = await place();
        const read = () => opened.runtime("GET", `/dialog/{reseller}/${dialogId}`);
        await opened.control("POST", "/clock", { advance: "5 hours" });
        await opened.control("POST", `/calls/${dialogId}/end`);
        await opened.control("POST", "/clock", { advance: "59 minutes" });
        expect((await read()).json).toEqual({
            dialogId,
            data: [expect.objectContaining({ type: "Start" }), expect.objectContaining({ type: "End" })],
        });
        await opened.control("POST", "/clock", { advance: "1 minute" });
        expect(refusal(await read())).toEqual({ status: 404, code: "NOT_FOUND", fields: [] });
    });

    test("that was due does not come back when the period is made longer", async () => {
        const { opened, units, place } = await withProject({ maxDialogRetentionTime: HOUR });
        const { dialogId } = await place();
        await opened.control("POST", `/calls/${dialogId}/end`);
        await opened.control("POST", "/clock", { advance: "2 hours" });
        await opened.call("POST", `/project/{reseller}/${units.project}`, project({ maxDialogRetentionTime: DAY }));
        expect((await opened.runtime("GET", `/dialog/{reseller}/${dialogId}`)).status).toBe(404);
    });

    test("is not kept where storing is off", async () => {
        const { opened, place } = await withProject({ storeDialogData: false });
        const { dialogId } = await place();
        expect((await opened.runtime("GET", `/dialog/{reseller}/${dialogId}`)).status).toBe(404);
    });

    test("goes as time goes by, without anybody moving the clock", async () => {
        const { opened, place } = await withProject({ maxDialogRetentionTime: 30 });
        const { dialogId } = await place();
        await opened.control("POST", `/calls/${dialogId}/end`);
        await new Promise((resolve) => setTimeout(resolve, 50));
        expect((await opened.runtime("GET", `/dialog/{reseller}/${dialogId}`)).status).toBe(404);
    });

    test("that was stored goes when storing is switched off, for good", async () => {
        const { opened, place } = await withProject();
        const { dialogId } = await place();
        await opened.control("POST", `/calls/${dialogId}/end`);
        await opened.call("POST", "/reseller/{reseller}", reseller({ storeDialogData: false }));
        expect((await opened.runtime("GET", `/dialog/{reseller}/${dialogId}`)).status).toBe(404);
        await opened.call("POST", "/reseller/{reseller}", reseller());
        expect((await opened.runtime("GET", `/dialog/{reseller}/${dialogId}`)).status).toBe(404);
    });

    test("can be deleted before", async () => {
        const { opened, place } = await withProject();
        const { dialogId } = await place();
        expect((await opened.runtime("DELETE", `/dialog/{reseller}/${dialogId}`)).status).toBe(204);
        expect((await opened.runtime("DELETE", `/dialog/{reseller}/${dialogId}`)).status).toBe(404);
    });

    test("goes with the purge of its project", async () => {
        const { opened, units, place } = await withProject();
        const { dialogId } = await place();
        await opened.call("DELETE", `/project/{reseller}/${units.project}`);
        await opened.control("POST", "/clock", { advance: "90 days" });
        expect((await opened.runtime("GET", `/dialog/{reseller}/${dialogId}`)).status).toBe(404);
    });
});

test("an inactive project takes no calls", async () => {
    const { opened, units } = await withProject(OPEN);
    await opened.call("DELETE", `/project/{reseller}/${units.project}`);
    const reply = await opened.control("POST", "/calls", { project: units.project, direction: "inbound", from: CALLER, to: HOTLINE });
    expect(refusal(reply).code).toBe("UNIT_INACTIVE");
});

test("a call names every field that is wrong", async () => {
    const { opened } = await withProject();
    const reply = await opened.control("POST", "/calls", { project: 1, direction: "sideways", from: "0301", to: "" });
    expect(refusal(reply).fields).toEqual(["direction", "from", "project", "to"]);
});
