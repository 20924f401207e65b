/** 2xx: inputs. */
import type { Entry, Texts } from "../entry.js";
import { one } from "../words.js";

export const INPUTS = {
    CVG201: {
        title: "An input has a wrong type or value",
        severity: "error",
        cause: "The value does not fit the input's documented type, range or form.",
        remedy: "Correct the field that the message names.",
        example: "CVG201 hotline: utteranceTimeout does not take 5000.\n  It takes whole milliseconds, 200 to 1000.",
        says: {
            otherLevel: ({ by, input, unit, level }: Texts<"by" | "input" | "unit" | "level">) => ({
                code: "CVG201",
                what: `${by}: ${input} names ${unit}, which is not ${one(level)}.`,
                remedy: `It takes ${one(level)} or its token.`,
            }),
        },
    },
    CVG202: {
        title: "An input does not exist",
        severity: "error",
        cause: "The resource has no input of this name; often a spelling mistake, or a field of another bot type.",
        remedy: "Remove it, or correct its name.",
        example: "CVG202 hotline: colour does not exist.\n  Did you mean color? If not, remove colour.",
    },
    CVG203: {
        title: "A required input is missing",
        severity: "error",
        cause: "The resource cannot be declared without this input.",
        remedy: "Add it.",
        example: 'CVG203 hotline: transcriberLanguage is missing.\n  It takes a language, like "de-DE".',
    },
} as const satisfies Record<string, Entry>;
