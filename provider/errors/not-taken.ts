/** A value that a field does not take, in the words that CVG102 and CVG201 share. */

/** None of them is the value itself, where that may be a secret. */
export interface NotTaken {
    readonly by: string;
    readonly field: string;
    /** The value, as far as it may be shown. */
    readonly value: string;
    /** What the field takes. */
    readonly takes: string;
    /** What was meant, where that can be guessed. */
    readonly meant: string | undefined;
}

export const notTaken = ({ by, field, value, takes, meant }: NotTaken) => ({
    what: `${by}: ${field} does not take ${value}.`,
    remedy: `${meant === undefined ? "" : `Did you mean "${meant}"? `}It takes ${takes}.`,
});
