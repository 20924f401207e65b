/** What makes a unit a customer, an account or a project: its place in the tree and its own fields. The life of a unit is the same for all. */
import type * as z from "zod";
import type { Path } from "../../definition/resource-definition.js";
import type { RawBody, UnitLevel, UserDetails } from "../../gateway/index.js";
import type { Settings } from "../../policy/index.js";

/** A field of the user's inputs and its place in the gateway's bodies. */
export interface Field {
    /** As the user writes it. */
    readonly input: string;
    /** As the gateway's body has it. */
    readonly wire: string;
    /** The value to write. `before` is the raw value that is there now: what we do not know in it is kept. */
    readonly write: (value: unknown, before: unknown) => unknown;
    /** The value as the user would write it, from a raw body. `recorded` is what state holds: it stands in for a secret that the gateway hides. */
    readonly read: (raw: unknown, recorded: unknown) => unknown;
    /** Whether two of the user's values mean the same. */
    readonly same: (a: unknown, b: unknown) => boolean;
    /** A list whose order means nothing. */
    readonly isSet?: true;
    /** What a required field of the body is set to when the user's line is removed. Without: the field leaves the body. */
    readonly whenRemoved?: (defaults: UserDetails, before: unknown) => unknown;
    /** Written whenever the unit is written: it holds secrets, and a read that hides them must not be written back. */
    readonly always?: true;
    /** Emptied by the gateway when the unit becomes inactive: while it is, the field counts as recorded, and is written when the unit comes back. */
    readonly emptyWhileInactive?: true;
}

/** The level above, and the input that names it. */
export interface Parent {
    readonly level: "customer" | "account";
    readonly input: "customer" | "account";
    /** Whether a unit can change its parent in place. */
    readonly moves: boolean;
}

export interface UnitKind {
    readonly type: string;
    readonly level: UnitLevel;
    /** Undefined for a customer: the reseller is above it. */
    readonly parent?: Parent;
    readonly accepts: () => z.ZodType;
    readonly secrets: readonly Path[];
    readonly fields: readonly Field[];
    /** Required fields of a create body that a user may leave out. */
    readonly required: (defaults: UserDetails) => RawBody;
    /** The settings of a unit that declares none, at its birth. */
    readonly born: (above: Settings) => Settings;
}
