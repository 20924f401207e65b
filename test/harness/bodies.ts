/** Bodies as the gateway's contract has them. What is tested of the embedded gateway itself has its own, all written by hand. */
import { type CommonConfiguration, settingsToWire } from "../../provider/gateway/index.js";
import type { Json } from "./console.js";
import { closed, open } from "./settings.js";

export const SPEECH = {
    transcribers: [{ vendor: "GOOGLE" }],
    synthesizers: [{ vendor: "GOOGLE" }],
    transcriberLanguage: "de-DE",
    synthesizerLanguage: "de-DE",
};

/** Every setting at its strict end. */
export const CLOSED = settingsToWire(closed(600_000));

/** Every setting at its loose end. @param recordings a period, in milliseconds, like `dialogs`, which is the same by default */
export const openOnWire = (recordings: number, dialogs = recordings): CommonConfiguration => ({
    ...settingsToWire(open(recordings)),
    maxDialogRetentionTime: dialogs,
});

/** What the console offers for a new unit. */
export const CONSOLE_DEFAULTS: CommonConfiguration = {
    ...CLOSED,
    maxRecordingRetentionTime: 604_800_000,
    anonymizeRemoteNumbers: false,
    storeDialogData: true,
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
