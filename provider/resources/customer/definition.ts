import { unitDefinition } from "../unit/definition.js";
import { plainField } from "../unit/field.js";
import { customerShape } from "./inputs.js";

/** A customer (Kunde): a tenant of the reseller. Source: manual, "Kunden". Without settings it is born with what the reseller allows. */
export const customer = unitDefinition({
    type: "cvg:Customer",
    level: "customer",
    accepts: customerShape,
    secrets: [],
    fields: [plainField("name", { wire: "customerName" })],
    required: () => ({}),
    born: (above) => above,
});
