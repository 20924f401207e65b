/** What comes from outside, made fit for a message. */
import { masking, oneLine, spellings } from "../../errors/index.js";
import { SECRET_FIELDS } from "../wire/contract.js";
import { isObject } from "../wire/json.js";

/** One line, of bounded length, without control characters: what comes from outside must not steer a terminal. */
export function printable(text: string, length: number): string {
    const line = oneLine(text);
    return line.length > length ? `${line.slice(0, length)}...` : line;
}

/** A text without the secrets that it repeats, plain or escaped as in JSON. */
export const redact = (text: string, secrets: readonly string[]): string =>
    masking(new Map(secrets.flatMap(spellings).map((secret) => [secret, "[secret]"])))(text);

/** The secrets of a body that is sent: every text under a name that holds one. Contract: "`token` and `serviceAccountKey` are secrets". */
export function secretsIn(value: unknown): readonly string[] {
    if (Array.isArray(value)) return value.flatMap(secretsIn);
    if (!isObject(value)) return [];
    return Object.entries(value).flatMap(([key, inner]) => {
        if (typeof inner !== "string") return secretsIn(inner);
        return SECRET_FIELDS.some((secret) => secret === key) ? [inner] : [];
    });
}
