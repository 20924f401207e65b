/** The runtime API beyond its fixtures: recordings as files, what stands in a dialog, and who may read it. */
import { DAY, HOUR, project, type Settings, unitsIn } from "./bodies.js";
import { openSandbox } from "./open-sandbox.js";

const HOTLINE = "+493023125000";
const AGENT = "+4915112345678";

async function withCall(settings: Partial<Settings> = {}, asked: object = {}) {
    const opened = await openSandbox();
    const units = await unitsIn(opened, { project: project(settings) });
    const place = async (more: object = {}): Promise<string> => {
        const call = { project: units.project, direction: "inbound", from: "+49111111111", to: HOTLINE, ...asked, ...more };
        return (await opened.control("POST", "/calls", call)).json.dialogId;
    };
    const dialogId = await place();
    const act = (name: string, more: object = {}) => opened.runtime("POST", `/call/${name}`, { dialogId, ...more });
    const read = (what: string) => opened.runtime("GET", `/${what}/{reseller}/${dialogId}`);
    const wait = (advance: string) => opened.control("POST", "/clock", { advance });
    return { opened, units, place, dialogId, act, read, wait, end: () => opened.control("POST", `/calls/${dialogId}/end`) };
}

/** What the header of a WAV file says, and its length. */
async function wavOf(url: string) {
    const answer = await fetch(url);
    const file = Buffer.from(await answer.arrayBuffer());
    return {
        type: answer.headers.get("content-type"),
        tag: file.toString("latin1", 0, 4) + file.toString("latin1", 8, 12),
        format: file.readUInt16LE(20),
        channels: file.readUInt16LE(22),
        seconds: file.readUInt32LE(40) / file.readUInt32LE(28),
        loudest: Math.max(...Array.from({ length: 100 }, (_, index) => Math.abs(file.readInt16LE(44 + 2 * index)))),
    };
}

describe("a recording", () => {
    test("is a WAV file with a tone for each speaker, as long as it ran, pauses left out", async () => {
        const { act, read, wait, end } = await withCall();
        await act("recording/start");
        await wait("3 seconds");
        await act("recording/stop");
        await wait("1 hour");
        await act("recording/start");
        await wait("2 seconds");
        await end();
        const { lossless, lossy } = (await read("recording")).json;
        const file = await wavOf(lossless);
        expect(file).toMatchObject({ type: "audio/wav", tag: "RIFFWAVE", format: 1, channels: 2 });
        expect(file.seconds).toBeGreaterThanOrEqual(5);
        expect(file.seconds).toBeLessThan(7);
        expect(file.loudest).toBeGreaterThan(1000);
        expect(await wavOf(lossy)).toMatchObject({ format: 7, channels: 2 });
    });

    test("of one speaker has one channel and only that speaker's words, and is no longer than it may be", async () => {
        const { act, wait, end, opened, dialogId } = await withCall();
        await act("recording/start", { recordingId: "caller", speakers: ["CUSTOMER"], maxDuration: 1500 });
        await act("say", { text: "<speak>Guten <b>Tag</b></speak>" });
        await opened.control("POST", `/calls/${dialogId}/caller`, { caller: [{ says: "Hallo" }, { presses: "1" }] });
        await wait("8 seconds");
        await end();
        const { lossless, transcript } = (await opened.runtime("GET", `/recording/{reseller}/${dialogId}?id=caller`)).json;
        expect(await wavOf(lossless)).toMatchObject({ channels: 1, seconds: 1.5 });
        expect(Object(await (await fetch(transcript)).json()).entries).toEqual([
            { type: "Voice", speaker: "CUSTOMER", text: "Hallo", confidence: 100, timestamp: expect.any(Number) },
            { type: "Dtmf", speaker: "CUSTOMER", tone: "1", timestamp: expect.any(Number) },
        ]);
    });

    test("that is terminated cannot be resumed; one that never ran cannot be stopped", async () => {
        const { act } = await withCall();
        await act("recording/start");
        await act("recording/stop", { terminate: true });
        expect((await act("recording/start")).status).toBe(400);
        expect((await act("recording/stop", { recordingId: "other" })).status).toBe(404);
    });

    test("is due by the settings at the start of its call where changes apply from now on", async () => {
        const { act, read, wait, end, opened, units } = await withCall({ maxRecordingRetentionTime: DAY });
        await opened.control("POST", "/behaviour", { settingsApply: "from-now-on" });
        await act("recording/start");
        await end();
        await opened.call("POST", `/project/{reseller}/${units.project}`, project({ maxRecordingRetentionTime: HOUR }));
        await wait("23 hours");
        expect((await read("recording")).status).toBe(200);
        await opened.control("POST", "/behaviour", { settingsApply: "stored-data-too" });
        expect((await read("recording")).status).toBe(404);
    });

    test("goes, file and all, when its period is shortened", async () => {
        const { act, read, end, wait, opened, units } = await withCall({ maxRecordingRetentionTime: DAY });
        await act("recording/start");
        await end();
        const { lossless } = (await read("recording")).json;
        await wait("2 hours");
        expect((await fetch(lossless)).status).toBe(200);
        await opened.call("POST", `/project/{reseller}/${units.project}`, project({ maxRecordingRetentionTime: HOUR }));
        expect((await fetch(lossless)).status).toBe(404);
        expect((await read("recording")).status).toBe(404);
    });

    test("of an assistance does not exist, and a phase that nobody knows is refused", async () => {
        const { opened, dialogId } = await withCall();
        const status = async (phase: string) => (await opened.runtime("GET", `/recording/{reseller}/${dialogId}?phase=${phase}`)).status;
        expect([await status("ASSIST"), await status("LATER")]).toEqual([404, 400]);
    });
});

