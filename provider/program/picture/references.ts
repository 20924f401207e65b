/** Units as objects: what `customer: acme` means. */
import * as pulumi from "@pulumi/pulumi";
import type { Level } from "../../gateway/index.js";
import { mapOfThisVersion } from "../copies.js";
import type { Node, Ref, UnitNode } from "./node.js";

/** A resource that is a unit. */
export type AnyUnit = pulumi.CustomResource;

/** The place above a unit that is only read: the gateway's tree knows. */
export const NOT_TOLD: Ref = { kind: "token", level: undefined, token: "" };

const nodes = mapOfThisVersion<Node>("nodes");
const units = mapOfThisVersion<UnitNode>("units");

/** Remembers what an object declares, so that others can name it. */
export function registerNode(resource: pulumi.CustomResource, node: Node): void {
    nodes.set(resource, node);
    if (node.kind !== "unit") return;
    units.set(resource, node);
    // `customer: acme.id` means the same as `customer: acme`, and the id of a resource is one object.
    units.set(resource.id, node);
}

export const nodeOf = (resource: object): Node | undefined => nodes.get(resource);

/** What a user's reference names. `level` is what a token would have to be. */
export function refOf(reference: AnyUnit | pulumi.Input<string>, level: Level | undefined): Ref {
    if (typeof reference !== "object" || reference === null) return { kind: "token", level, token: reference };
    const unit = units.get(reference);
    if (unit !== undefined) return { kind: "unit", unit };
    return { kind: "token", level, token: pulumi.output(isResource(reference) ? reference.id : reference) };
}

const isResource = (reference: AnyUnit | pulumi.Input<string>): reference is AnyUnit => pulumi.CustomResource.isInstance(reference);

/** A unit's token as an input: always its id, never another output, so that a change of the unit does not ripple. */
export const unitToken = (reference: AnyUnit | pulumi.Input<string>): pulumi.Input<string> =>
    isResource(reference) ? reference.id : reference;
