import { bySetting, isPeriod, offered, readable, SETTING_NAMES, SETTINGS, settingsOf } from "../../../provider/policy/index.js";

test("each setting has the name that the wire knows, in the order of the console", () => {
    expect(SETTING_NAMES.map((name) => [name, SETTINGS[name].wire])).toEqual([
        ["outboundCalls", "allowOutboundCalls"],
        ["recordings", "allowRecordings"],
        ["recordingRetention", "maxRecordingRetentionTime"],
        ["anonymizeNumbers", "anonymizeRemoteNumbers"],
        ["storeDialogData", "storeDialogData"],
        ["dialogRetention", "maxDialogRetentionTime"],
    ]);
});

test("any period is offered for recordings, and the console's only for dialog data", () => {
    expect(SETTING_NAMES.filter(isPeriod).map((name) => offered(name, 3_600_000))).toEqual([
        ['"1 hour"', '"10 minutes"', 'any period up to "1 hour"'],
        ['"1 hour"', '"10 minutes"'],
    ]);
});

test("what is made by kind has one value of its kind for each setting", () => {
    expect(
        bySetting(
            (name) => `${name}?`,
            (name) => `${name}...`,
        ),
    ).toEqual({
        outboundCalls: "outboundCalls?",
        recordings: "recordings?",
        recordingRetention: "recordingRetention...",
        anonymizeNumbers: "anonymizeNumbers?",
        storeDialogData: "storeDialogData?",
        dialogRetention: "dialogRetention...",
    });
    expect(readable(settingsOf((name) => (isPeriod(name) ? 60_000 : true)))).toMatchObject({
        recordings: true,
        dialogRetention: "1 minute",
    });
});
