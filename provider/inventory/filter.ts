/** Which units of an inventory somebody asks for. */
import { type Level, parsePeriod } from "../policy/index.js";
import type { InventoryUnit } from "./inventory.js";

/** Every condition that is given has to hold. */
export interface Wanted {
    readonly level?: Level | undefined;
    /** Calls may be recorded. */
    readonly recording?: boolean | undefined;
    /** Bots see the numbers of callers. */
    readonly numbersShown?: boolean | undefined;
    readonly outbound?: boolean | undefined;
    /** What is said is stored. */
    readonly storesDialogs?: boolean | undefined;
    /** Recordings or dialogs are kept longer than this: milliseconds. */
    readonly longerThan?: number | undefined;
    readonly inactive?: boolean | undefined;
}

const keepsLonger = ({ applies }: InventoryUnit, than: number): boolean =>
    (applies.recordings && applies.recordingRetention > than) || (applies.storeDialogData && applies.dialogRetention > than);

const agrees = (wanted: boolean | undefined, is: boolean): boolean => wanted === undefined || wanted === is;

export function matches(unit: InventoryUnit, wanted: Wanted): boolean {
    const { applies } = unit;
    return (
        (wanted.level === undefined || wanted.level === unit.level) &&
        agrees(wanted.recording, applies.recordings) &&
        agrees(wanted.numbersShown, !applies.anonymizeNumbers) &&
        agrees(wanted.outbound, applies.outboundCalls) &&
        agrees(wanted.storesDialogs, applies.storeDialogData) &&
        agrees(wanted.inactive, unit.inactive) &&
        (wanted.longerThan === undefined || keepsLonger(unit, wanted.longerThan))
    );
}

const SHORT: Readonly<Record<string, string>> = { m: "minutes", h: "hours", d: "days", w: "weeks" };

/** Milliseconds of `"1 week"`, `"36 hours"`, or short `1d`, `36h`, `2w`, `90m`; undefined for anything else. */
export function parseSpan(text: string): number | undefined {
    const [, count, unit = ""] = /^([1-9]\d*)([mhdw])$/.exec(text.trim()) ?? [];
    return count === undefined ? parsePeriod(text.trim()) : parsePeriod(`${count} ${SHORT[unit]}`);
}
