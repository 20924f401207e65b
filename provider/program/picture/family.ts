/** What a unit takes over from the unit object above it, and what is declared below it: for its birth and its end. */
import type { DeclaredBelow } from "../../told.js";
import type { Declarations } from "./declarations.js";
import type { Values } from "./later-values.js";
import { isDeclared } from "./linked-units.js";
import type { Node, Ref, UnitNode } from "./node.js";

/** Below a unit that is `active: false` nothing is in use, unless the user says otherwise, which is refused. */
export const activeOrDefault = (written: unknown, above: Ref): unknown =>
    written === undefined && above.kind === "unit" && above.unit.active === false ? false : written;

/** What the user wrote, or wrote for the nearest unit above. A token names one unit, so nobody takes it over. */
export function ifExistsOrDefault(written: unknown, above: Ref): unknown {
    if (written !== undefined || above.kind !== "unit") return written;
    const { unit } = above;
    return typeof unit.ifExists === "string" ? unit.ifExists : ifExistsOrDefault(undefined, unit.above);
}

/** The unit whose token a resource takes, where the program declares it: without that unit there is nothing to write. */
export function unitNeeded(node: Node): UnitNode | undefined {
    const place = node.kind === "unit" ? node.above : node.scope;
    return place.kind === "unit" && isDeclared(place.unit) ? place.unit : undefined;
}

/**
 * The units that are declared below a unit: it may be taken over together with them, be replaced, or become inactive. A name that is an output
 * may depend on the unit itself, so it is not waited for: where it is not known by now, that unit and what is below it are left out.
 */
export function unitsBelow(declarations: Declarations, node: Node, values: Values): readonly DeclaredBelow[] {
    const below = (children: readonly UnitNode[]) => [...descend(declarations, children, values, [])];
    if (node.kind === "unit") return below(declarations.childrenOf(node));
    const scope = declarations.named(node.scope);
    if (scope.kind === "unit") return below(declarations.childrenOf(scope.unit));
    if (scope.kind !== "reseller") return [];
    return below(declarations.all.filter((other): other is UnitNode => other.kind === "unit" && other.level === "customer"));
}

function* descend(
    declarations: Declarations,
    children: readonly UnitNode[],
    values: Values,
    path: readonly string[],
): Generator<DeclaredBelow> {
    for (const child of children) {
        const [name, token] = [values.known(child.name), values.known(child.token)];
        if (typeof name !== "string") continue;
        const inner = [...path, name.trim()];
        const managed = declarations.ownerOf({ kind: "unit", unit: child }) !== undefined;
        const above = child.above.kind === "token" ? values.known(child.above.token) : undefined;
        yield {
            level: child.level,
            path: inner,
            ...(typeof above === "string" ? { above } : {}),
            ...(typeof token === "string" ? { token } : {}),
            ...(managed ? { managed } : {}),
        };
        yield* descend(declarations, declarations.childrenOf(child), values, inner);
    }
}
