/** Bodies and answers of the contract, in the words of the rules. Written by hand, so that neither side's translation is trusted. */
import { type Level, SETTING_NAMES, type SettingName, type Settings } from "../../../provider/policy/index.js";
import { account, customer, project, reseller, type Settings as WireSettings } from "../sandbox/bodies.js";
import type { Json } from "../sandbox/open-sandbox.js";

const WIRE_NAMES: Readonly<Record<SettingName, keyof WireSettings>> = {
    outboundCalls: "allowOutboundCalls",
    recordings: "allowRecordings",
    recordingRetention: "maxRecordingRetentionTime",
    anonymizeNumbers: "anonymizeRemoteNumbers",
    storeDialogData: "storeDialogData",
    dialogRetention: "maxDialogRetentionTime",
};

/** Allows everything there is, so that any tree can be built below it. */
export const WIDE_OPEN: Settings = {
    outboundCalls: true,
    recordings: true,
    recordingRetention: Number.MAX_SAFE_INTEGER,
    anonymizeNumbers: false,
    storeDialogData: true,
    dialogRetention: Number.MAX_SAFE_INTEGER,
};

const BODIES = { reseller, customer, account, project };

export const bodyOf = (level: Level, settings: Settings): Json =>
    BODIES[level]({
        allowOutboundCalls: settings.outboundCalls,
        allowRecordings: settings.recordings,
        maxRecordingRetentionTime: settings.recordingRetention,
        anonymizeRemoteNumbers: settings.anonymizeNumbers,
        storeDialogData: settings.storeDialogData,
        maxDialogRetentionTime: settings.dialogRetention,
    });

export const settingsOf = (wire: WireSettings): Settings => ({
    outboundCalls: wire.allowOutboundCalls,
    recordings: wire.allowRecordings,
    recordingRetention: wire.maxRecordingRetentionTime,
    anonymizeNumbers: wire.anonymizeRemoteNumbers,
    storeDialogData: wire.storeDialogData,
    dialogRetention: wire.maxDialogRetentionTime,
});

/** What a gateway made of a write. */
export type Answer = { readonly token: string } | { readonly refused: readonly SettingName[] };

/** @throws Error for a refusal that is not about limits, or that names anything but settings */
export function refusedFor(code: string, fields: readonly string[]): Answer {
    const named = SETTING_NAMES.filter((name) => fields.includes(`commonConfiguration.${WIRE_NAMES[name]}`));
    if (code !== "EXCEEDS_PARENT" || named.length === 0 || named.length !== fields.length) {
        throw new Error(`refused with ${code} for ${JSON.stringify(fields)}`);
    }
    return { refused: named };
}
