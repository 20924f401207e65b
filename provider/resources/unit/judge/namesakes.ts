/**
 * What happens when a unit is to be made where one of its name is already. Names are not unique and never an id, so nothing is guessed: the
 * program says what it wants, and where that leaves more than one unit, they are listed.
 */

import type { Phase } from "../../../definition/phase/phase.js";
import type { Refusal } from "../../../errors/index.js";

import type { Gateway, TreeUnit } from "../../../gateway/index.js";
import { IfExists } from "../inputs.js";
import type { UnitKind } from "../kind.js";
import { purgeOf } from "../recorded.js";

export interface Wanted {
    readonly kind: UnitKind;
    /** Logical name of the resource. */
    readonly by: string;
    readonly name: string;
    /** Token of the unit above. */
    readonly parent: string;
    readonly ifExists: unknown;
}

/** The unit to take over; undefined: a new one is made. */
export type Existing = { readonly unit: TreeUnit | undefined } | { readonly failure: Refusal };

const article = (level: string): string => (level === "account" ? "an" : "a");

const failed = (code: Refusal["code"], what: string, remedy: string): Existing => ({ failure: { code, what, remedy } });

async function shown(gateway: Gateway, unit: TreeUnit): Promise<string> {
    return unit.inactive ? `${unit.token} (inactive, purged for good on ${await purgeOf(gateway, unit)})` : `${unit.token} (active)`;
}

async function list(gateway: Gateway, units: readonly TreeUnit[]): Promise<string> {
    return (await Promise.all(units.map((unit) => shown(gateway, unit)))).join(", ");
}

/** Units of the same level, parent and name; what this run has made itself is none of them. */
function namesakes(parent: TreeUnit, { kind, name }: Wanted): readonly TreeUnit[] {
    return parent.below.filter((unit) => unit.level === kind.level && unit.name.trim() === name.trim() && !unit.made);
}

export async function resolveExisting(gateway: Gateway, phase: Phase, wanted: Wanted): Promise<Existing> {
    const parsed = IfExists.safeParse(wanted.ifExists);
    // A wrong value has been told by the shape already.
    const mode: IfExists = parsed.success ? parsed.data : phase.settings.ifExists;
    if (mode === "create") return { unit: undefined };
    const tree = await gateway.tree();
    const parent = tree.find(wanted.parent);
    if (typeof mode === "object") return taken(phase, wanted, await byToken(gateway, wanted, tree.find(mode.token), mode.token));
    const found = parent === undefined ? [] : namesakes(parent, wanted);
    if (found.length === 0) return { unit: undefined };
    return taken(phase, wanted, await byName(gateway, wanted, mode, found));
}

/** No two resources have one unit. */
function taken(phase: Phase, { kind, by }: Wanted, existing: Existing): Existing {
    if ("failure" in existing || existing.unit === undefined) return existing;
    const other = phase.held.take(existing.unit.token, by);
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

async function byName(gateway: Gateway, wanted: Wanted, mode: "fail" | "restore" | "adopt", found: readonly TreeUnit[]): Promise<Existing> {
    const isInactive = (unit: TreeUnit): boolean => unit.inactive || unit.returned;
    const active = found.filter((unit) => !isInactive(unit));
    const inactive = found.filter(isInactive);
    const [only, ...others] = mode === "adopt" ? active : mode === "restore" && active.length === 0 ? inactive : [];
    if (only !== undefined && others.length === 0) return { unit: only };
    const { kind, by, name } = wanted;
    const what = `${by}: there is ${found.length === 1 ? `${article(kind.level)} ${kind.level}` : `more than one ${kind.level}`} "${name}" at this place already: ${await list(gateway, found)}.`;
    if (only !== undefined || (mode !== "fail" && found.length > 1))
        return failed("CVG309", what, `Say which one this is with ifExists: { token: "..." }, or make another with ifExists: "create".`);
    const [line, deed] =
        active.length > 0
            ? ["adopt", "take it over as it is, and change what differs"]
            : ["restore", "restore it, and change what differs"];
    const lines = `If it is the one meant, add ifExists: "${found.length === 1 ? line : "..."}" to ${deed}`;
    const meant = found.length === 1 ? lines : `If one of them is meant, add ifExists: { token: "..." }`;
    return failed(
        "CVG308",
        what,
        `If ${by} was only renamed in the program, or wrapped in a component, tell the engine: aliases: [{ name: "..." }]. ${meant}; ifExists: "create" makes a second one of this name (needed for a replacement, too).`,
    );
}

/** Reads what will be taken over below, all at once, so that each is there when its turn comes. */
export function readAhead(gateway: Gateway, top: TreeUnit, paths: readonly (readonly string[])[]): void {
    const wanted = new Set(paths.map((path) => JSON.stringify(path.map((name) => name.trim()))));
    const visit = (unit: TreeUnit, path: readonly string[]): void => {
        for (const child of unit.below) {
            const here = [...path, child.name.trim()];
            if (wanted.has(JSON.stringify(here))) gateway.settings(child.level, child.token).catch(() => undefined);
            visit(child, here);
        }
    };
    visit(top, []);
}
