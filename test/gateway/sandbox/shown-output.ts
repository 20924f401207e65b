/** Commands on a page, and what it shows of their output: shortened, and with values of chance. */

export interface Block {
    readonly language: string;
    readonly text: string;
    /** What follows a block of commands as their output; undefined: they print nothing. */
    readonly output?: string;
}

export function blocksOf(page: string): readonly Block[] {
    const found = [...page.matchAll(/```(\w+)\n(.*?)\n```(\n\n(?=```(?:json|text)\n))?/gs)];
    return found.map(([, language = "", text = "", followed], index) => {
        const output = found[index + 1]?.[2];
        return language === "sh" && followed !== undefined && output !== undefined ? { language, text, output } : { language, text };
    });
}

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;
const INSTANT = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/g;

export const withoutChance = (text: string): string => text.replace(UUID, "(uuid)").replace(INSTANT, "(instant)");

/** The values that a text holds: JSON, each beginning on a line of its own, or else lines. */
export function shownValues(text: string): readonly unknown[] {
    return text
        .split(/\n(?=[^\s\]}])/)
        .map((part) => part.trim())
        .filter((part) => part !== "")
        .map((part) => (/^[{[]/.test(part) ? JSON.parse(withoutChance(part)) : part));
}

/** The latest instant at which anything was shown as a number of milliseconds is far later than any period is long. */
const AN_INSTANT = 1_700_000_000_000;

/** Whether what is shown stands in what is real: names and items may be left out, values may not differ but by chance. */
export function shows(shown: unknown, real: unknown): boolean {
    if (Array.isArray(shown)) {
        if (!Array.isArray(real)) return false;
        let from = 0;
        return shown.every((item) => {
            const at = real.findIndex((candidate, index) => index >= from && shows(item, candidate));
            from = at + 1;
            return at >= 0;
        });
    }
    if (typeof shown === "object" && shown !== null) {
        if (typeof real !== "object" || real === null) return false;
        return Object.entries(shown).every(([name, value]) => name === "ms" || shows(value, Reflect.get(real, name)));
    }
    if (typeof shown === "number" && shown > AN_INSTANT) return typeof real === "number" && real > AN_INSTANT;
    return shown === real;
}
