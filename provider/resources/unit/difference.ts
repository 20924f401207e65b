const isPlain = (value: unknown): boolean => ["string", "number", "boolean"].includes(typeof value);

/** `name "X" => "Y"`; of what is more than a plain value, or may hold a secret, only the name. */
export function difference(field: string, was: unknown, becomes: unknown): string {
    if (!isPlain(was) || !isPlain(becomes)) return field;
    return `${field} ${JSON.stringify(was)} => ${JSON.stringify(becomes)}`;
}
