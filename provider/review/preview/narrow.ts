/** What a value of JSON is, said to the compiler. */

export type Values = Readonly<Record<string, unknown>>;

export const isValues = (value: unknown): value is Values => typeof value === "object" && value !== null && !Array.isArray(value);
export const isText = (value: unknown): value is string => typeof value === "string";
export const isTextOrMissing = (value: unknown): value is string | undefined => value === undefined || typeof value === "string";
