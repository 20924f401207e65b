/**
 * What is declared for a unit, and what is recorded of it. Both travel flat, as JSON; they are taken apart once, where the shell hands them in,
 * into shapes that cannot be taken for each other, nor for a body of the gateway.
 */
import * as z from "zod";
import { type Draft, isObject, text } from "../../definition/draft.js";
import type { Gateway } from "../../gateway/index.js";
import type { UnitKind } from "./kind.js";

/** Values of the kind's own fields, by the names that a user writes. A body goes by the names of the wire. */
export type OwnFields = ReadonlyMap<string, unknown>;

interface Held {
    readonly own: OwnFields;
    /** Token of the unit above; undefined for a customer. */
    readonly parent: string | undefined;
    /** The settings as written; undefined where they are not managed. */
    readonly privacy: Draft | undefined;
    readonly effective: unknown;
    readonly decidedBy: unknown;
    /** Token of the unit that is, or was, taken over. */
    readonly existing: string | undefined;
}

/** What the program declares, as check left it. */
export interface UnitInputs extends Held {
    readonly name: string;
    readonly active: boolean;
}

/** The same of the last run: an error may have left something of it behind. */
export interface UnitInputsBefore extends Held {
    readonly name: string | undefined;
    readonly active: boolean;
}

interface Recorded extends Held {
    readonly name: string | undefined;
    /** The reseller that it belongs to. */
    readonly reseller: string | undefined;
    /** When it was last written, by the gateway's clock, to the minute. */
    readonly recordedAt: string | undefined;
    /** Whether the gateway does not hold yet what was declared. */
    readonly pending: boolean;
}

export interface ActiveState extends Recorded {
    readonly standing: "active";
}

interface Gone extends Recorded {
    /** When it is, or was, purged, as ISO 8601. */
    readonly purgeAt: string | undefined;
    /** Whether the program itself wanted it inactive. */
    readonly declaredInactive: boolean;
}

export interface InactiveState extends Gone {
    readonly standing: "inactive";
}

/** It was declared inactive, and has been purged. */
export interface PurgedState extends Gone {
    readonly standing: "purged";
}

/** A unit by the last run. */
export type UnitState = ActiveState | InactiveState | PurgedState;

/** A request of the shell, with the state taken apart. */
export type OfUnit<Request extends { readonly state: Draft }> = Omit<Request, "state"> & { readonly state: UnitState };

const SETTINGS = ["privacy", "effective", "decidedBy"] as const;
const OUTPUTS = ["purgeAt", "reseller", "recordedAt", "declaredInactive", "pending", "purged"] as const;

const known = new WeakMap<UnitKind, ReadonlySet<string>>();
/** Everything that is no field of the kind's own. */
function others(kind: UnitKind): ReadonlySet<string> {
    const made =
        known.get(kind) ??
        new Set(["active", "existing", ...SETTINGS, ...OUTPUTS, ...(kind.parent === undefined ? [] : [kind.parent.input])]);
    known.set(kind, made);
    return made;
}

export function ownFields(kind: UnitKind, flat: Draft): OwnFields {
    const not = others(kind);
    const own = new Map<string, unknown>();
    for (const key of Object.keys(flat)) {
        const value = flat[key];
        if (value !== undefined && !not.has(key)) own.set(key, value);
    }
    return own;
}

function held(kind: UnitKind, flat: Draft): Held & { readonly name: string | undefined } {
    const { privacy, effective, decidedBy } = flat;
    return {
        own: ownFields(kind, flat),
        name: text(flat.name),
        parent: kind.parent === undefined ? undefined : text(flat[kind.parent.input]),
        privacy: isObject(privacy) ? privacy : undefined,
        effective,
        decidedBy,
        existing: text(flat.existing),
    };
}

const present = (flat: Draft): Draft => Object.fromEntries(Object.entries(flat).filter(([, value]) => value !== undefined));

function flattened(kind: UnitKind, { own, parent, privacy, effective, decidedBy, existing }: Held): Draft {
    const above = kind.parent === undefined ? {} : { [kind.parent.input]: parent };
    return present({ ...Object.fromEntries(own), ...above, privacy, effective, decidedBy, existing });
}

/** Inputs of an update or a create, where everything is known. */
export const unitInputs = (kind: UnitKind): z.ZodType<UnitInputs> =>
    z
        .looseObject({ name: z.string(), active: z.boolean() })
        .transform((flat) => ({ ...held(kind, flat), name: flat.name, active: flat.active }));

export const inputsBefore = (kind: UnitKind, flat: Draft): UnitInputsBefore => ({ ...held(kind, flat), active: flat.active !== false });

export function stateOf(kind: UnitKind, flat: Draft): UnitState {
    const { reseller, recordedAt, pending, purgeAt, declaredInactive } = flat;
    const recorded = { ...held(kind, flat), reseller: text(reseller), recordedAt: text(recordedAt), pending: pending === true };
    const gone = { ...recorded, purgeAt: text(purgeAt), declaredInactive: declaredInactive === true };
    if (flat.purged === true) return { standing: "purged", ...gone };
    return flat.active === false ? { standing: "inactive", ...gone } : { standing: "active", ...recorded };
}

/** The inputs that a state holds, as they travel. */
export const flatInputsOf = (kind: UnitKind, state: UnitState): Draft => ({
    ...flattened(kind, state),
    active: state.standing === "active",
});

export function flatState(kind: UnitKind, state: UnitState): Draft {
    const { reseller, recordedAt, pending } = state;
    const gone = state.standing === "active" ? undefined : state;
    return present({
        ...flatInputsOf(kind, state),
        purgeAt: gone?.purgeAt ?? null,
        reseller,
        recordedAt,
        pending: pending || undefined,
        declaredInactive: gone?.declaredInactive || undefined,
        purged: state.standing === "purged" || undefined,
    });
}

const stamp = (gateway: Gateway): Pick<Recorded, "reseller" | "recordedAt"> => {
    const now = new Date(gateway.now()).toISOString();
    return { reseller: gateway.reseller, recordedAt: `${now.slice(0, "2026-11-25T10:00".length)}Z` };
};

/** A unit that was just written as declared, and is in use. */
export function activeAsDeclared({ active, ...declared }: UnitInputs, gateway: Gateway): ActiveState {
    return { standing: "active", ...declared, ...stamp(gateway), pending: false };
}

/** One that is inactive as declared. @param more `pending` where what is declared besides waits until it is active again */
export function inactiveAsDeclared(
    { active, ...declared }: UnitInputs,
    gateway: Gateway,
    more: { readonly purgeAt: string | undefined; readonly pending: boolean },
): InactiveState {
    return { standing: "inactive", ...declared, ...stamp(gateway), declaredInactive: true, ...more };
}

/** Telephone numbers of a project that are known. */
export function platformNumbers(own: OwnFields | undefined): readonly string[] {
    const numbers = own?.get("platformNumbers");
    return Array.isArray(numbers) ? numbers.filter((number) => typeof number === "string") : [];
}
