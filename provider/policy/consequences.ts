/** What a change of settings does to people's data, in words for whoever reviews it. */
import { formatPeriod } from "./period.js";
import { type Comparison, compare } from "./rules.js";
import type { Settings } from "./settings.js";
import { isPeriod, SETTINGS, type SettingName } from "./table.js";

/** CVG107: stored data may be lost. CVG108: more is stored, shown or allowed than before. CVG109: something that worked stops working. */
export interface Consequence {
    readonly code: "CVG107" | "CVG108" | "CVG109";
    readonly setting: SettingName;
    /** `dialogRetention "1 week" => "1 day": dialog data older than "1 day" may be deleted for good.` */
    readonly what: string;
}

function told({ setting, direction, before, after, mayDelete }: Comparison): readonly Consequence[] {
    if (direction === "same") return [];
    const text = (value: boolean | number): string => (isPeriod(setting) ? `"${formatPeriod(Number(value))}"` : String(value));
    const code = direction === "looser" ? "CVG108" : mayDelete === undefined ? "CVG109" : "CVG107";
    const sentence = SETTINGS[setting][direction].replace("{period}", text(after));
    return [{ code, setting, what: `${setting} ${text(before)} => ${text(after)}: ${sentence}.` }];
}

/** Every consequence of replacing the settings that apply, in the order of display. */
export const consequences = (before: Settings, after: Settings): readonly Consequence[] => compare(before, after).flatMap(told);
