/** Privacy settings between our names and the wire's. */
import { type SettingName, type Settings, settingsOf } from "../../policy/index.js";
import { CommonConfiguration, type RawBody } from "./contract.js";
import { plain } from "./json.js";

/** Our name of each setting, and its name in `commonConfiguration`. */
export const WIRE_NAME = {
    outboundCalls: "allowOutboundCalls",
    recordings: "allowRecordings",
    recordingRetention: "maxRecordingRetentionTime",
    anonymizeNumbers: "anonymizeRemoteNumbers",
    storeDialogData: "storeDialogData",
    dialogRetention: "maxDialogRetentionTime",
} as const satisfies Record<SettingName, keyof CommonConfiguration>;

export const settingsFromWire = (wire: CommonConfiguration): Settings => settingsOf((name) => wire[WIRE_NAME[name]]);

export function settingsToWire(settings: Settings): CommonConfiguration {
    return {
        allowOutboundCalls: settings.outboundCalls,
        allowRecordings: settings.recordings,
        maxRecordingRetentionTime: settings.recordingRetention,
        anonymizeRemoteNumbers: settings.anonymizeNumbers,
        storeDialogData: settings.storeDialogData,
        maxDialogRetentionTime: settings.dialogRetention,
    };
}

/** The stored settings of a body that was read. */
export const settingsOfBody = (body: RawBody): Settings => settingsFromWire(CommonConfiguration.parse(plain(body.commonConfiguration)));
