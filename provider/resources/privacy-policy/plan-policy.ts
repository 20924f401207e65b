import { isDeepStrictEqual } from "node:util";
import type { Draft, Plan, PlanRequest } from "../../definition/resource-definition.js";
import { flatInputsOf, type OfPolicy, policyInputs } from "./policy-state.js";
import { isOutdated } from "./write-policy.js";

/** Everything of which a difference is a change. How units below are treated matters only while something else is written. */
const compared = ({ below, ...draft }: Draft): Draft => draft;

export function planPolicy({ state, inputs, ignored, gateway }: OfPolicy<PlanRequest>): Plan {
    if (state.scope !== inputs.scope) return { action: "replace", fields: ["scope"] };
    if (state.standing === "waiting" && inputs.pending !== true) return { action: "update" };
    if (!isDeepStrictEqual(compared(flatInputsOf(state)), compared(inputs))) return { action: "compare" };
    const checked = policyInputs.safeParse(inputs).data;
    return { action: checked !== undefined && !checked.pending && isOutdated(gateway, checked, ignored) ? "update" : "none" };
}
