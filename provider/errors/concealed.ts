/** Values that a user marked secret, and texts without them: a name may be a person's, and a number is one. */
import { masking, spellings } from "./masked.js";

/** Shorter ones are words of other messages, too: they are hidden where they stand by themselves, in quotes. */
const LONG_ENOUGH = 4;
const HIDDEN = "[secret]";

export class Concealed {
    readonly #instead = new Map<string, string>();
    #mask: ((text: string) => string) | undefined;

    /** @param value whatever a user marked: each text in it is hidden from now on */
    add(value: unknown): void {
        if (typeof value === "string" && value.trim() !== "") this.#hide(value.trim());
        else if (typeof value === "object" && value !== null) for (const inner of Object.values(value)) this.add(inner);
    }

    #hide(secret: string): void {
        this.#mask = undefined;
        for (const text of spellings(secret)) {
            if (secret.length < LONG_ENOUGH) this.#instead.set(`"${text}"`, `"${HIDDEN}"`);
            else this.#instead.set(text, HIDDEN);
        }
    }

    /** The text without any of them, plain or escaped as in JSON. */
    hide(text: string): string {
        this.#mask ??= masking(this.#instead);
        return this.#mask(text);
    }
}
