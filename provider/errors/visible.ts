/**
 * What others wrote, made fit to stand in a line of ours. Characters that nobody sees for what they are move a terminal's cursor, end a comment,
 * or hide what a name really is: control characters, marks of direction and of no width, halves of characters, ends of lines and paragraphs.
 */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;
const RUN = new RegExp(`${INVISIBLE.source}+`, "gu");
const RUN_OR_BLANKS = new RegExp(`(?:${INVISIBLE.source}|\\s)+`, "gu");

export const hasInvisible = (text: string): boolean => INVISIBLE.test(text);

/** On one line: a blank for each run of such characters. Blanks that were there stay: a cell or a comment is a text as it is. */
export const unbroken = (text: string): string => text.replace(RUN, " ");

/** The same, without blanks around, and with one for many: a text within a sentence. */
export const oneLine = (text: string): string => text.replace(RUN_OR_BLANKS, " ").trim();

/** Each such character spelled out, as `\u{1b}`: where the question is what exactly was sent. */
export const spelledOut = (text: string): string =>
    text.replace(new RegExp(INVISIBLE.source, "gu"), (character) => `\\u{${character.codePointAt(0)?.toString(16) ?? ""}}`);
