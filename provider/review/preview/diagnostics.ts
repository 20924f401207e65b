/** What the engine, the program and the provider said during the preview. */
import { isText, isTextOrMissing, isValues } from "./narrow.js";
import { tame } from "./text.js";

export interface Said {
    readonly severity: "error" | "warning" | "info";
    /** `CVG310`, where the message has a code. */
    readonly code: string | undefined;
    /** On one line, with neither severity nor code in front. */
    readonly text: string;
}

const LONGEST = 400;
/** A whole message of the provider, with its remedy. */
const LONGEST_CODED = 1200;

/** Of these the provider sends what it says in one moment as one message. */
const TOGETHER = ["info", "debug"];
const NEXT = /\n(?=CVG\d{3} |cvg: )/;

/** What was sent as one message: each begins a line. */
export const apart = (message: string): readonly string[] => message.split(NEXT);

/** None: this is no diagnostic. */
export function readDiagnostics(value: unknown): readonly Said[] {
    if (!isValues(value)) return [];
    const { message, severity = "info", urn } = value;
    if (!isText(message) || !isText(severity) || !isTextOrMissing(urn)) return [];
    return TOGETHER.includes(severity) ? apart(message).map((one) => saidIn(one, severity)) : [saidIn(message, severity)];
}

function saidIn(message: string, severity: string): Said {
    const text = tame(message, /\bCVG\d{3} /.test(message) ? LONGEST_CODED : LONGEST).replace(/^(?:error|warning|info): /, "");
    const code = /^(CVG\d{3}) /.exec(text)?.[1];
    return {
        severity: severity.startsWith("error") ? "error" : severity === "warning" ? "warning" : "info",
        code,
        text: code === undefined ? text : text.slice(code.length + 1),
    };
}
