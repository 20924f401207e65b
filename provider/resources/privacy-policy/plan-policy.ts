import { isDeepStrictEqual } from "node:util";
import type { Draft, Plan, PlanRequest } from "../../definition/resource-definition.js";
import { CheckedPolicy } from "./inputs.js";
import { isOutdated } from "./write-policy.js";

/** Everything of which a difference is a change. How units below are treated matters only while something else is written. */
const compared = ({ below, reseller, ...draft }: Draft): Draft => draft;

export function planPolicy({ state, inputs, gateway }: PlanRequest): Plan {
    if (state.scope !== inputs.scope) return { action: "replace", fields: ["scope"] };
    if (state.pending === true && inputs.pending !== true) return { action: "update" };
    if (!isDeepStrictEqual(compared(state), compared(inputs))) return { action: "compare" };
    const checked = CheckedPolicy.safeParse(inputs).data;
    return { action: checked !== undefined && isOutdated(gateway, checked) ? "update" : "none" };
}
