/** What the gateway answered instead of a result, in the words that all codes share for which it may be the reason. */

/** Nothing in it may be a credential, a secret or a body. */
export interface Answered {
    /** The unit, and what was to be done. */
    readonly subject: string;
    readonly request: string;
    /** Status, and the code where there is one. */
    readonly answer: string;
    /** What the gateway says, and what else the answer had: fields, how long to wait, the id of the request. */
    readonly description: string;
    readonly details: readonly string[];
}

export const inBrackets = (details: readonly string[]): string => (details.length === 0 ? "" : ` (${details.join("; ")})`);

/** The text of one code for it. */
export const answered =
    <Code extends `CVG${number}`>(code: Code, remedy?: string) =>
    ({ subject, request, answer, description, details }: Answered) => ({
        code,
        what: `${subject}: the gateway answered ${answer} to ${request}${description === "" ? "" : `: ${description}`}${inBrackets(details)}`,
        ...(remedy === undefined ? {} : { remedy }),
    });
