import type { ResourceDefinition } from "../../engine/definition.js";
import { checkPolicy } from "./check.js";
import { endPolicy } from "./end.js";
import { CheckedPolicy, PrivacyPolicyShape } from "./inputs.js";
import { planPolicy } from "./plan.js";
import { readPolicy, writePolicy } from "./write.js";

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
