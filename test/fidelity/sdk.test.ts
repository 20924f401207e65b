/** The vendor's Python SDK 0.5.1, unmodified: what it reads, deletes and misses, and what it may do, under the privacy settings. */
import {
    account,
    customer,
    DAY,
    HOUR,
    MINUTES_10,
    MONTH,
    OPEN,
    project,
    reseller,
    type Settings,
    unitsIn,
    WEEK,
} from "../gateway/sandbox/bodies.js";
import { openSandbox } from "../gateway/sandbox/open-sandbox.js";
import { model, type Sdk, startSdk } from "./sdk.js";

const CALLER = "+49111111111";
const PSEUDONYM = "md5-hash:ad14c520b9cfc53c25f446b338c79ced";
const HOTLINE = "+493023125000";
const AGENT = "+4915112345678";

let sdk: Sdk | undefined;
afterEach(() => {
    sdk?.close();
    sdk = undefined;
});

async function world(settings: Partial<Settings> = {}) {
    const opened = await openSandbox();
    const units = await unitsIn(opened, { project: project(settings) });
    const started = await startSdk(opened.sandbox);
    sdk = started;
    const own = opened.sandbox.reseller;
    return {
        ...opened,
        units,
        place: async (more: object = {}): Promise<string> => {
            const asked = { project: units.project, direction: "inbound", from: CALLER, to: HOTLINE, ...more };
            return (await opened.control("POST", "/calls", asked)).json.dialogId;
        },
        end: (dialogId: string) => opened.control("POST", `/calls/${dialogId}/end`),
        wait: (advance: string) => opened.control("POST", "/clock", { advance }),
        dialog: (dialogId: string, options = {}) => started.ask("DialogApi", "get_dialog", [own, dialogId], options),
        deleteDialog: (dialogId: string) => started.ask("DialogApi", "delete_dialog", [own, dialogId]),
        recording: (dialogId: string, options = {}) => started.ask("RecordingApi", "get_recording_artifacts", [own, dialogId], options),
        deleteRecording: (dialogId: string) => started.ask("RecordingApi", "delete_recording", [own, dialogId]),
        ask: started.ask,
        own,
    };
}

const recordingId = (id: string) => model("RecordingId", "recording_id", id);
const record = (dialogId: string, more: object = {}) =>
    model("RecordingStartParameters", "recording_start_parameters", { dialog_id: dialogId, ...more });

