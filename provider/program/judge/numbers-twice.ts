/** A telephone number reaches one project: two of one program that ask for the same one are told before either is written. */
import { CATALOGUE, CvgError } from "../../errors/index.js";
import type { Declarations } from "../picture/declarations.js";
import type { Values } from "../picture/later-values.js";
import type { Node } from "../picture/node.js";

/** The numbers that a project asks for, as far as they are known. */
function numbersOf(node: Node, values: Values): readonly string[] {
    const numbers = node.kind === "unit" ? values.known(node.numbers) : undefined;
    return Array.isArray(numbers) ? numbers.filter((number) => typeof number === "string") : [];
}

/** Every number of some resources that another, declared before, asks for too. */
export function numbersTwice(nodes: readonly Node[], declared: Declarations, values: Values): readonly CvgError[] {
    const judged = new Set(nodes);
    const holders = new Map<string, Node[]>();
    return declared.all.flatMap((node) => {
        const both = new Map<Node, string[]>();
        for (const number of new Set(numbersOf(node, values))) {
            const others = holders.get(number) ?? [];
            for (const other of others) both.set(other, [...(both.get(other) ?? []), number]);
            holders.set(number, [...others, node]);
        }
        if (!judged.has(node)) return [];
        return [...both].map(([other, numbers]) =>
            CvgError.of(CATALOGUE.CVG305.says.twice({ by: declared.nameOf(node), other: declared.nameOf(other), numbers })),
        );
    });
}
