/** What a class would tell the provider, for declarations that are made without classes. */
import type { Link } from "../../provider/told.js";
import type { Declared } from "./engine-on-grpc.js";

export type LookUp = (name: string) => Declared;

/** A level whose settings are declared. @param name display name of its unit @param owner the resource that declares the settings @param unit logical name of the unit */
export function linkTo(
    { level, name, unit, owner = unit }: { level: Link["level"]; name: unknown; unit: string; owner?: string },
    lookUp: LookUp,
): Link {
    const { out } = lookUp(owner);
    return { level, by: owner, name, unit, id: lookUp(unit).id, effective: out("effective"), decidedBy: out("decidedBy") };
}

/** The reseller, where a policy declares its settings. */
export function linkToReseller(policy: string, lookUp: LookUp): Link {
    const { out } = lookUp(policy);
    return { level: "reseller", by: policy, effective: out("effective"), decidedBy: out("decidedBy") };
}
