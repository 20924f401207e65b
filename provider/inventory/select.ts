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
    /** What was asked for and is nowhere in the tree, as it was asked for. */
    readonly missing: readonly string[];
}

export interface Wanted {
    readonly unit: TreeUnit;
    readonly below: readonly Wanted[];
}

const order = new Intl.Collator("en", { numeric: true });
const byName = (a: TreeUnit, b: TreeUnit): number => order.compare(a.name, b.name) || order.compare(a.token, b.token);

export function selected(reseller: TreeUnit, { customers, include, exclude = [] }: Selection): Selected {
    const found = new Set<string>();
    const isOneOf = ({ token, name }: TreeUnit, wanted: readonly string[]): boolean => {
        const named = wanted.filter((each) => each === token || each === name);
        for (const each of named) found.add(each);
        return named.length > 0;
    };

    /** @param inside a unit that is included */
    function grow(unit: TreeUnit, inside: boolean): Wanted | undefined {
        if (unit.level !== "reseller" && isOneOf(unit, exclude)) return undefined;
        if (unit.level === "customer" && customers !== undefined && !isOneOf(unit, customers)) return undefined;
        const included = inside || (unit.level !== "reseller" && isOneOf(unit, include ?? []));
        const below = unit.below
            .toSorted(byName)
            .map((each) => grow(each, included))
            .filter((each) => each !== undefined);
        return included || below.length > 0 || unit.level === "reseller" ? { unit, below } : undefined;
    }

    const top = grow(reseller, include === undefined) ?? { unit: reseller, below: [] };
    return { top, missing: [...(customers ?? []), ...(include ?? []), ...exclude].filter((each) => !found.has(each)) };
}
