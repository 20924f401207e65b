/**
 * What tells one resource of a program from all others. Two components may each have a child of one logical name, and the engine takes both
 * where the components' types differ: so the name alone is none. A URN is not known while the constructor runs; what it is made of is.
 */
import * as pulumi from "@pulumi/pulumi";

/** What the SDK keeps in a resource beside its public fields. */
interface Inside {
    readonly __name?: string;
    readonly __pulumiType?: string;
    readonly __parentResource?: pulumi.Resource;
}

const SEPARATOR = "::";

/** A resource below its components, outermost first; the stack itself is left out. */
function pathOf(resource: (pulumi.Resource & Inside) | undefined): readonly string[] {
    if (resource === undefined || resource === pulumi.runtime.getStackResource()) return [];
    const { __pulumiType = "", __name = "", __parentResource } = resource;
    return [...pathOf(__parentResource), `${__pulumiType}${SEPARATOR}${__name}`];
}

/** Who a resource is. */
export interface Identity {
    /** Logical name. Another resource may have it too, below another component. */
    readonly by: string;
    /** Of this resource alone. */
    readonly identity: string;
    /** Name of the component that it is in. */
    readonly within: string | undefined;
}

/** @param what level of a unit, or "policy" · @param by its logical name */
export function identityOf(what: string, by: string, parent: (pulumi.Resource & Inside) | undefined): Identity {
    const path = pathOf(parent);
    return { by, identity: [...path, `${what}${SEPARATOR}${by}`].join("/"), within: path.length === 0 ? undefined : parent?.__name };
}
