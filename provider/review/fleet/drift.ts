/** What others did: the state as it was recorded against what the preview found at the gateway. What the program is about to do is left out. */
import type { Fleet, Unit } from "./unit.js";

function drifted(unit: Unit): readonly Unit[] {
    const { recorded, before } = unit;
    // Not recorded: the program is about to make it, which is nobody's drift.
    if (recorded === undefined) return [];
    return [{ ...unit, before: recorded, after: before, replaced: false, changes: recorded !== before }];
}

/** `pulumi refresh --preview-only` says it directly; `pulumi preview --refresh` in two steps. */
export const driftOf = (fleet: Fleet): Fleet =>
    fleet.twofold ? { ...fleet, others: {}, units: fleet.units.flatMap(drifted) } : { ...fleet, others: {} };
