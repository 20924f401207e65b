/** What can go wrong with one request, as the embedded gateway does it on order. */
import type { Json } from "../../harness/console.js";

/** An answer that is late comes after the client has given it up: these wait for a second. */
export const IMPATIENT = { "cvg:timeoutSeconds": "1" };
const LATE = { kind: "delay", delayMs: 1600 };

export const KINDS = {
    "lost before": { kind: "drop-before" },
    "lost after": { kind: "drop-after" },
    "429": { kind: "status", status: 429 },
    "500": { kind: "status", status: 500 },
    "503": { kind: "status", status: 503 },
    late: LATE,
    malformed: { kind: "malformed" },
    "error in 2xx": { kind: "error-in-2xx", status: 500 },
} as const satisfies Readonly<Record<string, Json>>;

export type KindName = keyof typeof KINDS;
export const KIND_NAMES: readonly KindName[] = ["lost before", "lost after", "429", "500", "503", "late", "malformed", "error in 2xx"];

export const DURATIONS = ["once", "lasting"] as const;
export type Duration = (typeof DURATIONS)[number];

/** More than any run asks for. */
export const FOR_EVER = 10_000;
