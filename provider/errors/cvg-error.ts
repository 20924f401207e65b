import type { Code } from "./catalogue.js";

/** Why something is refused: a stable code, what happened, and what to do. Never carries a secret. */
export interface Refusal {
    readonly code: Code;
    /** The unit, the field and the reason, in one sentence. */
    readonly what: string;
    /** What to do, shown on a line of its own. */
    readonly remedy?: string | undefined;
}

/** Which resource a refusal is about, and what of it: those of one code and topic can be counted together. */
export interface About {
    /** Logical name. */
    readonly by: string;
    readonly topic: string;
}

/** A refusal that is thrown. */
export class CvgError extends Error implements Refusal {
    override readonly name = "CvgError";
    readonly about: About | undefined;

    constructor(
        readonly code: Code,
        readonly what: string,
        readonly remedy?: string,
        { about, ...options }: ErrorOptions & { readonly about?: About } = {},
    ) {
        super(coded(code, what, remedy), options);
        this.about = about;
    }

    static of({ code, what, remedy }: Refusal, options?: ErrorOptions & { readonly about?: About }): CvgError {
        return new CvgError(code, what, remedy, options);
    }
}

/** The one form in which coded messages appear everywhere: `CVG101 what`, the remedy indented below. */
export function coded(code: Code, what: string, remedy?: string): string {
    return remedy === undefined ? `${code} ${what}` : `${code} ${what}\n  ${remedy}`;
}

/** The same of a refusal. */
export const printed = ({ code, what, remedy }: Refusal): string => coded(code, what, remedy);
