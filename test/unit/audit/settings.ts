/** Settings at both ends, as rules are held against them. */
import type { Settings } from "../../../provider/policy/index.js";

const DAY = 24 * 60 * 60 * 1000;
export const OPEN: Settings = {
    outboundCalls: true,
    recordings: true,
    recordingRetention: 30 * DAY,
    anonymizeNumbers: false,
    storeDialogData: true,
    dialogRetention: 30 * DAY,
};
export const CLOSED: Settings = {
    outboundCalls: false,
    recordings: true,
    recordingRetention: 7 * DAY,
    anonymizeNumbers: true,
    storeDialogData: true,
    dialogRetention: 600_000,
};
