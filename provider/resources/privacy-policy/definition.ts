import type { ResourceDefinition } from "../../definition/resource-definition.js";
import { checkPolicy } from "./check-policy.js";
import { endPolicy } from "./end-policy.js";
import { CheckedPolicy, PrivacyPolicyShape } from "./inputs.js";
import { planPolicy } from "./plan-policy.js";
import { readPolicy, writePolicy } from "./write-policy.js";

/** The privacy settings of one unit as a resource of their own. Its id is the unit's token. */
export const privacyPolicy: ResourceDefinition<CheckedPolicy> = {
    type: "cvg:PrivacyPolicy",
    accepts: PrivacyPolicyShape,
    inputs: CheckedPolicy,
    secrets: [],
    migrations: [],
    check: checkPolicy,
    plan: async (request) => planPolicy(request),
    create: async (request) => ({ id: request.inputs.scope, state: await writePolicy(request, request.inputs, {}) }),
    read: readPolicy,
    update: (request) => writePolicy(request, request.inputs, request.state),
    delete: endPolicy,
};
