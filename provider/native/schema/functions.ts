/** The functions of the schema: look-ups by display name, explained here, because in other languages they are called in other ways. */
import { type FunctionSpec, type ObjectSpec, type PropertySpec, typeRef } from "./spec.js";

const text = (description: string): PropertySpec => ({ type: "string", description });

type Described = Readonly<Record<string, PropertySpec>>;
const object = (properties: Described, required: readonly string[] = Object.keys(properties)): ObjectSpec => ({
    type: "object",
    properties,
    ...(required.length === 0 ? {} : { required }),
});

const RESELLER: Described = {
    token: text("The UUID that identifies the reseller at the gateway."),
    name: text("Its display name."),
    privacy: { ...typeRef("EffectiveSettings"), description: "Its settings as they are now. They limit everything below." },
};
const UNIT: Described = {
    token: text("The UUID that identifies the unit at the gateway. Wherever a unit is named, its token will do."),
    name: text("Its display name."),
    active: { type: "boolean", description: "False: it is deleted, and waits for its purge." },
    // Null has no type in a schema: what may be null need not be there.
    purgeAt: text("When an inactive unit is purged for good, as ISO 8601; null while it is active."),
    privacy: { ...typeRef("EffectiveSettings"), description: "What applies to it now, after all levels above." },
};

const NAME = text("Display name as the console shows it: blanks around it do not count, case does.");

const lookUp = (description: string, above: Described = {}): FunctionSpec => ({
    description: `${description} Asks the gateway while the program runs; with none, or more than one, of this name it fails (CVG312).`,
    inputs: object({ ...above, name: NAME }),
    outputs: object(UNIT, ["token", "name", "active", "privacy"]),
});

/** By name. */
export const FUNCTIONS: Readonly<Record<string, FunctionSpec>> = {
    getReseller: {
        description: "Reads the configured reseller. Asks the gateway while the program runs.",
        inputs: object({}),
        outputs: object(RESELLER),
    },
    getCustomer: lookUp("Finds a customer of the configured reseller by its display name, active or not."),
    getAccount: lookUp("Finds an account by its display name, active or not.", { customer: text("Token of the customer.") }),
    getProject: lookUp("Finds a project by its display name, active or not.", { account: text("Token of the account.") }),
};
