/** What a preview holds was written by many: made fit to be shown anywhere, before anything else looks at it. */
import { stripVTControlCharacters } from "node:util";
import { oneLine } from "../../errors/index.js";

const LONGEST = 200;

/** What most texts are: visible characters of Western Europe, with single blanks between them. Nothing has to be made of them. */
const PLAIN = /^[!-~¡-¬®-ɏ]+(?: [!-~¡-¬®-ɏ]+)*$/;

/** One line without control characters, marks of direction or halves of characters, of bounded length. */
export function tame(text: string, longest = LONGEST): string {
    if (text.length <= longest && PLAIN.test(text)) return text;
    // Colours of a diagnostic go as a whole: without their first character the rest of them would be left.
    const line = oneLine(stripVTControlCharacters(text));
    const characters = [...line.slice(0, longest * 2)];
    return characters.length > longest || line.length > longest * 2 ? `${characters.slice(0, longest).join("")}…` : line;
}

/** A text from a preview, or undefined where there is none. */
export const tamed = (value: unknown): string | undefined => (typeof value === "string" && value !== "" ? tame(value) : undefined);
