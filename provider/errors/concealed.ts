/** Values that a user marked secret, and texts without them: a name may be a person's, and a number is one. */

/** Shorter ones are words of other messages, too: they are hidden where they stand by themselves, in quotes. */
const LONG_ENOUGH = 4;
const HIDDEN = "[secret]";

export class Concealed {
    readonly #texts = new Set<string>();

    /** @param value whatever a user marked: each text in it is hidden from now on */
    add(value: unknown): void {
        if (typeof value === "string" && value.trim() !== "") this.#texts.add(value.trim());
        else if (typeof value === "object" && value !== null) for (const inner of Object.values(value)) this.add(inner);
    }

    /** The text without any of them, plain or escaped as in JSON. */
    hide(text: string): string {
        const longestFirst = [...this.#texts].sort((a, b) => b.length - a.length);
        return longestFirst.reduce((shown, secret) => {
            const escaped = JSON.stringify(secret).slice(1, -1);
            if (secret.length < LONG_ENOUGH) return shown.replaceAll(`"${escaped}"`, `"${HIDDEN}"`);
            return shown.replaceAll(escaped, HIDDEN).replaceAll(secret, HIDDEN);
        }, text);
    }
}
