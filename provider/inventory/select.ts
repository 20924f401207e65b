/** Which part of the tree is read: units by name or token, with what is above and below them. */
import type { TreeUnit } from "../gateway/index.js";

export interface Selection {
    /** Only these customers and what is below them: names or tokens. The reseller is always read. @default all */
    readonly customers?: readonly string[];
    /** Only these units, what is below them, and those above them: names or tokens. @default all */
    readonly include?: readonly string[];
    /** Neither these units nor what is below them: names or tokens. @default none */
    readonly exclude?: readonly string[];
}

export interface Selected {
    /** Units that are read, from the reseller down, siblings by name. */
    readonly top: Wanted;
    readonly missing: readonly Missing[];
}

export interface Wanted {
    readonly unit: TreeUnit;
    readonly below: readonly Wanted[];
}

/** What was asked for and is not there, or is left out by what else was asked for. */
export interface Missing {
    readonly by: keyof Selection;
    /** As it was asked for. */
    readonly asked: string;
    /** Units that are called that all the same, from the top down: of another level, or left out. */
    readonly called: readonly Called[];
}

export interface Called extends Pick<TreeUnit, "level" | "name" | "token"> {
    /** Name of the customer that it is of, or is; undefined: the reseller. */
    readonly customer: string | undefined;
}

const order = new Intl.Collator("en", { numeric: true });
const byName = (a: TreeUnit, b: TreeUnit): number => order.compare(a.name, b.name) || order.compare(a.token, b.token);

const isCalled = ({ token, name }: Pick<TreeUnit, "token" | "name">, wanted: string): boolean => wanted === token || wanted === name;

const everyUnit = ({ level, name, token, below }: TreeUnit, customer?: string): readonly Called[] => [
    { level, name, token, customer: level === "customer" ? name : customer },
    ...below.flatMap((each) => everyUnit(each, level === "customer" ? name : customer)),
];

export function selected(reseller: TreeUnit, { customers, include, exclude = [] }: Selection): Selected {
    const found = { customers: new Set<string>(), include: new Set<string>(), exclude: new Set<string>() };
    const isOneOf = (unit: TreeUnit, wanted: readonly string[], by: keyof Selection): boolean => {
        const named = wanted.filter((each) => isCalled(unit, each));
        for (const each of named) found[by].add(each);
        return named.length > 0;
    };

    /** @param inside a unit that is included */
    function grow(unit: TreeUnit, inside: boolean): Wanted | undefined {
        if (unit.level !== "reseller" && isOneOf(unit, exclude, "exclude")) return undefined;
        if (unit.level === "customer" && customers !== undefined && !isOneOf(unit, customers, "customers")) return undefined;
        const included = (unit.level !== "reseller" && isOneOf(unit, include ?? [], "include")) || inside;
        const below = unit.below
            .toSorted(byName)
            .map((each) => grow(each, included))
            .filter((each) => each !== undefined);
        return included || below.length > 0 || unit.level === "reseller" ? { unit, below } : undefined;
    }

    const top = grow(reseller, include === undefined) ?? { unit: reseller, below: [] };
    const units = everyUnit(reseller);
    const missingOf = (by: keyof Selection, wanted: readonly string[] = []): readonly Missing[] =>
        wanted
            .filter((asked) => !found[by].has(asked))
            .map((asked) => ({ by, asked, called: units.filter((unit) => isCalled(unit, asked)) }));
    const all = [...missingOf("customers", customers), ...missingOf("include", include), ...missingOf("exclude", exclude)];
    return { top, missing: all.filter((each) => !isLeftOutAnyway(each)) };
}

/** What is to be left out may be: nothing is missing where something else does it already. */
const isLeftOutAnyway = ({ by, called }: Missing): boolean => by === "exclude" && called.some(({ level }) => level !== "reseller");
