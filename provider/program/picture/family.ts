/** What a unit takes over from the unit object above it, and what is declared below it: for its birth and its end. */
import * as pulumi from "@pulumi/pulumi";
import { environmentVariable } from "../../gateway/index.js";
import type { DeclaredBelow } from "../../told.js";
import type { Declarations } from "./declarations.js";
import type { Ref, UnitNode } from "./node.js";

/** Below a unit that is `active: false` nothing is in use, unless the user says otherwise, which is refused. */
export const activeOrDefault = (written: unknown, above: Ref): unknown =>
    written === undefined && above.kind === "unit" && above.unit.active === false ? false : written;

/** What the user wrote, or wrote for the nearest unit above. A token names one unit, so nobody takes it over. */
export function ifExistsOrDefault(written: unknown, above: Ref): unknown {
    if (written !== undefined || above.kind !== "unit") return written;
    const { unit } = above;
    return typeof unit.ifExists === "string" ? unit.ifExists : ifExistsOrDefault(undefined, unit.above);
}

/** Whether a namesake may be taken over: then the units below may have theirs below it. */
function takesOver(unit: UnitNode): boolean {
    const own = unit.ifExists ?? new pulumi.Config("cvg").get("ifExists") ?? process.env[environmentVariable("ifExists")];
    return own === "continue" || own === "restore" || own === "adopt" || typeof own === "object";
}

/**
 * The units that are declared below a unit that may be taken over, or that is to be inactive; undefined for any other. A name that is an
 * output may depend on the unit itself, so it is not waited for: that unit and what is below it are left out.
 */
export function unitsBelow(declarations: Declarations, unit: UnitNode): readonly DeclaredBelow[] | undefined {
    return unit.active === false || takesOver(unit) ? [...descend(declarations, unit, [])] : undefined;
}

function* descend(declarations: Declarations, unit: UnitNode, path: readonly string[]): Generator<DeclaredBelow> {
    for (const child of declarations.childrenOf(unit)) {
        if (typeof child.name !== "string") continue;
        const inner = [...path, child.name.trim()];
        yield { level: child.level, path: inner };
        yield* descend(declarations, child, inner);
    }
}
