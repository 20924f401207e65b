import { consequences, SETTING_NAMES, type Settings } from "../../../provider/policy/index.js";
import { closed, open } from "../../harness/settings.js";

const OPEN = open(604_800_000);
const CLOSED: Settings = { ...closed(600_000), recordingRetention: 86_400_000 };
const lines = (before: Settings, after: Settings): readonly string[] =>
    consequences(before, after).map(({ code, what }) => `${code} ${what}`);

test("what closing everything takes away is said setting by setting", () => {
    expect(lines(OPEN, CLOSED)).toEqual([
        "CVG109 outboundCalls true => false: bots can no longer start calls or hand calls over to agents; such attempts fail with DISABLED.",
        "CVG109 recordings true => false: calls can no longer be recorded; recordings that are stored stay until they are due.",
        'CVG107 recordingRetention "1 week" => "1 day": recordings older than "1 day" may be deleted for good.',
        'CVG109 anonymizeNumbers false => true: bots and integrations no longer see phone numbers: remote "+49..." becomes "md5-hash:...".',
        "CVG107 storeDialogData true => false: dialog data is no longer kept, and what is stored may be deleted for good.",
        'CVG107 dialogRetention "1 week" => "10 minutes": dialog data older than "10 minutes" may be deleted for good.',
    ]);
});

test("what opening everything allows is said setting by setting", () => {
    expect(lines(CLOSED, OPEN)).toEqual([
        "CVG108 outboundCalls false => true: bots may start calls and hand calls over to agents.",
        "CVG108 recordings false => true: calls may be recorded.",
        'CVG108 recordingRetention "1 day" => "1 week": recordings are kept for "1 week".',
        'CVG108 anonymizeNumbers true => false: bots and integrations see phone numbers: remote "md5-hash:..." becomes "+49...".',
        "CVG108 storeDialogData false => true: what is said in dialogs is stored.",
        'CVG108 dialogRetention "10 minutes" => "1 week": what is said in dialogs is kept for "1 week".',
    ]);
});

test.each(SETTING_NAMES)("a change of %s alone is told alone, and no change is not told", (setting) => {
    expect(consequences(OPEN, { ...OPEN, [setting]: CLOSED[setting] }).map((told) => told.setting)).toEqual([setting]);
    expect(consequences(OPEN, OPEN)).toEqual([]);
});
