/** Everything that is wrong with resources, by all that is known by now. */
import { CATALOGUE, CvgError } from "../../errors/index.js";
import type { Declarations } from "../picture/declarations.js";
import type { Values } from "../picture/later-values.js";
import type { Node } from "../picture/node.js";
import type { Places } from "../picture/places.js";
import { numbersTwice } from "./numbers-twice.js";
import { Judge } from "./settings-judge.js";

/** What a program declares, as far as it is known by now. */
export interface Picture {
    readonly declarations: Declarations;
    readonly places: Places;
    readonly values: Values;
}

export function violationsOf({ declarations, places, values }: Picture, nodes: readonly Node[]): readonly CvgError[] {
    const judge = new Judge(declarations, places, values);
    return [
        ...nodes.flatMap((node) => [...judge.judge(node), ...activeBelowInactive(node, declarations, values)]),
        ...numbersTwice(nodes, declarations, values),
    ];
}

/** A unit that is said to be in use below one that is not. */
function activeBelowInactive(node: Node, declarations: Declarations, values: Values): readonly CvgError[] {
    const above = node.kind === "unit" && values.known(node.active) === true ? declarations.named(node.above) : undefined;
    if (above?.kind !== "unit" || above.unit.active !== false) return [];
    const { level, by } = above.unit;
    return [CvgError.of(CATALOGUE.CVG313.says.belowInactive({ by: declarations.nameOf(node), level, above: by }))];
}
