/** Bodies as the gateway's contract has them, written by hand. */
import type { Json } from "./console.js";

export const SPEECH = {
    transcribers: [{ vendor: "GOOGLE" }],
    synthesizers: [{ vendor: "GOOGLE" }],
    transcriberLanguage: "de-DE",
    synthesizerLanguage: "de-DE",
};

/** Every setting at its strict end. */
export const CLOSED = {
    allowOutboundCalls: false,
    allowRecordings: false,
    maxRecordingRetentionTime: 600_000,
    anonymizeRemoteNumbers: true,
    storeDialogData: false,
    maxDialogRetentionTime: 600_000,
};

/** What a project's body needs besides its name and settings. */
export const PROJECT_BODY: Json = {
    ...SPEECH,
    botConfiguration: { type: "cognigy", endpointUrl: "https://bot.example/" },
    utteranceTimeout: 500,
    minimumNoiseLevel: -45,
    platformNumbers: [],
    externalNumbers: [],
    provisioningBlocks: [],
    callOriginRestriction: { enabled: false, allowedNumbers: [] },
};
