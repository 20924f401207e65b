import type { Code } from "./catalogue.js";

/** An error that a user is meant to read: a stable code, what happened, and what to do. Never carries a secret. */
export class CvgError extends Error {
    override readonly name = "CvgError";

    /** @param code stable code · @param what the unit, the field and the reason, in one sentence · @param remedy what to do, shown on a line of its own */
    constructor(
        readonly code: Code,
        readonly what: string,
        readonly remedy?: string,
        options?: ErrorOptions,
    ) {
        super(coded(code, what, remedy), options);
    }
}

/** The one form in which coded messages appear everywhere: `CVG101 what`, the remedy indented below. */
export function coded(code: Code, what: string, remedy?: string): string {
    return remedy === undefined ? `${code} ${what}` : `${code} ${what}\n  ${remedy}`;
}