describe("a dialog", () => {
    test("is read, with its start, its end, what a bot kept and an id from outside", async () => {
        const { place, end, dialog, ask, own, units } = await world();
        const dialogId = await place({ callId: "ticket-1", sipHeaders: { "X-Ticket": "4711", From: CALLER } });
        const data = model("DialogDataParameters", "dialog_data_parameters", { data: { customer: "4711" } });
        expect(await ask("DialogApi", "attach_custom_data", [own, dialogId, data])).toEqual({ result: null });
        await end(dialogId);
        const { result } = await dialog(dialogId);
        expect(result).toMatchObject({
            dialog_id: dialogId,
            call_id: "ticket-1",
            data: [
                { type: "Start", custom_sip_headers: { "X-Ticket": ["4711"] } },
                { type: "Custom", key: "customer", value: "4711" },
                { type: "End", reason: "callerTerminated" },
            ],
        });
        expect(JSON.stringify(result)).not.toContain(CALLER);
        const external = await ask("DialogApi", "get_dialog_by_external_call_id", [own, units.project, "ticket-1"]);
        expect(external.result.dialog_id).toBe(dialogId);
        expect((await ask("DialogApi", "get_single_entry", [own, dialogId, "customer"])).result).toMatchObject({ value: "4711" });
    });

    test("with keys, prompts, silence, forwards and recordings is read too", async () => {
        const { place, control, dialog, ask, runtime } = await world();
        const dialogId = await place();
        await ask("CallApi", "start_recording", [record(dialogId)]);
        // The SDK's own object for a prompt refers to itself without end.
        const type = model("PromptParametersType", "prompt_parameters_type", { name: "Number" });
        const asked = { dialog_id: dialogId, text: "Ihre Nummer?", timeout: 5000, type };
        expect((await ask("CallApi", "prompt", [model("PromptParameters", "prompt_parameters", asked)])).raised).toMatch(/recursion/);
        const prompt = { dialogId, text: "Ihre Nummer?", timeout: 5000, type: { name: "Number" } };
        expect((await runtime("POST", "/call/prompt", prompt)).status).toBe(204);
        await control("POST", `/calls/${dialogId}/caller`, { caller: [{ presses: "42" }, { waits: 5000 }] });
        const play = model("PlayParameters", "play_parameters", { dialog_id: dialogId, url: "https://bot.example/jingle.wav" });
        expect(await ask("CallApi", "play", [play])).toEqual({ result: null });
        const forward = model("ForwardParameters", "forward_parameters", { dialog_id: dialogId, destination_number: AGENT });
        expect((await ask("CallApi", "forward", [forward])).result).toMatchObject({ status: "Success" });
        const silent = ["Start", "RecordingStart", "Prompt", "Tone", "Answer", "Playback", "Forward", "RecordingStop", "End"];
        const include_type = silent.map((name) => model("EntryType", "entry_type", name));
        const { result, raised } = await dialog(dialogId, { include_type });
        expect(raised).toBeUndefined();
        expect(result.data.map((entry: { type: string }) => entry.type)).toEqual([
            ...["Start", "RecordingStart", "Prompt", "Tone", "Tone", "Answer", "Playback", "Forward", "RecordingStop", "End"],
        ]);
    });

    test("in which somebody spoke is not read by the SDK, whose class for that is another API's; without what was said it is", async () => {
        const { place, dialog, runtime } = await world();
        const dialogId = await place({ caller: [{ says: "Hallo" }] });
        expect((await dialog(dialogId)).raised).toMatch(/Transcription|type|latencies|timestamp/);
        const include_type = ["Start", "End"].map((name) => model("EntryType", "entry_type", name));
        expect((await dialog(dialogId, { include_type })).result.data).toHaveLength(2);
        const { data } = (await runtime("GET", `/dialog/{reseller}/${dialogId}`)).json;
        expect(data[1]).toMatchObject({ type: "Transcription", text: "Hallo" });
    });

    test.each([
        ["10 minutes", MINUTES_10, "9 minutes", "1 minute"],
        ["1 hour", HOUR, "59 minutes", "1 minute"],
        ["1 day", DAY, "23 hours", "1 hour"],
        ["1 week", WEEK, "6 days", "1 day"],
        ["1 month", MONTH, "29 days", "1 day"],
    ])("is there for %s after its end, and missed from then on", async (_period, maxDialogRetentionTime, before, rest) => {
        const { place, end, dialog, wait } = await world({ maxDialogRetentionTime });
        const dialogId = await place();
        await wait("2 days");
        await end(dialogId);
        await wait(before);
        expect((await dialog(dialogId)).result.dialog_id).toBe(dialogId);
        await wait(rest);
        expect(await dialog(dialogId)).toEqual({ status: 404 });
    });

    test("goes earlier when any level's period is shortened afterwards", async () => {
        const { place, end, dialog, wait, call, units } = await world({ maxDialogRetentionTime: MONTH });
        const dialogId = await place();
        await end(dialogId);
        await wait("2 hours");
        expect((await dialog(dialogId)).result.dialog_id).toBe(dialogId);
        await call("POST", `/account/{reseller}/${units.account}`, account({ maxDialogRetentionTime: HOUR }));
        expect(await dialog(dialogId)).toEqual({ status: 404 });
    });

    test("is deleted once, and missed when it never was", async () => {
        const { place, deleteDialog, dialog } = await world();
        const dialogId = await place();
        expect(await deleteDialog(dialogId)).toEqual({ result: null });
        expect(await deleteDialog(dialogId)).toEqual({ status: 404 });
        expect(await dialog(dialogId)).toEqual({ status: 404 });
    });

    test("that is not stored is missed", async () => {
        const { place, dialog } = await world({ storeDialogData: false });
        expect(await dialog(await place())).toEqual({ status: 404 });
    });
});

describe("recordings", () => {
    test("several of a dialog are read by their ids, each with files that can be fetched, until they are due", async () => {
        const { place, end, recording, deleteRecording, wait, ask } = await world({ maxRecordingRetentionTime: DAY });
        const dialogId = await place();
        const speakers = [model("Speaker", "speaker", "CUSTOMER")];
        expect(await ask("CallApi", "start_recording", [record(dialogId)])).toEqual({ result: null });
        expect(
            await ask("CallApi", "start_recording", [record(dialogId, { recording_id: recordingId("two"), speakers, max_duration: 1000 })]),
        ).toEqual({ result: null });
        await wait("5 seconds");
        await end(dialogId);
        const first = (await recording(dialogId)).result;
        // The SDK sends no object of its own for it: a plain text goes.
        expect((await recording(dialogId, { id: recordingId("two") })).raised).toMatch(/RecordingId/);
        const second = (await recording(dialogId, { id: "two" })).result;
        expect([first, second]).toMatchObject([
            { phase: "BOT", recording_id: "default" },
            { phase: "BOT", recording_id: "two" },
        ]);
        const size = async (url: string) => (await (await fetch(url)).arrayBuffer()).byteLength;
        // Two channels of 5 s, and one of 1 s: 8000 samples a second of 16 bits, behind 44 bytes.
        expect(await size(first.lossless)).toBeGreaterThan(44 + 5 * 32_000 - 1);
        expect(await size(second.lossless)).toBe(44 + 16_000);
        expect(await size(second.lossy)).toBe(44 + 8000);
        await wait("23 hours");
        expect((await recording(dialogId)).result).toEqual(first);
        expect(await deleteRecording(dialogId)).toEqual({ result: null });
        expect(await recording(dialogId)).toEqual({ status: 404 });
        await wait("1 hour");
        expect(await recording(dialogId, { id: "two" })).toEqual({ status: 404 });
        expect((await fetch(second.lossless)).status).toBe(404);
    });

    test("are missed while a call goes on, unless the bot terminated them", async () => {
        const { place, recording, ask } = await world();
        const dialogId = await place();
        await ask("CallApi", "start_recording", [record(dialogId)]);
        expect(await recording(dialogId)).toEqual({ status: 404 });
        const stop = model("RecordingStopParameters", "recording_stop_parameters", { dialog_id: dialogId, terminate: true });
        expect(await ask("CallApi", "stop_recording", [stop])).toEqual({ result: null });
        expect((await recording(dialogId)).result).toMatchObject({ recording_id: "default" });
    });
});

