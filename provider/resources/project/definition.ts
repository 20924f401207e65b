import { unitDefinition } from "../unit/definition.js";
import { PROJECT_FIELDS } from "./fields.js";
import { ProjectShape } from "./inputs.js";

const TEN_MINUTES_MS = 600_000;

/**
 * A project (Projekt): one bot in one language, in one account; it can move to another account in place.
 * Without settings it is born closed, so that a bot with real numbers is never live before its policy.
 */
export const project = unitDefinition({
    type: "cvg:Project",
    level: "project",
    parent: { level: "account", input: "account", moves: true },
    accepts: ProjectShape,
    secrets: [
        ["bot", "token"],
        ["bot", "serviceAccountKey"],
    ],
    fields: PROJECT_FIELDS,
    required: ({ defaults }) => ({
        utteranceTimeout: defaults.utteranceTimeout,
        minimumNoiseLevel: defaults.minimumNoiseLevel,
        platformNumbers: [],
        externalNumbers: [],
        provisioningBlocks: [],
        callOriginRestriction: { enabled: false, allowedNumbers: [] },
    }),
    born: (above) => ({
        outboundCalls: false,
        recordings: false,
        recordingRetention: Math.min(TEN_MINUTES_MS, above.recordingRetention),
        anonymizeNumbers: true,
        storeDialogData: false,
        dialogRetention: Math.min(TEN_MINUTES_MS, above.dialogRetention),
    }),
});
