/** What others call their errors by. */

/**
 * The code that Node or a library has given an error, like `ENOENT`: what people look up. Their messages can quote what was received, so they are not shown.
 *
 * @returns undefined where it has none
 */
export const foreignCode = (error: unknown): string | undefined =>
    typeof error === "object" && error !== null && "code" in error && typeof error.code === "string" ? error.code : undefined;