describe("under every combination of the switches at four levels, the SDK", () => {
    const LEVELS = ["reseller", "customer", "account", "project"] as const;
    const COMBINATIONS = Array.from({ length: 16 }, (_, bits) => LEVELS.filter((_level, index) => (bits >> index) & 1));

    test("dials, forwards and records where no level forbids it, and reads DISABLED or 403 where one does", async () => {
        const { place, ask, call, units, own } = await world();
        const dial = model("DialParameters", "dial_parameters", {
            reseller_token: own,
            project_token: units.project,
            destination_number: AGENT,
            caller_id: HOTLINE,
        });
        const write = async (silent: readonly string[], unrecorded: readonly string[]) => {
            const of = (level: string): Partial<Settings> => ({
                ...OPEN,
                ...(silent.includes(level) ? { allowOutboundCalls: false } : {}),
                ...(unrecorded.includes(level) ? { allowRecordings: false } : {}),
            });
            await call("POST", "/reseller/{reseller}", reseller());
            await call("POST", `/customers/{reseller}/${units.customer}`, customer(of("customer")));
            await call("POST", `/account/{reseller}/${units.account}`, account(of("account")));
            await call("POST", `/project/{reseller}/${units.project}`, project(of("project")));
            await call("POST", "/reseller/{reseller}", reseller(of("reseller")));
        };
        const seen: Record<string, readonly unknown[]> = {};
        const expected: Record<string, readonly unknown[]> = {};
        const pairs = COMBINATIONS.flatMap((silent) => COMBINATIONS.map((unrecorded) => ({ silent, unrecorded })));
        for (const { silent, unrecorded } of pairs) {
            // From the bottom up what is looser would be refused: all is opened first.
            await write([], []);
            await write(silent, unrecorded);
            const dialogId = await place();
            const forward = model("ForwardParameters", "forward_parameters", { dialog_id: dialogId, destination_number: AGENT });
            const dialled = await ask("CallApi", "dial", [dial]);
            const recorded = await ask("CallApi", "start_recording", [record(dialogId)]);
            const forwarded = await ask("CallApi", "forward", [forward]);
            const outcome = ({ result, raised }: typeof dialled) =>
                raised ?? `${result?.status} ${result?.reason ?? ""} ${typeof result?.message}`;
            const name = `no calls out: ${silent.join("+")}; no recordings: ${unrecorded.join("+")}`;
            seen[name] = [outcome(dialled), outcome(forwarded), recorded.status ?? 204];
            const called = silent.length === 0 ? "Success  undefined" : "Failure DISABLED string";
            expected[name] = [called, called, unrecorded.length === 0 ? 204 : 403];
        }
        expect(Object.keys(seen)).toHaveLength(256);
        expect(seen).toEqual(expected);
    });
});

test("country and network of a called number are kept, and the hash stands in two fields only", async () => {
    const { control, units, dialog } = await world({ anonymizeRemoteNumbers: true });
    const asked = { project: units.project, direction: "inbound", from: CALLER, to: AGENT, sipHeaders: { From: CALLER } };
    const { json, text } = await control("POST", "/calls", asked);
    expect(json.stored).toEqual({ country: "DE", network: "Mobile" });
    expect(text.split(PSEUDONYM)).toHaveLength(3);
    expect([json.sessionParameters.remote, json.callStarted.callerNumber]).toEqual([PSEUDONYM, PSEUDONYM]);
    expect(JSON.stringify([text, await dialog(json.dialogId)])).not.toContain(CALLER);
});

test("the health of a project is read", async () => {
    const { place, ask, own, units } = await world();
    await place();
    const { result, raised } = await ask("HealthApi", "get_project_health", [own, units.project]);
    expect(raised).toBeUndefined();
    expect(result).toEqual({ status: "OK", call_count: 1, events: [] });
});
