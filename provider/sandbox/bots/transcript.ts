/** What was sent and answered in a call, line by line, for people and tests. */

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

export const HIDDEN = "********";

/** The same value with each of the texts that must not be seen blotted out, wherever it stands; names of fields too. */
export function hiding(value: unknown, secrets: readonly string[]): unknown {
    if (typeof value === "string") return secrets.reduce((text, secret) => text.replaceAll(secret, HIDDEN), value);
    if (Array.isArray(value)) return value.map((item) => hiding(item, secrets));
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [String(hiding(name, secrets)), hiding(inner, secrets)]));
}

export interface Transcript {
    add(line: Omit<Line, "at">): void;
    lines(): readonly Line[];
}

/** @param secrets what no line may show */
export function createTranscript(now: () => number, secrets: readonly string[]): Transcript {
    // The longer first, so that one that is a part of another leaves no rest of that. An empty one would stand between any two letters.
    const hidden = secrets.filter((secret) => secret !== "").sort((one, other) => other.length - one.length);
    const lines: Line[] = [];
    return {
        add: ({ what, body, status, answer, failed, from }) => {
            if (lines.length >= LONGEST) return;
            lines.push({
                at: new Date(now()).toISOString(),
                from,
                what: String(hiding(what, hidden)),
                ...(body === undefined ? {} : { body: hiding(body, hidden) }),
                ...(status === undefined ? {} : { status }),
                ...(answer === undefined ? {} : { answer: hiding(answer, hidden) }),
                ...(failed === undefined ? {} : { failed: String(hiding(failed, hidden)) }),
            });
        },
        lines: () => lines,
    };
}

/** A bot that calls back without end does not fill the memory. */
const LONGEST = 1000;
