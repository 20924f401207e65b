/**
 * What happens when a unit is to be made where one of its name is already. Names are not unique and never an id, so nothing is guessed: the
 * program says what it wants, and where that leaves more than one unit, they are listed.
 */

import type { Phase } from "../../../definition/phase/phase.js";
import type { Who } from "../../../definition/phase/who.js";
import { firstOf, type Refusal } from "../../../errors/index.js";

import { type Gateway, nameKey, sameName, type TreeUnit } from "../../../gateway/index.js";
import { IfExists } from "../inputs.js";
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
    | { readonly failure: Refusal };

const article = (level: string): string => (level === "account" ? "an" : "a");

const failed = (code: Refusal["code"], what: string, remedy: string): Existing => ({ failure: { code, what, remedy } });

async function shown(gateway: Gateway, unit: TreeUnit): Promise<string> {
    return unit.inactive ? `${unit.token} (inactive, purged for good on ${await purgeOf(gateway, unit)})` : `${unit.token} (active)`;
}

async function list(gateway: Gateway, units: readonly TreeUnit[]): Promise<string> {
    return (await Promise.all(units.map((unit) => shown(gateway, unit)))).join(", ");
}

const isActive = (unit: TreeUnit): boolean => !unit.inactive && !unit.returned;

/** Units of the same level, parent and name; what this run has made itself is none of them. */
function namesakes(parent: TreeUnit, { kind, name }: Wanted): readonly TreeUnit[] {
    return parent.below.filter((unit) => unit.level === kind.level && sameName(unit.name, name) && !unit.made);
}

export async function resolveExisting(gateway: Gateway, phase: Phase, wanted: Wanted): Promise<Existing> {
    const parsed = IfExists.safeParse(wanted.ifExists);
    // A wrong value has been told by the shape already.
    const mode: IfExists = parsed.success ? parsed.data : phase.settings.ifExists;
    // Also where nothing is looked for: if the answer to a create is lost, the tree tells what was there before.
    const tree = await gateway.tree();
    const parent = tree.find(wanted.parent);
    if (mode === "create") return { unit: undefined, beside: parent === undefined ? [] : namesakes(parent, wanted) };
    if (typeof mode === "object") return taken(phase, wanted, await byToken(gateway, wanted, tree.find(mode.token), mode.token));
    const found = parent === undefined ? [] : namesakes(parent, wanted);
    if (found.length === 0) return { unit: undefined };
    return taken(phase, wanted, await byName(gateway, wanted, mode, found));
}

/** No two resources have one unit. */
function taken(phase: Phase, { kind, by, who }: Wanted, existing: Existing): Existing {
    if ("failure" in existing || existing.unit === undefined) return existing;
    const other = phase.held.take(existing.unit.token, who);
    if (other === undefined) return existing;
    return failed(
        "CVG309",
        `${by}: ${kind.level} "${existing.unit.name}" (${existing.unit.token}) is taken already, by ${other}.`,
        `A unit belongs to one resource. Say which one each takes with ifExists: { token: "..." }, or make another with ifExists: "create".`,
    );
}

async function byToken(gateway: Gateway, { kind, by, parent }: Wanted, unit: TreeUnit | undefined, token: string): Promise<Existing> {
    if (unit === undefined || unit.level !== kind.level)
        return failed(
            "CVG309",
            `${by}: ifExists names ${token}, which is no ${kind.level} of this reseller.`,
            "Correct the token, or leave ifExists out.",
        );
    if (unit.above?.token === parent || kind.parent?.moves === true) return { unit };
    const where = unit.above === undefined ? "" : ` It is below ${unit.above.level} "${unit.above.name}" (${unit.above.token}).`;
    return failed(
        "CVG309",
        `${by}: ${kind.level} ${await shown(gateway, unit)} stands elsewhere.${where}`,
        `Declare it there: ${kind.level}s cannot move.`,
    );
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
    return { failure: await refusedNamesakes(gateway, wanted, found, { several: only !== undefined || mode !== "fail" }) };
}

/**
 * @param several whether the mode would take one of them, if there were not more
 * @param differs what keeps the only one from being what an interrupted run has left
 */
export async function refusedNamesakes(
    gateway: Gateway,
    { kind, by, name }: Wanted,
    found: readonly TreeUnit[],
    { several = false, differs = [] }: { readonly several?: boolean; readonly differs?: readonly string[] },
): Promise<Refusal> {
    const isOne = found.length === 1;
    const left = differs.length === 0 ? "" : ` It is not what an interrupted run has left: ${firstOf(differs)} would change.`;
    const what = `${by}: there is ${isOne ? `${article(kind.level)} ${kind.level}` : `more than one ${kind.level}`} "${name}" at this place already: ${await list(gateway, found)}.${left}`;
    if (several && !isOne)
        return {
            code: "CVG309",
            what,
            remedy: `Say which one this is with ifExists: { token: "..." }, or make another with ifExists: "create".`,
        };
    const deed = found.some(isActive)
        ? `"adopt" to take it over as it is, and change what differs${differs.length === 0 ? ', or ifExists: "continue" if an interrupted run of this stack has made it' : ""}`
        : '"restore" to restore it, and change what differs';
    const meant = isOne ? `If it is the one meant, add ifExists: ${deed}` : 'If one of them is meant, add ifExists: { token: "..." }';
    // What another run is making just now looks the same as what was left behind.
    const busy = found.some(isActive)
        ? " First look whether another run is at work there just now: what that makes is not yours to take over."
        : "";
    return {
        code: "CVG308",
        what,
        remedy: `If ${by} was only renamed in the program, or wrapped in a component, tell the engine: aliases: [{ name: "..." }]. ${meant}; ifExists: "create" makes a second one of this name (needed for a replacement, too). One that is only tainted keeps its unit after pulumi state untaint.${busy}`,
    };
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
