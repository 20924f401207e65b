/** How messages say what comes up in many of them: a unit, a count, a list. */

/** `project "Hotline" (<token>)`; without a name that is known: `project <token>`. */
export const unitText = ({ level, name, token }: { readonly level: string; readonly name?: string | undefined; readonly token: string }) =>
    name === undefined ? `${level} ${token}` : `${level} "${name}" (${token})`;

/** `1 unit`, `2 units`. */
export const counted = (count: number, what: string): string => `${count} ${what}${count === 1 ? "" : "s"}`;

/** `a`, `a and b`, `a, b and c`. */
export function series(items: readonly string[], word = "and"): string {
    const [last = "", ...others] = [...items].reverse();
    return others.length === 0 ? last : `${others.reverse().join(", ")} ${word} ${last}`;
}

/** How many units a message names; the others are counted. */
export const NAMED = 10;

/** `a, b, c and 12 more`: at most so many. */
export function firstOf(items: readonly string[], limit = NAMED): string {
    const more = items.length - limit;
    return `${items.slice(0, limit).join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
}
