/** One cause may forbid the same at hundreds of resources: then they are counted in one message, and the first are named. */
import { type CvgError, coded, counted, firstOf } from "../../errors/index.js";

/** So many of one kind are said one by one. */
const ONE_BY_ONE = 10;
const NAMED = 5;

const inOrder = (a: string, b: string): number => a.localeCompare(b, "en", { numeric: true });

/** Violations as they are said, in their order; those of one code and topic together, where there are many. */
export function together(violations: readonly CvgError[]): readonly string[] {
    const kindOf = ({ code, about }: CvgError): string => `${code} ${about?.topic ?? ""}`;
    const kinds = new Map<string, CvgError[]>();
    for (const violation of violations) kinds.set(kindOf(violation), [...(kinds.get(kindOf(violation)) ?? []), violation]);
    const isMany = (violation: CvgError): boolean =>
        violation.about !== undefined && (kinds.get(kindOf(violation))?.length ?? 0) > ONE_BY_ONE;
    const single = violations.filter((violation) => !isMany(violation)).map(({ message }) => message);
    const many = [...kinds.values()].filter(([first]) => first !== undefined && isMany(first)).map(inOne);
    return [...single, ...many];
}

function inOne(violations: readonly CvgError[]): string {
    const ordered = [...violations].sort((a, b) => inOrder(a.about?.by ?? "", b.about?.by ?? ""));
    const [first] = ordered;
    if (first === undefined) return "";
    const names = firstOf(
        ordered.map(({ about }) => about?.by ?? ""),
        NAMED,
    );
    const what = `${first.about?.topic}: ${counted(ordered.length, "resource")} ask for more than is allowed (${names}). The first of them: ${first.what}`;
    return coded(first.code, what, first.remedy);
}
