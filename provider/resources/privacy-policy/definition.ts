/** The definition of a policy. What is recorded is taken apart here, once. */
import type { Draft, ResourceDefinition } from "../../definition/resource-definition.js";
import { checkPolicy } from "./check-policy.js";
import { endPolicy } from "./end-policy.js";
import { policyShape } from "./inputs.js";
import { planPolicy } from "./plan-policy.js";
import { flatState, type PolicyInputs, policyInputs, stateOf } from "./policy-state.js";
import { readPolicy } from "./read-policy.js";
import { writePolicy } from "./write-policy.js";

const parsed = <Request extends { readonly state: Draft }>(request: Request) => ({ ...request, state: stateOf(request.state) });

/** The privacy settings of one unit as a resource of their own. Its id is the unit's token. */
export const privacyPolicy: ResourceDefinition<PolicyInputs> = {
    type: "cvg:PrivacyPolicy",
    accepts: policyShape,
    inputs: policyInputs,
    secrets: [],
    migrations: [],
    check: checkPolicy,
    plan: async (request) => planPolicy(parsed(request)),
    create: async (request) => ({ id: request.inputs.scope, state: flatState(await writePolicy(request, request.inputs, undefined)) }),
    // Without a state: a user reads the settings of a unit that is not managed.
    read: (request) => readPolicy({ ...request, state: Object.keys(request.state).length === 0 ? undefined : stateOf(request.state) }),
    update: async (request) => flatState(await writePolicy(request, request.inputs, stateOf(request.state))),
    delete: (request) => endPolicy(parsed(request)),
};
