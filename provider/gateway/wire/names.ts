/** Display names: what two are compared by, and how long one is. */

/** Scripts in which a joiner (U+200D) or its contrary (U+200C) between two letters is part of how a word is written, as RFC 5892 has it (CONTEXTJ). */
const JOINING_SCRIPTS = [
    ...[
        "Adlam",
        "Arabic",
        "Balinese",
        "Bengali",
        "Devanagari",
        "Gujarati",
        "Gurmukhi",
        "Javanese",
        "Kannada",
        "Khmer",
        "Malayalam",
        "Mandaic",
    ],
    ...["Mongolian", "Myanmar", "Nko", "Oriya", "Sinhala", "Sundanese", "Syriac", "Tamil", "Telugu", "Tibetan"],
].map((script) => `\\p{Script_Extensions=${script}}`);
const LETTER = `(?=[\\p{L}\\p{M}])[${JOINING_SCRIPTS.join("")}]`;
const SIGN = `(?=\\p{M})[${JOINING_SCRIPTS.join("")}]`;
/** Joiners that mean something: in words of these scripts, and between pictures that make one together. Made when a name has one: it takes milliseconds, and hardly any name has. */
let joiners: RegExp | undefined;
const joinersThatMean = (): RegExp => {
    joiners ??= new RegExp(
        [
            `(?<=${LETTER})[\\u200c\\u200d](?=${LETTER})`,
            `(?<=${SIGN})[\\u200c\\u200d]`,
            "(?<=[\\p{Extended_Pictographic}\\p{Emoji_Modifier}\\ufe0f])\\u200d(?=\\p{Extended_Pictographic})",
        ].join("|"),
        "gu",
    );
    return joiners;
};
/** The flag of a part of a country: a black flag, and its name in characters that nobody sees. */
const FLAG = /\u{1f3f4}[\u{e0020}-\u{e007e}]{3,6}\u{e007f}/u;
const FLAG_OR_INVISIBLE = new RegExp(`${FLAG.source}|[\\p{Cf}\\p{Cc}]`, "gu");
const isFlag = (found: string): boolean => FLAG.test(found);

/**
 * Two names that look the same are the same: composed or decomposed (`é` as one character or two), with one kind of blank or another, with or
 * without characters that nobody sees. Blanks around a name do not count.
 */
export const nameKey = (name: string): string =>
    name
        .replace(FLAG_OR_INVISIBLE, (found) => (isFlag(found) ? found : /\s/u.test(found) ? " " : ""))
        .replace(/\s/gu, " ")
        .trim()
        // Last: a character that nobody sees may stand between a letter and its accent.
        .normalize("NFC");

export const sameName = (one: string, other: string): boolean => nameKey(one) === nameKey(other);

/** In characters as Unicode counts them, without blanks around: an emoji is one, as in a JSON Schema. */
export const nameLength = (name: string): number => [...name.trim()].length;

export const MAX_NAME_LENGTH = 200;

const INVISIBLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u;

/** The first character that nobody sees, and that no script or picture needs: a control character, a line end, or one of no width. */
export function invisibleIn(name: string): string | undefined {
    const text = name.trim();
    if (!INVISIBLE.test(text)) return undefined;
    return INVISIBLE.exec(text.replace(joinersThatMean(), "").replace(new RegExp(FLAG.source, "gu"), ""))?.[0];
}
