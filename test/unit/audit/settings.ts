/** Settings at both ends, as rules are held against them. */
import type { Settings } from "../../../provider/policy/index.js";
import { closed, open } from "../../harness/settings.js";

const DAY = 24 * 60 * 60 * 1000;
export const OPEN: Settings = open(30 * DAY);
export const CLOSED: Settings = { ...closed(600_000), recordings: true, recordingRetention: 7 * DAY, storeDialogData: true };
