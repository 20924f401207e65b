/** Display names: what two are compared by, and how long one is. */

/**
 * Two names that look the same are the same: composed or decomposed (`é` as one character or two), with one kind of blank or another, with or
 * without characters that nobody sees. Blanks around a name do not count.
 */
export const nameKey = (name: string): string =>
    name
        .replace(/[\p{Cf}\p{Cc}]/gu, (invisible) => (/\s/u.test(invisible) ? " " : ""))
        .replace(/\s/gu, " ")
        .trim()
        // Last: a character that nobody sees may stand between a letter and its accent.
        .normalize("NFC");

export const sameName = (one: string, other: string): boolean => nameKey(one) === nameKey(other);

/** In characters as Unicode counts them, without blanks around: an emoji is one, as in a JSON Schema. */
export const nameLength = (name: string): number => [...name.trim()].length;

export const MAX_NAME_LENGTH = 200;

/** The first character that nobody sees: a control character, a line end, or one of no width. */
export const invisibleIn = (name: string): string | undefined => /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u.exec(name.trim())?.[0];
