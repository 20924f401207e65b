/** What a change of the settings that apply at a unit means. */
import { formatPeriod, isPeriod, looseness, SETTINGS, type SettingName, type SwitchName } from "../../policy/index.js";
import type { Applied } from "../fleet/side.js";
import { hasEffect } from "./applies.js";
import type { Draft } from "./draft.js";
import type { Kind } from "./kinds.js";
import type { KindByOthers } from "./since.js";

type Known = Applied["settings"];

export const shown = (setting: SettingName, value: boolean | number | undefined): string =>
    value === undefined ? "" : isPeriod(setting) ? formatPeriod(Number(value)) : String(value);

/** How long what a switch lets through is kept. */
const RETENTION: Partial<Readonly<Record<SettingName, SettingName>>> = {
    recordings: "recordingRetention",
    storeDialogData: "dialogRetention",
};

const keptAt = (setting: SettingName, settings: Known): string => {
    const retention = RETENTION[setting];
    return retention === undefined ? "" : shown(retention, settings[retention]);
};

const LOOSER: Readonly<Record<SettingName, KindByOthers>> = {
    outboundCalls: "outbound-on",
    recordings: "recordings-on",
    recordingRetention: "recordings-longer",
    anonymizeNumbers: "numbers-shown",
    storeDialogData: "dialogs-on",
    dialogRetention: "dialogs-longer",
};
const STRICTER: Readonly<Record<SettingName, KindByOthers>> = {
    outboundCalls: "outbound-off",
    recordings: "recordings-off",
    recordingRetention: "recordings-cut",
    anonymizeNumbers: "numbers-hidden",
    storeDialogData: "dialogs-off",
    dialogRetention: "dialogs-cut",
};

/**
 * Whether a period that changes matters to anybody. Nothing is lost where nothing was kept; nothing is kept longer where nothing is, except
 * recordings, which stay when no new ones are made. What is not known counts as if it mattered.
 */
function matters(setting: SettingName, looser: boolean, before: Known, after: Known): boolean {
    if (!isPeriod(setting)) return true;
    if (hasEffect(setting, before) === false) return false;
    return !looser || setting === "recordingRetention" || hasEffect(setting, after) !== false;
}

const unverified = (settings: readonly SettingName[]): readonly Draft[] =>
    settings.length === 0 ? [] : [{ kind: "setting-unknown", to: "unknown", values: { to: settings.join(", ") } }];

/** One finding for each setting that changes and matters, and one for those that are no longer known. */
export function changesOf(before: Known, after: Known, settings: readonly SettingName[]): readonly Draft[] {
    const unknown = settings.filter((setting) => after[setting] === undefined);
    const wasUnknown = settings.some((setting) => before[setting] === undefined && after[setting] !== undefined);
    const changes = settings.flatMap((setting): readonly Draft[] => {
        const [was, becomes] = [before[setting], after[setting]];
        if (was === undefined || becomes === undefined) return [];
        const difference = looseness(setting, becomes) - looseness(setting, was);
        if (difference === 0 || !matters(setting, difference > 0, before, after)) return [];
        const kind = (difference > 0 ? LOOSER : STRICTER)[setting];
        const [from, to] = [shown(setting, was), shown(setting, becomes)];
        return [{ kind, setting, from, to, values: { from, to, kept: keptAt(setting, after) } }];
    });
    return [...changes, ...unverified(unknown), ...(wasUnknown ? [{ kind: "before-unknown", to: "unknown" } as const] : [])];
}

/** What a new project is said of for each switch that is not strict, most of what callers leave first. */
const BORN_OPEN = {
    recordings: "new-records",
    anonymizeNumbers: "new-shows",
    storeDialogData: "new-stores",
    outboundCalls: "new-outbound",
} as const satisfies Readonly<Record<SwitchName, Kind>>;
const isSwitch = (name: string): name is SwitchName => Object.hasOwn(BORN_OPEN, name);

/** What a project that did not exist before lets through from its first call on. */
export function bornWith(after: Known, settings: readonly SettingName[]): readonly Draft[] {
    const open = (setting: SwitchName): readonly Draft[] => {
        const loose = !SETTINGS[setting].strict;
        if (after[setting] !== loose) return [];
        const kept = keptAt(setting, after);
        return [{ kind: BORN_OPEN[setting], setting, to: kept === "" ? String(loose) : `${loose}, kept ${kept}`, values: { kept } }];
    };
    const drafts = [
        ...Object.keys(BORN_OPEN).filter(isSwitch).flatMap(open),
        ...unverified(settings.filter((setting) => after[setting] === undefined)),
    ];
    return drafts.length > 0 ? drafts : [{ kind: "new-closed", to: "new" }];
}
