/**
 * What is printed: what happened, and what to do. `{{name}}` stands for a value that is filled in, the one list of which is this text.
 */
export interface Says {
    readonly what: string;
    readonly remedy?: string;
}

export interface Entry {
    readonly title: string;
    readonly severity: "error" | "warning" | "info";
    readonly cause: string;
    readonly remedy: string;
    /** What the provider printed in a real run, tokens, ids and hosts replaced by words in angle brackets. */
    readonly example?: string;
    /** The texts of the code, by what they are said of. */
    readonly says?: Readonly<Record<string, Says>>;
}
