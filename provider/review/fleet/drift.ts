/** What others did: the state as it was recorded against what the preview found at the gateway. What the program is about to do is left out. */
import { CATALOGUE, CvgError } from "../../errors/index.js";
import type { Fleet, Unit } from "./unit.js";

function drifted(unit: Unit): readonly Unit[] {
    const { recorded, before } = unit;
    if (recorded === undefined) return [];
    return [{ ...unit, before: recorded, after: before, replaced: false, changes: recorded !== before }];
}

/**
 * Recorded, and not read from the gateway: what became of it is not known. A unit that is only read is so each time, and one that a run leaves out
 * does not change.
 */
const isUnread = ({ urn, before, changes, read }: Unit, { looked }: Fleet): boolean =>
    before !== undefined && !changes && !read && !looked.has(urn);

/** A preview without `--refresh` takes the state for the gateway, and looks like one that found nothing. @throws CvgError CVG624 */
export function mustHaveLooked({ compared, refreshed }: Fleet): void {
    if (compared && !refreshed) throw CvgError.of(CATALOGUE.CVG624.says.notRefreshed());
}

/** Not recorded: the program is about to make it, which is nobody's drift. */
const isNew = ({ before, recorded }: Unit): boolean => before === undefined && recorded === undefined;

/** Without what the program is about to make, and without the units that `--target` or `--exclude` kept from being read, and how many those are. */
export function lookedAt(fleet: Fleet): { readonly fleet: Fleet; readonly unread: number } {
    const old = fleet.units.filter((unit) => !isNew(unit));
    const units = old.filter((unit) => !isUnread(unit, fleet));
    const unread = old.filter((unit) => !unit.isPolicy && isUnread(unit, fleet)).length;
    return { fleet: { ...fleet, units }, unread };
}

/** `pulumi refresh --preview-only` says it directly; `pulumi preview --refresh` in two steps. */
export const driftOf = (fleet: Fleet): Fleet =>
    fleet.twofold ? { ...fleet, others: {}, units: fleet.units.flatMap(drifted) } : { ...fleet, others: {} };
