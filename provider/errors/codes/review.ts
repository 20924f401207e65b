/** 62x: reviewing previews. */
import type { Entry } from "../entry.js";

export const REVIEW = {
    CVG620: {
        title: "What was to be reviewed is no preview",
        severity: "error",
        cause: "`cvg review` was given something else than the JSON of `pulumi preview --json`: another file, the plain preview, or JSON of another shape.",
        remedy: "Make one with `pulumi preview --json --show-sames > preview.json`, and give that file to `cvg review`.",
        example:
            "CVG620 This is no preview of Pulumi: it is not JSON.\n  Make one with `pulumi preview --json --show-sames > preview.json`.",
    },
    CVG621: {
        title: "The preview ends in the middle",
        severity: "error",
        cause: "The JSON is cut off: the command that wrote it was stopped, or the disk was full. Nothing is said of half a preview.",
        remedy: "Run the preview again.",
        example:
            "CVG621 The preview ends in the middle: it is not complete.\n  The command that made it was cut off. Make one with `pulumi preview --json --show-sames > preview.json`.",
    },
    CVG622: {
        title: "The file of approvals cannot be read",
        severity: "error",
        cause: "The file that `cvg review --approvals` names is not JSON, or has a field that approvals do not have, or lacks one.",
        remedy: "Correct what the message names. An approval names tenant, finding, the exact new value, who approves, why, and the last day on which it counts.",
    },
} as const satisfies Record<string, Entry>;
