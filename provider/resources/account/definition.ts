import { unitDefinition } from "../unit/definition.js";
import { plainField } from "../unit/field.js";
import { accountShape } from "./inputs.js";

/** An account (Abteilungskonto): a department of a customer. It cannot move. Without settings it is born with what its customer allows. */
export const account = unitDefinition({
    type: "cvg:Account",
    level: "account",
    parent: { level: "customer", input: "customer", moves: false },
    accepts: accountShape,
    secrets: [],
    fields: [plainField("name", { wire: "accountName" })],
    required: () => ({}),
    born: (above) => above,
});
