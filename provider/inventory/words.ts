/** What applies at a unit, in words for a table. */
import { formatPeriod, SETTING_NAMES, type SettingName, type Settings } from "../policy/index.js";
import type { InventoryUnit } from "./inventory.js";

export const pathOf = ({ path }: InventoryUnit): string => path.join(" / ");

/** A setting's value as a reader wants it: what happens to people's data. */
const SPOKEN: Readonly<Record<SettingName, (settings: Settings) => string>> = {
    outboundCalls: ({ outboundCalls }) => (outboundCalls ? "allowed" : "off"),
    recordings: ({ recordings }) => (recordings ? "on" : "off"),
    recordingRetention: ({ recordingRetention }) => formatPeriod(recordingRetention),
    anonymizeNumbers: ({ anonymizeNumbers }) => (anonymizeNumbers ? "hashed" : "shown"),
    storeDialogData: ({ storeDialogData }) => (storeDialogData ? "stored" : "not stored"),
    dialogRetention: ({ dialogRetention }) => formatPeriod(dialogRetention),
};

export const spoken = (name: SettingName, settings: Settings): string => SPOKEN[name](settings);

/** Recordings and how long they are kept, as one cell: a period means nothing where nothing is recorded. */
export const recorded = (settings: Settings): string => (settings.recordings ? spoken("recordingRetention", settings) : "no");
export const dialogsKept = (settings: Settings): string => (settings.storeDialogData ? spoken("dialogRetention", settings) : "no");

/** What a reader calls each setting; a period has the word of what it limits. */
const WORD: Readonly<Record<SettingName, string>> = {
    outboundCalls: "calls out",
    recordings: "recording",
    recordingRetention: "its period",
    anonymizeNumbers: "numbers",
    storeDialogData: "dialogs",
    dialogRetention: "their period",
};

/** Settings that mean nothing here: a period of what is not kept. */
const isIdle = (name: SettingName, { recordings, storeDialogData }: Settings): boolean =>
    (name === "recordingRetention" && !recordings) || (name === "dialogRetention" && !storeDialogData);

/** `reseller: calls out; here: recording, its period`. A level is enough: only one unit of it is above. */
export function decidersOf(unit: InventoryUnit): string {
    const groups = new Map<InventoryUnit, string[]>();
    for (const name of SETTING_NAMES.filter((each) => !isIdle(each, unit.applies))) {
        const by = unit.decidedBy[name];
        groups.set(by, [...(groups.get(by) ?? []), WORD[name]]);
    }
    return [...groups]
        .map(([by, words]) => `${by === unit ? "here" : by.level}: ${groups.size === 1 ? "everything" : words.join(", ")}`)
        .join("; ");
}
