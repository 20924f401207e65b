/** How messages say what comes up in many of them: a unit, a count, a list. */

/** `project "Hotline" (<token>)`; without a name that is known: `project <token>`. */
export const unitText = ({ level, name, token }: { readonly level: string; readonly name?: string | undefined; readonly token: string }) =>
    name === undefined ? `${level} ${token}` : `${level} "${name}" (${token})`;

/** `an account`, `a project`. */
export const one = (level: string, article: "a" | "A" = "a"): string => `${article}${level === "account" ? "n" : ""} ${level}`;

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

/** What becomes of a project's numbers when it becomes inactive, behind another sentence; nothing where it has none. */
export function freedNumbers(numbers: unknown): string {
    const list = Array.isArray(numbers) ? numbers.filter((number) => typeof number === "string") : [];
    if (list.length === 0) return "";
    const [what, them] = list.length === 1 ? ["Its number", "it"] : ["Its numbers", "them"];
    return ` ${what} ${list.join(", ")} can be given to others from now on; a project that up restores gets ${them} back only while nobody else has ${them}.`;
}
