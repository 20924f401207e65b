/**
 * What is declared for a policy, and what is recorded of it. Both travel flat, as JSON; they are taken apart once, where the shell hands them in,
 * into shapes that cannot be taken for each other.
 */
import * as z from "zod";
import { type Draft, isObject, text } from "../../definition/draft.js";
import { LEVELS, type Level } from "../../gateway/index.js";
import { pickSettings } from "./declared-by-policy.js";
import { CheckedPolicy } from "./inputs.js";

interface Held {
    /** The settings as written; those that are left out inherit or, at the reseller, are not managed. */
    readonly written: Draft;
    readonly effective: unknown;
    readonly decidedBy: unknown;
    readonly onDelete: "reset" | undefined;
    readonly below: "refuse" | undefined;
    /** Why it is declared so: kept, shown, and never written. */
    readonly because: string | undefined;
}

/** What the program declares, as check left it. */
export interface PolicyInputs extends Held {
    /** Token of the unit. */
    readonly scope: string;
    readonly level: Level;
    /** Whether the unit is inactive, so that the settings wait for it. */
    readonly pending: boolean;
}

/** The same of the last run: an error may have left something of it behind. */
export interface PolicyInputsBefore extends Held {
    readonly pending: boolean;
}

interface Recorded extends Held {
    readonly scope: string | undefined;
    readonly level: Level | undefined;
    /** The reseller that the unit belongs to. */
    readonly reseller: string | undefined;
}

/** The gateway has been given what is declared. */
export interface WrittenState extends Recorded {
    readonly standing: "written";
}

/** The unit is inactive: what is declared waits for it. */
export interface WaitingState extends Recorded {
    readonly standing: "waiting";
}

/** A policy by the last run. */
export type PolicyState = WrittenState | WaitingState;

/** A request of the shell, with the state taken apart. */
export type OfPolicy<Request extends { readonly state: Draft }> = Omit<Request, "state"> & { readonly state: PolicyState };

const held = (flat: Draft): Held => ({
    written: pickSettings(flat),
    effective: flat.effective,
    decidedBy: flat.decidedBy,
    onDelete: flat.onDelete === "reset" ? "reset" : undefined,
    below: flat.below === "refuse" ? "refuse" : undefined,
    because: text(flat.because),
});

const present = (flat: Draft): Draft => Object.fromEntries(Object.entries(flat).filter(([, value]) => value !== undefined));

/** Inputs of an update or a create, where everything is known. */
export const policyInputs: z.ZodType<PolicyInputs> = CheckedPolicy.transform((flat) => ({
    ...held(flat),
    scope: flat.scope,
    level: flat.level,
    pending: flat.pending === true,
}));

export const inputsBefore = (flat: Draft): PolicyInputsBefore => ({ ...held(flat), pending: flat.pending === true });

const isLevel = z.enum(LEVELS).optional().catch(undefined);

export function stateOf(flat: Draft): PolicyState {
    const recorded = { ...held(flat), scope: text(flat.scope), level: isLevel.parse(flat.level), reseller: text(flat.reseller) };
    return flat.pending === true ? { standing: "waiting", ...recorded } : { standing: "written", ...recorded };
}

/** The inputs that a state holds, as they travel. */
export const flatInputsOf = ({ written, scope, level, effective, decidedBy, onDelete, below, because, standing }: PolicyState): Draft =>
    present({ ...written, scope, level, effective, decidedBy, onDelete, below, because, pending: standing === "waiting" || undefined });

export const flatState = (state: PolicyState): Draft => present({ ...flatInputsOf(state), reseller: state.reseller });

/** `effective` as it is recorded, by setting. */
export const recordedSettings = ({ effective }: PolicyState): Draft => (isObject(effective) ? effective : {});
