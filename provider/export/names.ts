/** Logical names from display names: readable, and the same at every export. */

export interface NameMaker {
    /**
     * A name that nothing else has. One that is taken gets the beginning of the token: a number would change with every unit that comes or goes.
     *
     * @param text as people know the unit
     */
    name(text: string, token: string): string;
}

export async function nameMaker(): Promise<NameMaker> {
    const { default: slugify } = await import("@sindresorhus/slugify");
    const taken = new Set<string>();
    const free = (name: string): boolean => !taken.has(name);
    return {
        name: (text, token) => {
            const slug = slugify(text) || "unit";
            const suffixed = [4, 8, token.length].map((length) => `${slug}-${token.slice(0, length)}`);
            const name = [slug, ...suffixed].find(free) ?? `${slug}-${taken.size}`;
            taken.add(name);
            return name;
        },
    };
}

/** A logical name as a variable of a program: `acme-hotline` is `acmeHotline`. */
export const variable = (name: string): string => {
    const camel = name.replace(/[^A-Za-z0-9]+(\w?)/g, (_between, next: string) => next.toUpperCase());
    return /^[A-Za-z_]/.test(camel) && !RESERVED.has(camel) ? camel : `_${camel}`;
};

/** Names that a module of TypeScript cannot give to a constant, and those that the program has already. */
const RESERVED = new Set(
    "await break case catch class config const continue cvg debugger default delete do else enum export extends false finally for function if implements import in instanceof interface let new null package private protected public pulumi return static super switch this throw true try typeof var void while with yield".split(
        " ",
    ),
);
