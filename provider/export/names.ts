/** Logical names from display names: readable, and the same at every export. */

export interface NameMaker {
    /**
     * A key whose logical name nothing else has, in any tenant: account "Nord Schaden" of "Acme" and account "Schaden" of "Acme Nord" would have one.
     * One that is taken gets the beginning of the token: a number would change with every unit that comes or goes.
     *
     * @param text as people know the unit
     * @param tenant the key of the tenant that it belongs to; undefined: it is one
     */
    key(text: string, token: string, tenant?: string): string;
}

/** As `Tenant` names its units. */
export const logicalNameOf = (key: string, tenant: string | undefined): string => (tenant === undefined ? key : `${tenant}-${key}`);

export async function nameMaker(): Promise<NameMaker> {
    const { default: slugify } = await import("@sindresorhus/slugify");
    const taken = new Set<string>();
    return {
        key: (text, token, tenant) => {
            const slug = slugify(text) || "unit";
            const suffixed = [4, 8, token.length].map((length) => `${slug}-${token.slice(0, length)}`);
            const key = [slug, ...suffixed].find((each) => !taken.has(logicalNameOf(each, tenant))) ?? `${slug}-${taken.size}`;
            taken.add(logicalNameOf(key, tenant));
            return key;
        },
    };
}

/** A logical name as a variable of a program: `acme-hotline` is `acmeHotline`. */
export const variable = (name: string): string => {
    const camel = name.replace(/[^A-Za-z0-9]+(\w?)/g, (_between, next: string) => next.toUpperCase());
    return /^[A-Za-z_]/.test(camel) && !RESERVED.has(camel) ? camel : `_${camel}`;
};

/** Logical names as variables, each of its own: `acme-2` and `acme2` would both be `acme2`. */
export function variablesOf(logicalNames: readonly string[]): ReadonlyMap<string, string> {
    const seen = new Set<string>();
    const twice = new Set(logicalNames.map(variable).filter((name) => seen.has(name) || !seen.add(name)));
    // Two logical names differ in this form too, and none of the others has a line within it.
    const spelled = (name: string): string => `_${name.replace(/[^A-Za-z0-9]/g, "_")}`;
    return new Map(logicalNames.map((name) => [name, twice.has(variable(name)) ? spelled(name) : variable(name)]));
}

/** Names that a module of TypeScript cannot give to a constant, and those that the program has already. */
const RESERVED = new Set(
    "await break case catch class config const continue cvg debugger default delete do else enum export extends false finally for function if implements import in instanceof interface let new null package private protected public pulumi return static super switch this throw true try typeof var void while with yield".split(
        " ",
    ),
);
