/** A telephone number reaches one project: two of one program that ask for the same one are told before either is written. */
import { CvgError } from "../errors/index.js";
import type { Node } from "./node.js";

/** The numbers that a project asks for, as far as the program holds them itself. An output is not known while constructors run: the gateway answers for it. */
function numbersOf(node: Node): readonly string[] {
    const numbers = node.kind === "unit" ? node.numbers : undefined;
    return Array.isArray(numbers) ? numbers.filter((number) => typeof number === "string") : [];
}

/** Every number of a resource that another, declared before it, asks for too. */
export function numbersTwice(node: Node, declared: readonly Node[]): readonly CvgError[] {
    const wanted = new Set(numbersOf(node));
    if (wanted.size === 0) return [];
    return declared.slice(0, declared.indexOf(node)).flatMap((other) => {
        const both = [...new Set(numbersOf(other))].filter((number) => wanted.has(number));
        if (both.length === 0) return [];
        const what = `${node.by}: platformNumbers has ${both.join(", ")}, and so has ${other.by}.`;
        return [new CvgError("CVG305", what, "A number is on at most one active project: take it out of one of the two.")];
    });
}
