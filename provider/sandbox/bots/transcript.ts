/** What was sent and answered in a call, line by line, for people and tests. */
import { masking } from "../../errors/index.js";

export interface Line {
    /** By the gateway's clock. */
    readonly at: string;
    readonly from: "caller" | "gateway" | "bot";
    /** A request, or what somebody did. */
    readonly what: string;
    readonly body?: unknown;
    /** What was answered to a request. */
    readonly status?: number;
    readonly answer?: unknown;
    /** Why a request was not answered, or not as it should have been. */
    readonly failed?: string;
}

const HIDDEN = "********";

/** The same value with each of the texts that must not be seen blotted out, wherever it stands; names of fields too. */
function hiding(value: unknown, mask: (text: string) => string): unknown {
    if (typeof value === "string") return mask(value);
    if (Array.isArray(value)) return value.map((item) => hiding(item, mask));
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [mask(name), hiding(inner, mask)]));
}

export interface Transcript {
    add(line: Omit<Line, "at">): void;
    lines(): readonly Line[];
}

/** @param secrets what no line may show */
export function createTranscript(now: () => number, secrets: readonly string[]): Transcript {
    const mask = masking(new Map(secrets.map((secret) => [secret, HIDDEN])));
    const lines: Line[] = [];
    return {
        add: ({ what, body, status, answer, failed, from }) => {
            if (lines.length >= LONGEST) return;
            lines.push({
                at: new Date(now()).toISOString(),
                from,
                what: mask(what),
                ...(body === undefined ? {} : { body: hiding(body, mask) }),
                ...(status === undefined ? {} : { status }),
                ...(answer === undefined ? {} : { answer: hiding(answer, mask) }),
                ...(failed === undefined ? {} : { failed: mask(failed) }),
            });
        },
        lines: () => lines,
    };
}

/** A bot that calls back without end does not fill the memory. */
const LONGEST = 1000;
