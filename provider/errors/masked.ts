/** Texts without some of their parts. */

const literally = (part: string): string => part.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&");

/**
 * Takes parts out of texts in one pass, the longest first: what stands in for one of them is not searched for others, or a secret "s" would
 * be found in "[secret]".
 *
 * @param instead what stands in, by part; an empty part is none
 */
export function masking(instead: ReadonlyMap<string, string>): (text: string) => string {
    const parts = [...instead.keys()].filter((part) => part !== "").sort((one, other) => other.length - one.length);
    if (parts.length === 0) return (text) => text;
    const any = new RegExp(parts.map(literally).join("|"), "g");
    return (text) => text.replace(any, (part) => instead.get(part) ?? part);
}

/** As it stands in a text, and as it stands in JSON. */
export const spellings = (part: string): readonly string[] => [part, JSON.stringify(part).slice(1, -1)];
