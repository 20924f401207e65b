/** Declarations of tenants for the engine over gRPC, with the links that the classes would add. */

import { SPEECH } from "./bodies.js";
import type { Declaration, Declared } from "./engine-on-grpc.js";
import type { Properties } from "./properties.js";

type LookUp = (name: string) => Declared;
export type Privacy = Properties;

/** The level above as a class links it, where that level declares settings. */
const link = (level: string, name: string, lookUp: LookUp): Properties => {
    const unit = lookUp(name);
    return { level, by: name, name, id: unit.id, effective: unit.out("effective"), decidedBy: unit.out("decidedBy") };
};

export const resellerPolicy = (privacy: Privacy): Declaration => ({
    type: "cvg:PrivacyPolicy",
    name: "top",
    inputs: { scope: "reseller", __by: "top", ...privacy },
});

export const customer = (name: string, privacy: Privacy, above?: "top"): Declaration => ({
    type: "cvg:Customer",
    name,
    inputs: (lookUp) => ({ name, privacy, __by: name, ...(above === undefined ? {} : { __above: [link("reseller", above, lookUp)] }) }),
});

export const account = (name: string, above: string, privacy: Privacy): Declaration => ({
    type: "cvg:Account",
    name,
    inputs: (lookUp) => ({ name, customer: lookUp(above).id, privacy, __by: name, __above: [link("customer", above, lookUp)] }),
});

export const project = (name: string, above: string, privacy: Privacy): Declaration => ({
    type: "cvg:Project",
    name,
    inputs: (lookUp) => ({
        name,
        account: lookUp(above).id,
        bot: { type: "cognigy", endpointUrl: "https://bot.example/" },
        ...SPEECH,
        privacy,
        __by: name,
        __above: [link("account", above, lookUp)],
    }),
});
