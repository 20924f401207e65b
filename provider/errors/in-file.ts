/** What is wrong in a file that does not have the shape which it should have. */

interface Issue {
    readonly path: readonly PropertyKey[];
    readonly message: string;
}

/** How many are told at once. */
const SHOWN = 5;

const inside = (value: unknown, key: PropertyKey): unknown =>
    typeof value === "object" && value !== null ? new Map(Object.entries(value)).get(String(key)) : undefined;

/** A place and what is wrong there: `rules.a-week.level: ...`, `approvals is missing`. */
function problem({ path, message }: Issue, file: unknown): string {
    const place = path.join(".") || "the file";
    const found = path.reduce(inside, file);
    if (found === null || (found === undefined && path.length === 0)) return `${place} is empty`;
    return found === undefined ? `${place} is missing` : `${place}: ${message}`;
}

/** The first ones, in words. `issues`: as the library of shapes gives them. `file`: what they are about. */
export const problemsIn = (issues: readonly Issue[], file: unknown): readonly string[] =>
    issues.slice(0, SHOWN).map((issue) => problem(issue, file));
