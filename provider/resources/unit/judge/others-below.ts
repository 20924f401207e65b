/** The units below one that is to become inactive: whose they are, and in which order they go. */

import type { Phase } from "../../../definition/phase/phase.js";
import { CATALOGUE, CvgError, unitText } from "../../../errors/index.js";
import { nameKey, type TreeUnit, type UnitLevel } from "../../../gateway/index.js";
import type { DeclaredBelow } from "../../../told.js";
import { pathKey, pathTo } from "../../privacy/looser-below.js";

export type Below = TreeUnit & { readonly level: UnitLevel };

const isUnit = (unit: TreeUnit): unit is Below => unit.level !== "reseller";

/** Units just below. */
export const childrenOf = (unit: TreeUnit): readonly Below[] => unit.below.filter(isUnit);

/** Active units below, each after those below it. */
export const activeBelow = (unit: TreeUnit | undefined): readonly Below[] =>
    (unit?.below ?? []).flatMap((child) => [...activeBelow(child), ...(child.inactive || !isUnit(child) ? [] : [child])]);

/** Where a resource's unit stands, before its token is known: what the program told of the units below is found by it. */
export const placeKey = (level: string, parent: string, name: string): string => JSON.stringify([level, parent, nameKey(name)]);

/** Active units below that no resource of the program declares, by what the program told and by what this run holds. */
export function undeclaredBelow(top: TreeUnit, declared: readonly DeclaredBelow[], phase: Phase): readonly Below[] {
    const tokens = new Set(declared.map(({ token }) => token));
    const known = new Set(declared.map(({ level, path }) => pathKey(level, path)));
    const isKnown = (unit: TreeUnit): boolean => known.has(pathKey(unit.level, pathTo(unit, top)));
    return activeBelow(top).filter((unit) => !phase.held.has(unit.token) && !tokens.has(unit.token) && !isKnown(unit));
}

/** Others' units would become inactive too, or keep the gateway from doing it. */
export function othersBelow(unit: string, others: readonly Below[], { inactivated }: Phase): CvgError {
    return CvgError.of(CATALOGUE.CVG303.says.others({ unit, others: others.map(unitText), done: [...inactivated.values()] }));
}
