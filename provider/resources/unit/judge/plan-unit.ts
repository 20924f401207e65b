/** What has to happen to a unit that is recorded. */
import { isDeepStrictEqual } from "node:util";
import type { Draft, Plan, PlanRequest } from "../../../definition/resource-definition.js";
import { knownSettings, notIgnored, storesOtherwise } from "../../privacy/state-settings.js";
import type { UnitKind } from "../kind.js";
import { isPurged, sameReseller } from "../recorded.js";
import { flatInputsOf, type OfUnit, ownFields, platformNumbers, type UnitState } from "../unit-state.js";
import { tellDrift, tellPurged } from "./drift.js";

/** Numbers that a project has by its state, and does not ask for any more. */
function numbersGivenUp(kind: UnitKind, state: UnitState, inputs: Draft): readonly string[] {
    const kept = inputs.active === false ? [] : platformNumbers(ownFields(kind, inputs));
    return platformNumbers(state.own).filter((number) => !kept.includes(number));
}

/** A new unit is made for one that is gone for good, and for another parent that the unit cannot move to. */
export async function planUnit(kind: UnitKind, request: OfUnit<PlanRequest>): Promise<Plan> {
    const { id, state, inputs, declared, ignored, gateway, phase } = request;
    sameReseller(gateway, { level: kind.level, token: id, reseller: state.reseller });
    if (state.standing === "purged") return inputs.active === true ? { action: "replace", fields: ["active"] } : { action: "compare" };
    if (inputs.active === true && (await isPurged(gateway, id, state))) {
        tellPurged(kind, request);
        return { action: "replace", fields: ["active"] };
    }
    const { parent } = kind;
    if (parent !== undefined && !parent.moves && state.parent !== inputs[parent.input])
        return { action: "replace", fields: [parent.input] };
    // A refresh, also one that goes with an update or a destroy, compares what the program declares no more: that is not held.
    if (!declared) return { action: "compare" };
    phase.held.hold(id, inputs.active !== false);
    if (state.standing === "active") phase.numbers.heldBy(id, numbersGivenUp(kind, state, inputs));
    await tellDrift(kind, request);
    // Where the inputs differ the engine names each field, and writes anyway.
    if (!isDeepStrictEqual(flatInputsOf(kind, state), inputs)) return { action: "compare" };
    // Most units were not read in this run: of those nobody knows what they store.
    if (gateway.known(id) === undefined || inputs.privacy === undefined || inputs.active === false) return { action: "compare" };
    const settings = knownSettings(inputs.effective);
    return {
        action: settings !== undefined && storesOtherwise(gateway, id, notIgnored(settings, ignored, "privacy")) ? "update" : "compare",
    };
}
