import type { ResourceDefinition } from "../../engine/definition.js";
import { checkPolicy } from "./check.js";
import { CheckedPolicy, PrivacyPolicyShape } from "./inputs.js";
import { readPolicy, writePolicy } from "./write.js";

/** The privacy settings of one unit as a resource of their own. Its id is the unit's token. Deleting it leaves the settings as they are. */
export const privacyPolicy: ResourceDefinition<CheckedPolicy> = {
    type: "cvg:PrivacyPolicy",
    accepts: PrivacyPolicyShape,
    inputs: CheckedPolicy,
    secrets: [],
    migrations: [],
    check: checkPolicy,
    plan: async ({ state, inputs }) => (state.scope === inputs.scope ? { action: "compare" } : { action: "replace", fields: ["scope"] }),
    create: async (request) => {
        const { inputs, gateway } = request;
        await writePolicy(request, inputs, {});
        return { id: inputs.scope, state: { ...inputs, reseller: gateway.reseller } };
    },
    read: readPolicy,
    update: async (request) => {
        const { state, inputs, gateway } = request;
        await writePolicy(request, inputs, state);
        return { ...inputs, reseller: gateway.reseller };
    },
    delete: async () => undefined,
};
