/** Declarations of tenants for the engine over gRPC, with the links that the classes would add. */

import { tell } from "../../provider/told.js";
import { SPEECH } from "./bodies.js";
import type { Declaration } from "./engine-on-grpc.js";
import type { Properties } from "./properties.js";
import { linkTo, linkToReseller } from "./told.js";

export type Privacy = Properties;

export const resellerPolicy = (privacy: Privacy): Declaration => ({
    type: "cvg:PrivacyPolicy",
    name: "top",
    inputs: { scope: "reseller", ...tell({ by: "top" }), ...privacy },
});

export const customer = (name: string, privacy: Privacy, above?: "top"): Declaration => ({
    type: "cvg:Customer",
    name,
    inputs: (lookUp) => ({ name, privacy, ...tell({ by: name, below: [], above: above && [linkToReseller(above, lookUp)] }) }),
});

export const account = (name: string, above: string, privacy: Privacy): Declaration => ({
    type: "cvg:Account",
    name,
    inputs: (lookUp) => ({
        name,
        customer: lookUp(above).id,
        privacy,
        ...tell({ by: name, below: [], above: [linkTo({ level: "customer", name: above, unit: above }, lookUp)] }),
    }),
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
        ...tell({ by: name, below: [], above: [linkTo({ level: "account", name: above, unit: above }, lookUp)] }),
    }),
});
