/**
 * What is printed: what happened, and what to do. `alike` is said in place of `what` where the same concerns many units: a clause that a colon
 * and their names follow.
 */
export interface Says {
    readonly code: `CVG${number}`;
    readonly what: string;
    readonly remedy?: string;
    readonly alike?: string;
}

/** Facts that a text takes as they are. */
export type Texts<Names extends string> = Readonly<Record<Names, string>>;

export interface Entry {
    readonly title: string;
    readonly severity: "error" | "warning" | "info";
    readonly cause: string;
    readonly remedy: string;
    /** What the provider printed in a real run, tokens, ids and hosts replaced by words in angle brackets. */
    readonly example?: string;
    /** The texts of the code, by what they are said of. Each takes the facts that it names. */
    readonly says?: Readonly<Record<string, (facts: never) => Says>>;
}
