/** What state holds of a unit beyond its inputs, and what is read from it. */
import { z } from "zod";
import type { Draft, Request } from "../../definition/resource-definition.js";
import { CvgError } from "../../errors/index.js";
import { type Gateway, type Level, plannedPurge, purgeAt, type TreeUnit } from "../../gateway/index.js";
import type { UnitKind } from "./kind.js";

/** Our own reckoning of a purge and the gateway's may differ by the time that requests take. Milliseconds. */
const SAME_PURGE_MS = 10 * 60 * 1000;

export const text = (value: unknown): string | undefined => (typeof value === "string" ? value : undefined);
export const object = (value: unknown): Draft => z.record(z.string(), z.unknown()).catch({}).parse(value);

/**
 * Outputs that are no inputs.
 * - purgeAt: when an inactive unit is purged, as ISO 8601; null while it is active
 * - reseller: the reseller that it belongs to
 * - recordedAt: when it was last written, by the gateway's clock, to the minute
 * - declaredInactive: true where the program itself wanted it inactive
 * - pending: true while the gateway does not hold yet what was declared
 * - purged: true once a unit that was declared inactive has been purged
 */
const OUTPUTS = ["purgeAt", "reseller", "recordedAt", "declaredInactive", "pending", "purged"] as const;
type Output = (typeof OUTPUTS)[number];

/** The inputs that a state holds. */
export const inputsOf = (state: Draft): Draft =>
    Object.fromEntries(Object.entries(state).filter(([key]) => !OUTPUTS.some((output) => output === key)));

/** Outputs of a unit that was just written. */
export function written(gateway: Gateway, purgeAt: string | null, more: Partial<Record<Output, true>> = {}): Draft {
    const now = new Date(gateway.now()).toISOString();
    return { purgeAt, reseller: gateway.reseller, recordedAt: `${now.slice(0, "2026-11-25T10:00".length)}Z`, ...more };
}

/** How messages name a unit that is recorded. */
export const described = (kind: { readonly level: Level }, id: string, state: Draft): string => {
    const name = text(state.name);
    return name === undefined ? `${kind.level} ${id}` : `${kind.level} "${name}" (${id})`;
};

/** Level and token of the unit above. */
export function parentOf(kind: UnitKind, inputs: Draft, gateway: Gateway): { readonly level: Level; readonly token: string } {
    if (kind.parent === undefined) return { level: "reseller", token: gateway.reseller };
    return { level: kind.parent.level, token: z.string().parse(inputs[kind.parent.input]) };
}

/** Refuses to act on a unit that another reseller's configuration made. */
export function sameReseller(kind: { readonly level: Level }, gateway: Gateway, id: string, state: Draft): void {
    const stamped = text(state.reseller);
    if (stamped === undefined || stamped === gateway.reseller) return;
    throw new CvgError(
        "CVG302",
        `${kind.level} ${id} belongs to reseller ${stamped}, but reseller ${gateway.reseller} is configured.`,
        "Set cvg:reseller back, or use a stack of its own for the other reseller. Nothing was changed.",
    );
}

/** A unit that the gateway does not know, although it should. */
export function notThere(kind: { readonly level: Level }, id: string, state: Draft): CvgError {
    const last = text(state.recordedAt);
    const seen = last === undefined ? "" : ` It was there when it was last written, at ${last}.`;
    return new CvgError(
        "CVG301",
        `${described(kind, id, state)} is not at the gateway, although it was not due to be purged.${seen}`,
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
export async function isPurged({ gateway }: Pick<Request, "gateway">, id: string, state: Draft): Promise<boolean> {
    const purgeAt = text(state.purgeAt);
    const due = state.active === false && purgeAt !== undefined && Date.parse(purgeAt) <= gateway.now();
    return due && (await gateway.tree()).find(id) === undefined;
}
