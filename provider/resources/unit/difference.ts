/** Longer lists are not shown. */
const SHOWN = 5;

const isPlain = (value: unknown): boolean => ["string", "number", "boolean"].includes(typeof value);
const isShort = (value: unknown): boolean => Array.isArray(value) && value.length <= SHOWN && value.every(isPlain);
const isShown = (value: unknown): boolean => isPlain(value) || isShort(value);

/** `name "X" => "Y"`; of what is more than a plain value or a few of them, or may hold a secret, only the name. */
export function difference(field: string, was: unknown, becomes: unknown): string {
    if (!isShown(was) || !isShown(becomes)) return field;
    return `${field} ${JSON.stringify(was)} => ${JSON.stringify(becomes)}`;
}
