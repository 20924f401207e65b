/** One owner for the settings of a unit: the provider's lock against a second one, for what the program cannot see. */

import type { Owner, SettingsOwners } from "../../definition/phase/settings-owners.js";
import { CATALOGUE, type Refusal } from "../../errors/index.js";
import { type Gateway, sameName, type TreeUnit, type UnitLevel } from "../../gateway/index.js";

/** The owner where a unit declares its own settings. */
export const INLINE: Owner = { named: "the unit itself (`privacy`)", identity: "inline" };

/** Holds the settings of a unit for one resource of this run. @param by logical name of the resource that asks */
export function secondOwner(owners: SettingsOwners, token: string, owner: Owner, by: string): readonly Refusal[] {
    const other = owners.hold(token, owner);
    if (other === undefined) return [];
    return [CATALOGUE.CVG103.says.ofUnit({ by, unit: token, other })];
}

/** What the last run declared of a unit. */
interface Before {
    readonly name: string | undefined;
    readonly parent: string | undefined;
    readonly active: boolean;
}

/**
 * A unit of which check knows only what was recorded: the one in the tree with that name at that place. Undefined where none or several are:
 * then nothing is said of it.
 *
 * @param before inputs of the last run
 */
export async function recordedUnit(gateway: Gateway, level: UnitLevel, before: Before | undefined): Promise<TreeUnit | undefined> {
    if (before === undefined) return undefined;
    const above = level === "customer" ? gateway.reseller : before.parent;
    if (above === undefined || before.name === undefined) return undefined;
    const wanted = before.name;
    const namesakes = (await gateway.tree()).find(above)?.below.filter(({ name }) => sameName(name, wanted)) ?? [];
    const found = namesakes.length > 1 ? namesakes.filter(({ inactive }) => inactive !== before.active) : namesakes;
    return found.length === 1 ? found[0] : undefined;
}
