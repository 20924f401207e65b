/** What the gateway knows of a unit against what is recorded of it. */
import type { Request } from "../../definition/resource-definition.js";
import { CATALOGUE, CvgError, unitText } from "../../errors/index.js";
import { type Gateway, type Level, plannedPurge, purgeAt, type TreeUnit } from "../../gateway/index.js";
import type { UnitKind } from "./kind.js";
import type { UnitInputs, UnitState } from "./unit-state.js";

/** Our own reckoning of a purge and the gateway's may differ by the time that requests take. Milliseconds. */
const SAME_PURGE_MS = 10 * 60 * 1000;

/** Level and token of the unit above. */
export function parentOf(
    kind: UnitKind,
    { parent, name }: UnitInputs,
    gateway: Gateway,
): { readonly level: Level; readonly token: string } {
    if (kind.parent === undefined) return { level: "reseller", token: gateway.reseller };
    const { level, input } = kind.parent;
    if (parent === undefined) throw CvgError.of(CATALOGUE.CVG203.says.parent({ unit: `${kind.level} "${name}"`, level, input }));
    return { level, token: parent };
}

/** A unit that a resource has, by level and token, with the reseller that its state names. */
export interface Stamped {
    readonly level: Level;
    readonly token: string;
    readonly reseller: string | undefined;
}

/** Refuses to act on a unit that another reseller's configuration made. */
export function sameReseller(gateway: Gateway, { level, token, reseller }: Stamped): void {
    if (reseller === undefined || reseller === gateway.reseller) return;
    throw CvgError.of(CATALOGUE.CVG302.says.otherReseller({ level, token, reseller, configured: gateway.reseller }));
}

/** A unit that the gateway does not know. Of one that was in use nobody can tell why. */
export function notThere({ level }: UnitKind, token: string, state: UnitState | undefined): CvgError {
    const unit = unitText({ level, token, name: state?.name });
    if (state !== undefined && state.standing !== "active" && state.purgeAt !== undefined)
        return CvgError.of(CATALOGUE.CVG301.says.early({ unit, purgeAt: state.purgeAt }));
    return CvgError.of(CATALOGUE.CVG301.says.active({ unit, recordedAt: state?.recordedAt }));
}

/** Whether a unit that the gateway does not know is to be forgotten: the user says so, and the tree of its reseller does not have it either. */
export async function isForgotten({ gateway, phase }: Pick<Request, "gateway" | "phase">, token: string): Promise<boolean> {
    return phase.settings.missing === "forget" && (await gateway.tree()).find(token) === undefined;
}

/** The planned purge of an inactive unit; what is recorded stays where it says the same. */
export async function purgeOf(gateway: Gateway, unit: TreeUnit | undefined, recorded?: string): Promise<string> {
    const stamp = unit?.deletionTimestamp;
    if (stamp === undefined) return recorded ?? (await plannedPurge(gateway));
    const known = await purgeAt(gateway, stamp);
    const same = recorded !== undefined && Math.abs(Date.parse(recorded) - Date.parse(known)) < SAME_PURGE_MS;
    return same ? recorded : known;
}

/** Whether a unit that the gateway does not know was due to be purged, and its tree knows it neither. Anything else may be a wrong reseller or a broken gateway. */
export async function isPurged(gateway: Gateway, token: string, state: UnitState): Promise<boolean> {
    if (state.standing === "active" || state.purgeAt === undefined) return false;
    return Date.parse(state.purgeAt) <= gateway.now() && (await gateway.tree()).find(token) === undefined;
}
