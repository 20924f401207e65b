/** What the gateway knows of a unit against what is recorded of it. */
import { CvgError, unitText } from "../../errors/index.js";
import { type Gateway, type Level, plannedPurge, purgeAt, type TreeUnit } from "../../gateway/index.js";
import type { UnitKind } from "./kind.js";
import type { UnitInputs, UnitState } from "./unit-state.js";

/** Our own reckoning of a purge and the gateway's may differ by the time that requests take. Milliseconds. */
const SAME_PURGE_MS = 10 * 60 * 1000;

/** Level and token of the unit above. */
export function parentOf(kind: UnitKind, { parent }: UnitInputs, gateway: Gateway): { readonly level: Level; readonly token: string } {
    if (kind.parent === undefined) return { level: "reseller", token: gateway.reseller };
    if (parent === undefined) throw new Error(`a ${kind.level} without the token of its ${kind.parent.level}`);
    return { level: kind.parent.level, token: parent };
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
    throw new CvgError(
        "CVG302",
        `${level} ${token} belongs to reseller ${reseller}, but reseller ${gateway.reseller} is configured.`,
        "Set cvg:reseller back, or use a stack of its own for the other reseller. Nothing was changed.",
    );
}

/** A unit that the gateway does not know, although it should. */
export function notThere({ level }: UnitKind, token: string, state: UnitState | undefined): CvgError {
    const last = state?.recordedAt;
    const seen = last === undefined ? "" : ` It was there when it was last written, at ${last}.`;
    return new CvgError(
        "CVG301",
        `${unitText({ level, token, name: state?.name })} is not at the gateway, although it was not due to be purged.${seen}`,
        "Check cvg:endpoint and cvg:reseller. If the unit is really gone, forget it with `pulumi state delete URN` (`pulumi stack --show-urns` lists the URNs); its state was left as it is.",
    );
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
