/** What the program side knows of each resource: enough to link settings to those above them before anything registers. */
import type * as pulumi from "@pulumi/pulumi";
import type { CvgError } from "../../errors/index.js";
import type { Level } from "../../gateway/index.js";
import type { SettingName } from "../../policy/index.js";
import type { Identity } from "./identity.js";
import type { Needs } from "./needs.js";

/** A unit that is named from below: the reseller that is configured, a resource of this program, or a token. */
export type Ref =
    | { readonly kind: "reseller" }
    | { readonly kind: "unit"; readonly unit: UnitNode }
    /** `level` is undefined where a policy's scope is a token: only the gateway's tree knows. */
    | { readonly kind: "token"; readonly level: Level | undefined; readonly token: pulumi.Input<string> };

/** What units and policies both are: resources that may say something about settings. */
interface Declaring extends Identity {
    /** Settings, perhaps as one output; undefined: none are declared. */
    readonly settings: unknown;
    /** Names of presets, by the settings that come from them. */
    readonly presets?: Readonly<Partial<Record<SettingName, string>>>;
    /** Settings that `ignoreChanges` names. */
    readonly ignored: ReadonlySet<SettingName>;
    /** What the resource was declared with: it waits for whatever that comes from. */
    readonly needs: Needs;
    /** What is written, by input: for `mistakes`. */
    readonly written: () => Readonly<Record<string, unknown>>;
    /** Everything that is wrong with what is written, as far as `known` tells each value; `unknown` where it is not known. */
    readonly mistakes: (known: (value: unknown, unknown: unknown) => unknown) => readonly CvgError[];
    readonly exists: () => boolean;
    readonly declared: () => Declared;
}

export interface UnitNode extends Declaring {
    readonly kind: "unit";
    readonly level: Exclude<Level, "reseller">;
    /** Display name as written; perhaps an output. */
    readonly name: unknown;
    readonly above: Ref;
    /** As written, or false because the unit above is; perhaps an output. Undefined: in use. */
    readonly active?: unknown;
    /** As written for this unit, or for the nearest above that was not a token. */
    readonly ifExists?: unknown;
    /** Its token, of a unit that is only read or is taken over by its token; perhaps an output. */
    readonly token?: unknown;
    /** The platform's numbers that an active project asks for; perhaps an output. */
    readonly numbers?: unknown;
}

export interface PolicyNode extends Declaring {
    readonly kind: "policy";
    readonly scope: Ref;
}

export type Node = UnitNode | PolicyNode;

/** A resource as the engine answers it. */
export interface Declared {
    readonly resource: pulumi.CustomResource;
    /** Outputs as check made them, for the provider: `decidedBy` is grouped there, and spelled out for the user. */
    readonly effective: pulumi.Output<unknown>;
    readonly decidedBy: pulumi.Output<unknown>;
    /** Token of the unit that was taken over at creation; of units only. */
    readonly existing: pulumi.Output<unknown> | undefined;
    /** Whether it is in use; of units only. */
    readonly active: pulumi.Output<unknown> | undefined;
    /** Token of the level above; of accounts and projects only. */
    readonly parent: pulumi.Output<unknown> | undefined;
}

/** A resource whose class shows these outputs. */
export interface Shown extends pulumi.CustomResource {
    readonly effective: pulumi.Output<unknown>;
    readonly decidedBy: pulumi.Output<unknown>;
    readonly existing?: pulumi.Output<unknown>;
    readonly active?: pulumi.Output<unknown>;
    readonly account?: pulumi.Output<unknown>;
    readonly customer?: pulumi.Output<unknown>;
}

/** What a class tells once its resource exists; asking earlier is a defect of ours. */
export function declaredLater(by: string): {
    /** False where the constructor failed. */
    readonly exists: () => boolean;
    readonly declared: () => Declared;
    readonly made: (resource: Shown) => Declared;
} {
    let declared: Declared | undefined;
    return {
        exists: () => declared !== undefined,
        declared: () => {
            if (declared === undefined) throw new Error(`${by} is asked for before it was made`);
            return declared;
        },
        made: (resource) => {
            const { effective, decidedBy, existing, active, account, customer } = resource;
            declared = { resource, effective, decidedBy, existing, active, parent: account ?? customer };
            return declared;
        },
    };
}
