/** What is wrong in a file that does not have the shape which it should have. */

interface Issue {
    readonly path: readonly PropertyKey[];
    readonly message: string;
}

/** How many are told at once. */
const SHOWN = 5;

/** A place and what is wrong there: `rules.a-week.level: ...`, `approvals is missing`. */
function problem({ path, message }: Issue): string {
    const place = path.join(".");
    if (message.endsWith(", received undefined")) return place === "" ? "the file is empty" : `${place} is missing`;
    return `${place || "the file"}: ${message}`;
}

/** The first ones, in words. `issues`: as the library of shapes gives them. */
export const problemsIn = (issues: readonly Issue[]): readonly string[] => issues.slice(0, SHOWN).map(problem);
