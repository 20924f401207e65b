/**
 * Which unit of the gateway each resource of the program has. A program may name a unit by its token from one resource and declare it by another:
 * then it is one unit, and what applies below it, and in which order things are written, is as if it were named by its object.
 */
import { sameName, type TreeUnit, type UnitTree } from "../../gateway/index.js";
import type { Values } from "./later-values.js";
import type { Ref, UnitNode } from "./node.js";
import { keyOf, placeInProgram, type RecordedUnit } from "./recorded-units.js";

interface Known {
    readonly tree: UnitTree;
    readonly recorded: readonly RecordedUnit[];
    /** Of names and what else is written. */
    readonly values: Values;
    /** Of what tells where a resource stands. */
    readonly places: Values;
    /** Whether the stack makes a second unit where one of a name is there. */
    readonly makesSecond: boolean;
}

/** A unit that this program declares, not one that it only reads. */
export const isDeclared = (unit: UnitNode): boolean => unit.name !== undefined;

/** The one in the tree with that name below that unit; undefined where none or several are. */
function namedBelow(
    above: TreeUnit | undefined,
    { level, name, active }: Pick<RecordedUnit, "level" | "name" | "active">,
): TreeUnit | undefined {
    const alike = above?.below.filter((unit) => unit.level === level && sameName(unit.name, name)) ?? [];
    const found = alike.length > 1 ? alike.filter(({ inactive }) => inactive !== active) : alike;
    return found.length === 1 ? found[0] : undefined;
}

/** By the last run where the stack has it, else by the name and the place that are declared: it will be taken over, or refused. */
function unitOf(
    node: UnitNode,
    tokens: ReadonlyMap<UnitNode, string>,
    recorded: RecordedUnit | undefined,
    known: Known,
): TreeUnit | undefined {
    const { tree, values, places, makesSecond } = known;
    const at = (token: unknown): TreeUnit | undefined => (typeof token === "string" ? tree.find(token) : undefined);
    if (recorded !== undefined) return namedBelow(recorded.above === undefined ? tree.reseller : at(recorded.above), recorded);
    const name = values.known(node.name);
    if (typeof name !== "string" || node.ifExists === "create" || (node.ifExists === undefined && makesSecond)) return undefined;
    const placed = (above: Ref): TreeUnit | undefined => {
        if (above.kind === "reseller") return tree.reseller;
        return at(above.kind === "token" ? places.known(above.token) : (tokens.get(above.unit) ?? places.known(above.unit.token)));
    };
    return namedBelow(placed(node.above), { level: node.level, name, active: values.known(node.active) !== false });
}

/** Token of each unit that is in the tree, from the top down: where one stands may depend on the one above. */
export function linkedUnits(units: readonly UnitNode[], known: Known): ReadonlyMap<UnitNode, string> {
    const recorded = new Map(known.recorded.map((unit) => [keyOf(unit), unit]));
    const tokens = new Map<UnitNode, string>();
    const taken = new Set<string>();
    for (const level of ["customer", "account", "project"] as const)
        for (const node of units) {
            if (node.level !== level || !isDeclared(node)) continue;
            const given = known.places.known(node.token);
            const found =
                typeof given === "string"
                    ? given
                    : unitOf(node, tokens, recorded.get(keyOf(placeInProgram(node.declared().resource))), known)?.token;
            if (found === undefined || taken.has(found)) continue;
            taken.add(found);
            tokens.set(node, found);
        }
    return tokens;
}