describe("a dialog", () => {
    test("holds what a bot did, in order, and a reader chooses", async () => {
        const { act, read, opened, dialogId, end } = await withCall();
        await act("say", { text: "<speak>Guten <b>Tag</b></speak>" });
        await act("play", { url: "https://bot.example/jingle.wav" });
        await act("data", { key: "mood", value: "good" });
        await act("bridge", { headNumber: HOTLINE, extensionLength: 2 });
        expect((await act("forward", { destinationNumber: AGENT })).json).toMatchObject({ status: "Failure", reason: "ALREADY_BRIDGED" });
        await end();
        expect((await read("dialog")).json.data).toMatchObject([
            { type: "Start", customSipHeaders: {} },
            { type: "Synthesis", text: "<speak>Guten <b>Tag</b></speak>", plainText: "Guten Tag", vendor: "MICROSOFT", language: "de-DE" },
            { type: "Playback", url: "https://bot.example/jingle.wav" },
            { type: "Custom", key: "mood", value: "good" },
            { type: "Bridge", destination: `${HOTLINE}00` },
            { type: "End", reason: "callBridged" },
        ]);
        const chosen = await opened.runtime("GET", `/dialog/{reseller}/${dialogId}?includeType=Custom&includeType=End`);
        expect(chosen.json.data.map(({ type }: { type: string }) => type)).toEqual(["Custom", "End"]);
        expect((await opened.runtime("GET", `/dialog/{reseller}/${dialogId}?includeType=Nothing`)).status).toBe(400);
    });

    test("of several with one id from outside is the latest, and only that project's", async () => {
        const { opened, units, place } = await withCall({}, { callId: "ticket-1" });
        const latest = await place();
        const read = (token: string) => opened.runtime("GET", `/dialog/{reseller}/external/${token}/ticket-1`);
        expect((await read(units.project)).json).toMatchObject({ dialogId: latest, callId: "ticket-1" });
        expect((await read(units.account)).status).toBe(404);
    });

    test("that is not stored takes no data, and what was written under a key is the latest", async () => {
        const { opened, dialogId, act } = await withCall();
        await act("data", { key: "mood", value: "good" });
        await opened.runtime("POST", `/dialog/{reseller}/${dialogId}/data`, { data: { mood: "better" } });
        expect((await opened.runtime("GET", `/dialog/{reseller}/${dialogId}/custom/mood`)).json.value).toBe("better");
        await opened.runtime("DELETE", `/dialog/{reseller}/${dialogId}`);
        expect((await opened.runtime("POST", `/dialog/{reseller}/${dialogId}/data`, { data: { mood: "bad" } })).status).toBe(404);
    });
});

test.each([
    "say",
    "play",
    "prompt",
    "data",
    "forward",
    "bridge",
    "refer",
    "recording/start",
    "recording/stop",
    "inactivity/start",
    "transcription/switch",
])("/call/%s after the end of the call is refused, and so is a body without a dialog", async (name) => {
    const { act, end, opened } = await withCall();
    await end();
    const whole = {
        ...{ text: "Hallo", url: "https://bot.example/", key: "a", value: "b", destinationNumber: AGENT, headNumber: HOTLINE },
        ...{ timeout: 5000, type: { name: "Number" } },
    };
    expect((await act(name, whole)).json.errorData).toMatchObject({
        code: "VALIDATION",
        shortDescription: expect.stringContaining("has ended"),
    });
    expect((await opened.runtime("POST", `/call/${name}`, whole)).json.errorData.fieldReferences).toEqual(["dialogId"]);
});
