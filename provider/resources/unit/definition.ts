/** The definition of a unit's resource, from its kind. */
import { isDeepStrictEqual } from "node:util";
import type { Plan, PlanRequest, ResourceDefinition } from "../../engine/definition.js";
import { knownSettings, storesOtherwise } from "../privacy/own.js";
import { checkUnit } from "./check.js";
import { createUnit } from "./create.js";
import { tellDrift, tellPurged } from "./drift.js";
import type { UnitInputs, UnitKind } from "./kind.js";
import { CheckedUnit } from "./kind.js";
import { readUnit } from "./read.js";
import { inputsOf, isPurged, sameReseller } from "./recorded.js";
import { deleteUnit } from "./remove.js";
import { updateUnit } from "./update.js";

/** A new unit is made for one that is gone for good, and for another parent that the unit cannot move to. */
async function plan(kind: UnitKind, request: PlanRequest): Promise<Plan> {
    const { id, state, inputs, declared, gateway, run } = request;
    sameReseller(kind, gateway, id, state);
    if (state.purged === true) return inputs.active === true ? { action: "replace", fields: ["active"] } : { action: "compare" };
    if (inputs.active === true && (await isPurged(request, id, state))) {
        tellPurged(kind, request);
        return { action: "replace", fields: ["active"] };
    }
    const { parent } = kind;
    if (parent !== undefined && !parent.moves && state[parent.input] !== inputs[parent.input])
        return { action: "replace", fields: [parent.input] };
    // A refresh, also one that goes with an update or a destroy, compares what the program declares no more: that is not held.
    if (!declared) return { action: "compare" };
    run.hold(id, inputs.active !== false);
    await tellDrift(kind, request);
    // Where the inputs differ the engine names each field, and writes anyway.
    if (!isDeepStrictEqual(inputsOf(state), inputs)) return { action: "compare" };
    const settings = inputs.privacy === undefined || inputs.active === false ? undefined : knownSettings(inputs.effective);
    return { action: settings !== undefined && storesOtherwise(gateway, id, settings) ? "update" : "compare" };
}

export function unitDefinition(kind: UnitKind): ResourceDefinition<UnitInputs> {
    return {
        type: kind.type,
        accepts: kind.accepts,
        inputs: CheckedUnit,
        secrets: kind.secrets,
        migrations: [],
        check: (request) => checkUnit(kind, request),
        plan: (request) => plan(kind, request),
        create: (request) => createUnit(kind, request),
        read: (request) => readUnit(kind, request),
        update: (request) => updateUnit(kind, request),
        delete: (request) => deleteUnit(kind, request),
    };
}
