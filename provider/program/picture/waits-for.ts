/**
 * What a resource waits for. Every unit waits for whoever declares the settings above it; a program may let those settings come out of that
 * very unit. Then the unit must not wait, or both would for ever.
 */

import type { Node, Ref } from "./node.js";
import { nodeOf } from "./references.js";

/** Who declares what, as far as the program knows. */
export interface Owners {
    placesAbove(node: Node): Iterable<Ref>;
    ownerOf(place: Ref): Node | undefined;
}

/** Whether a resource can only be made after another one: through its unit, the unit above, its inputs, or what those wait for. */
export function reaches(from: Node, to: Node, declarations: Owners): boolean {
    const seen = new Set<Node>([from]);
    for (const node of seen) {
        for (const next of waitsFor(node, declarations)) {
            if (next === to) return true;
            seen.add(next);
        }
    }
    return false;
}

/** The resources that a resource was declared with: the engine makes it after them. */
export function* neededBy(node: Node): Generator<Node> {
    const place = node.kind === "unit" ? node.above : node.scope;
    if (place.kind === "unit") yield place.unit;
    for (const source of node.needs.resources()) {
        const mentioned = nodeOf(source);
        if (mentioned !== undefined) yield mentioned;
    }
}

function* waitsFor(node: Node, declarations: Owners): Generator<Node> {
    yield* neededBy(node);
    for (const above of declarations.placesAbove(node)) {
        const owner = declarations.ownerOf(above);
        if (owner !== undefined) yield owner;
    }
}
