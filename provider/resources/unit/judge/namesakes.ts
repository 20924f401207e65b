/**
 * What happens when a unit is to be made where one of its name is already. Names are not unique and never an id, so nothing is guessed: the
 * program says what it wants, and where that leaves more than one unit, they are listed.
 */

import type { Phase } from "../../../definition/phase/phase.js";
import type { Who } from "../../../definition/phase/who.js";
import { CATALOGUE, type Refusal, unitText } from "../../../errors/index.js";

import { type Gateway, nameKey, sameName, type TreeUnit } from "../../../gateway/index.js";
import { type IfExists, ifExists } from "../inputs.js";
import type { UnitKind } from "../kind.js";
import { purgeOf } from "../recorded.js";

export interface Wanted {
    readonly kind: UnitKind;
    /** Logical name of the resource. */
    readonly by: string;
    /** The resource among all of this run. */
    readonly who: Who;
    readonly name: string;
    /** Token of the unit above. */
    readonly parent: string;
    readonly ifExists: unknown;
}

/** The unit to take over; undefined: a new one is made. `continues`: only if it is what would be made. `beside`: namesakes that stay what they are. */
export type Existing =
    | { readonly unit: TreeUnit | undefined; readonly continues?: boolean; readonly beside?: readonly TreeUnit[] }
    /** `only`: the one that is there and in use, where nothing was said of it. Whether it is what would be made is not known yet. */
    | { readonly failure: Refusal; readonly only?: TreeUnit };

async function shown(gateway: Gateway, unit: TreeUnit): Promise<string> {
    return unit.inactive ? `${unit.token} (inactive, purged for good on ${await purgeOf(gateway, unit)})` : `${unit.token} (active)`;
}

const isActive = (unit: TreeUnit): boolean => !unit.inactive && !unit.returned;

/** Units of the same level, parent and name; what this run has made itself is none of them. */
function namesakes(parent: TreeUnit, { kind, name }: Wanted): readonly TreeUnit[] {
    return parent.below.filter((unit) => unit.level === kind.level && sameName(unit.name, name) && !unit.made);
}

const newUnit = ({ kind, name }: Wanted): string => `new ${kind.level} "${name}"`;
const tokenOf = ({ token }: TreeUnit): string => token;

export async function resolveExisting(gateway: Gateway, phase: Phase, wanted: Wanted): Promise<Existing> {
    const parsed = ifExists().safeParse(wanted.ifExists);
    // A wrong value has been told by the shape already.
    const mode: IfExists = parsed.success ? parsed.data : phase.settings.ifExists;
    // Also where nothing is looked for: if the answer to a create is lost, the tree tells what was there before.
    const tree = await gateway.tree();
    const parent = tree.find(wanted.parent);
    if (mode === "create") return { unit: undefined, beside: parent === undefined ? [] : namesakes(parent, wanted) };
    if (typeof mode === "object") return taken(phase, wanted, await byToken(gateway, wanted, tree.find(mode.token), mode.token));
    const found = parent === undefined ? [] : namesakes(parent, wanted);
    if (found.length === 0) return { unit: undefined };
    const newcomers = found.filter(({ came }) => came);
    // What somebody else makes while this run is at work is not what an earlier one has left, and nobody has seen it in a preview.
    if (newcomers.length > 0) return { failure: CATALOGUE.CVG331.says.before({ unit: newUnit(wanted), others: newcomers.map(tokenOf) }) };
    return taken(phase, wanted, await byName(gateway, wanted, mode, found));
}

/** No two resources have one unit. */
function taken(phase: Phase, { by, who }: Wanted, existing: Existing): Existing {
    if ("failure" in existing || existing.unit === undefined) return existing;
    const other = phase.held.take(existing.unit.token, who);
    if (other === undefined) return existing;
    return { failure: CATALOGUE.CVG309.says.taken({ by, unit: unitText(existing.unit), other }) };
}

async function byToken(gateway: Gateway, { kind, by, parent }: Wanted, unit: TreeUnit | undefined, token: string): Promise<Existing> {
    if (unit === undefined || unit.level !== kind.level) return { failure: CATALOGUE.CVG309.says.noUnit({ by, level: kind.level, token }) };
    if (unit.above?.token === parent || kind.parent?.moves === true) return { unit };
    const above = unit.above === undefined ? undefined : unitText(unit.above);
    return { failure: CATALOGUE.CVG309.says.elsewhere({ by, level: kind.level, unit: await shown(gateway, unit), above }) };
}

async function byName(
    gateway: Gateway,
    wanted: Wanted,
    mode: "fail" | "continue" | "restore" | "adopt",
    found: readonly TreeUnit[],
): Promise<Existing> {
    const active = found.filter(isActive);
    const meantByMode = {
        fail: [],
        continue: found,
        // One that is active is restored already: by a run that was interrupted, or by somebody else.
        restore: active.length === 0 || found.length === 1 ? found : [],
        adopt: active,
    };
    const [only, ...others] = meantByMode[mode];
    if (only !== undefined && others.length === 0) return { unit: only, continues: mode === "continue" };
    const failure = await refusedNamesakes(gateway, wanted, found, { several: only !== undefined || mode !== "fail" });
    const [one] = active;
    return { failure, ...(mode === "fail" && found.length === 1 && one !== undefined ? { only: one } : {}) };
}

/**
 * @param several whether the mode would take one of them, if there were not more
 * @param differs what keeps the only one from being what an interrupted run has left
 * @param isSame whether the only one is just what would be made
 */
export async function refusedNamesakes(
    gateway: Gateway,
    { kind, by, name }: Wanted,
    found: readonly TreeUnit[],
    {
        several = false,
        differs = [],
        isSame = false,
    }: { readonly several?: boolean; readonly differs?: readonly string[]; readonly isSame?: boolean },
): Promise<Refusal> {
    const there = await Promise.all(found.map((unit) => shown(gateway, unit)));
    const facts = { by, level: kind.level, name, found: there, differs, isSame, isActive: found.some(isActive) };
    return several && there.length > 1 ? CATALOGUE.CVG309.says.namesakes(facts) : CATALOGUE.CVG308.says.namesake(facts);
}

/** Reads what will be taken over below, all at once, so that each is there when its turn comes. */
export function readAhead(gateway: Gateway, top: TreeUnit, paths: readonly (readonly string[])[]): void {
    const wanted = new Set(paths.map((path) => JSON.stringify(path.map(nameKey))));
    const visit = (unit: TreeUnit, path: readonly string[]): void => {
        for (const child of unit.below) {
            const here = [...path, nameKey(child.name)];
            if (wanted.has(JSON.stringify(here))) gateway.settings(child.level, child.token).catch(() => undefined);
            visit(child, here);
        }
    };
    visit(top, []);
}
