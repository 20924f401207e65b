/**
 * The contract between a resource and the shell that runs it. A definition knows the gateway and the rules; it does not know which
 * engine asks, how values travel, or how secrets are kept. A second shell can run the same definitions.
 */
import type * as z from "zod";
import type { Code, Refusal } from "../errors/index.js";
import type { Gateway } from "../gateway/index.js";
import type { Told } from "../told.js";
import type { Draft, Path } from "./draft.js";
import type { Ignored } from "./ignored.js";
import type { Phase } from "./phase/phase.js";

export { type Draft, type Path, UNKNOWN } from "./draft.js";
export { HalfDone, halfDone } from "./half-done.js";
export { type Ignored, ignoredIn, isIgnored } from "./ignored.js";

/** Where a message goes that is not an error. Shown on the run, so every text names its unit. */
export interface Log {
    info(message: string): void;
    warn(message: string): void;
    /** Of one unit among perhaps many that the same is said of: then the first are named, and the others counted. */
    each(severity: "info" | "warning", said: Said): void;
}

/** A message about one unit. */
export interface Said {
    readonly code: Code;
    /** What it is about, where a code is about several things: the setting. Messages of one code and topic are counted together. */
    readonly topic?: string;
    /** How the unit is named where many are listed. */
    readonly unit: string;
    /** The message where it stands alone. */
    readonly what: string;
    /** The message without the unit and its own figures, where it is said of many: a clause that a colon and their names follow. */
    readonly alike: string;
    readonly remedy?: string;
}

export interface Request {
    readonly gateway: Gateway;
    readonly log: Log;
    /** What this process has seen of the run. */
    readonly phase: Phase;
}

/** A recorded resource that another takes the place of. */
export interface Replaced {
    /** Undefined where the engine decided on the replacement without asking for a comparison. */
    readonly id: string | undefined;
    /** Its inputs as they were recorded. */
    readonly before: Draft;
}

export interface CheckRequest extends Request {
    /** The user's inputs; validated as far as they are known. */
    readonly inputs: Draft;
    /** The inputs of the last run as check made them; undefined when a create step follows. */
    readonly before: Draft | undefined;
    /** The recorded resource in whose place this one is made, where a replacement is seen as one. */
    readonly replaces?: Replaced | undefined;
    /** What the program told about the resource beyond its inputs: its logical name and the levels above. Never stored. */
    readonly told: Told;
}

/** The inputs to store and to compare, or every reason against them. */
export type Checked = { readonly inputs: Draft } | { readonly failures: readonly Refusal[] };

/** What has to happen. A field is named as in the inputs. */
export type Plan =
    | { readonly action: "none" }
    /** Whatever the engine finds different in the inputs. */
    | { readonly action: "compare" }
    /** Although the inputs may be the same: what is recorded is not what there is. */
    | { readonly action: "update" }
    | { readonly action: "replace"; readonly fields: readonly string[] };

export interface PlanRequest extends Request {
    readonly id: string;
    /** Inputs and outputs of the last run. */
    readonly state: Draft;
    readonly inputs: Draft;
    /** Whether the inputs are the program's, as check left them. A refresh compares with those of the state, also of what the program declares no more. */
    readonly declared: boolean;
    /** What `ignoreChanges` names: the inputs hold what is recorded there, and whatever is live is right. */
    readonly ignored?: Ignored | undefined;
}

export interface CreateRequest<Inputs> extends Request {
    readonly inputs: Inputs;
}
export interface Created {
    readonly id: string;
    readonly state: Draft;
}

export interface ReadRequest extends Request {
    readonly id: string;
    /** Inputs and outputs of the last run; empty when a user reads a unit that is not managed. */
    readonly state: Draft;
    /** Logical name of a resource that is to manage a unit which no state knows (import): then its settings are read too, as a program would write them. */
    readonly importedAs?: string | undefined;
}
export type Found = { readonly found: false } | { readonly found: true; readonly inputs: Draft; readonly state: Draft };

export interface UpdateRequest<Inputs> extends Request {
    readonly id: string;
    readonly state: Draft;
    readonly inputs: Inputs;
    /** What `ignoreChanges` names: it stays as it is live, whatever the inputs hold there. */
    readonly ignored?: Ignored | undefined;
}
export interface DeleteRequest extends Request {
    readonly id: string;
    readonly state: Draft;
}

/** From a state of version n to version n + 1, in the order of versions; the first entry takes version 1. */
export type Migrations = readonly ((state: Draft) => Draft)[];

export interface ResourceDefinition<Inputs> {
    /** As users and states know it: `cvg:Customer`. Frozen. */
    readonly type: string;
    /** What a user may write. */
    readonly accepts: () => z.ZodType;
    /** What check makes of it: what is stored, and what create and update get. */
    readonly inputs: z.ZodType<Inputs>;
    /** Sealed in everything returned, whatever the user marked. */
    readonly secrets: readonly Path[];
    /** From states of older versions. */
    readonly migrations: Migrations;
    check(request: CheckRequest): Promise<Checked>;
    plan(request: PlanRequest): Promise<Plan>;
    create(request: CreateRequest<Inputs>): Promise<Created>;
    read(request: ReadRequest): Promise<Found>;
    update(request: UpdateRequest<Inputs>): Promise<Draft>;
    delete(request: DeleteRequest): Promise<void>;
}
