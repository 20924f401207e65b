/** What the program side knows of each resource: enough to link settings to those above them before anything registers. */
import type * as pulumi from "@pulumi/pulumi";
import type { Level } from "../gateway/index.js";

/** A unit that is named from below: the reseller that is configured, a resource of this program, or a token. */
export type Ref =
    | { readonly kind: "reseller" }
    | { readonly kind: "unit"; readonly unit: UnitNode }
    /** `level` is undefined where a policy's scope is a token: only the gateway's tree knows. */
    | { readonly kind: "token"; readonly level: Level | undefined; readonly token: pulumi.Input<string> };

/** Settings as the program wrote them. Some values may be outputs. */
export type Written = Readonly<Record<string, unknown>>;

export interface UnitNode {
    readonly kind: "unit";
    readonly level: Exclude<Level, "reseller">;
    /** Logical name. */
    readonly by: string;
    /** Display name as written; perhaps an output. */
    readonly name: unknown;
    readonly above: Ref;
    /** Inline settings; undefined: none are declared. */
    readonly settings: Written | undefined;
    readonly resource: () => Declared;
}

export interface PolicyNode {
    readonly kind: "policy";
    readonly by: string;
    readonly scope: Ref;
    readonly settings: Written;
    readonly resource: () => Declared;
}

export type Node = UnitNode | PolicyNode;

/** A resource that declares settings. */
export type Declared = pulumi.CustomResource & { readonly effective?: unknown; readonly decidedBy?: unknown };
