/** What a change of settings does to people's data, in words for whoever reviews it. */
import { formatPeriod } from "./period.js";
import { type Comparison, compare } from "./rules.js";
import { isPeriod, type SettingName, type Settings } from "./settings.js";

/** CVG107: stored data may be lost. CVG108: more is stored, shown or allowed than before. CVG109: something that worked stops working. */
export interface Consequence {
    readonly code: "CVG107" | "CVG108" | "CVG109";
    readonly setting: SettingName;
    /** `dialogRetention "1 week" => "1 day": dialog data older than "1 day" may be deleted for good.` */
    readonly what: string;
}

type Told = readonly [Consequence["code"], string];

const SHOWN = { plain: '"+49..."', hashed: '"md5-hash:..."' };

/** What becomes stricter, and what that takes away. */
const STRICTER: Readonly<Record<SettingName, (after: string) => Told>> = {
    outboundCalls: () => ["CVG109", "bots can no longer start calls or hand calls over to agents; such attempts fail with DISABLED"],
    recordings: () => ["CVG109", "calls can no longer be recorded; recordings that are stored stay until they are due"],
    recordingRetention: (after) => ["CVG107", `recordings older than ${after} may be deleted for good`],
    anonymizeNumbers: () => ["CVG109", `bots and integrations no longer see phone numbers: remote ${SHOWN.plain} becomes ${SHOWN.hashed}`],
    storeDialogData: () => ["CVG107", "dialog data is no longer kept, and what is stored may be deleted for good"],
    dialogRetention: (after) => ["CVG107", `dialog data older than ${after} may be deleted for good`],
};

/** What becomes looser, and whom that concerns. */
const LOOSER: Readonly<Record<SettingName, (after: string) => string>> = {
    outboundCalls: () => "bots may start calls and hand calls over to agents",
    recordings: () => "calls may be recorded",
    recordingRetention: (after) => `recordings are kept for ${after}`,
    anonymizeNumbers: () => `bots and integrations see phone numbers: remote ${SHOWN.hashed} becomes ${SHOWN.plain}`,
    storeDialogData: () => "what is said in dialogs is stored",
    dialogRetention: (after) => `what is said in dialogs is kept for ${after}`,
};

function told({ setting, direction, before, after }: Comparison): readonly Consequence[] {
    if (direction === "same") return [];
    const text = (value: boolean | number): string => (isPeriod(setting) ? `"${formatPeriod(Number(value))}"` : String(value));
    const [code, sentence] =
        direction === "stricter" ? STRICTER[setting](text(after)) : (["CVG108", LOOSER[setting](text(after))] as const);
    return [{ code, setting, what: `${setting} ${text(before)} => ${text(after)}: ${sentence}.` }];
}

/** Every consequence of replacing the settings that apply, in the order of display. */
export const consequences = (before: Settings, after: Settings): readonly Consequence[] => compare(before, after).flatMap(told);
