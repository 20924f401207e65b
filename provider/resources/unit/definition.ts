/** The definition of a unit's resource, from its kind. */
import {
    type Checked,
    type CheckRequest,
    type Draft,
    type Plan,
    type PlanRequest,
    type ResourceDefinition,
    UNKNOWN,
} from "../../engine/definition.js";
import { resolveAbove } from "../privacy/above.js";
import { countBelow } from "../privacy/below.js";
import { knownSettings, storesOtherwise } from "../privacy/own.js";
import { INLINE, recordedUnit, secondOwner } from "../privacy/owners.js";
import { checkSettings, tellConsequences, tellWithoutEffect } from "../privacy/settings.js";
import type { UnitInputs, UnitKind } from "./kind.js";
import { CheckedUnit, createUnit, deleteUnit, readUnit, updateUnit } from "./lifecycle.js";

const isObject = (value: unknown): value is Draft => typeof value === "object" && value !== null;

async function check(kind: UnitKind, { inputs, before, hidden, gateway, log, owners }: CheckRequest): Promise<Checked> {
    const checked: Draft = { ...inputs, active: inputs.active ?? true };
    if (inputs.privacy === UNKNOWN) return { inputs: { ...checked, effective: UNKNOWN, decidedBy: UNKNOWN } };
    if (!isObject(inputs.privacy)) return { inputs: checked };
    const by = typeof hidden.__by === "string" ? hidden.__by : String(inputs.name);
    const parent =
        kind.parent === undefined
            ? { level: "reseller" as const, token: gateway.reseller }
            : { level: kind.parent.level, token: inputs[kind.parent.input] };
    const owner = { level: kind.level, by };
    const unit = await recordedUnit(gateway, kind.level, before);
    const second = unit === undefined ? [] : secondOwner(owners, unit.token, INLINE, by);
    if (second.length > 0) return { failures: second };
    const above = await resolveAbove(gateway, parent, hidden);
    const written = isObject(before?.privacy) ? before.privacy : undefined;
    const settings = checkSettings(owner, inputs.privacy, written, above);
    if (!("written" in settings)) return { failures: settings };
    tellWithoutEffect(log, owner, inputs.privacy, settings.effective, before);
    tellConsequences(log, by, before, settings.effective, countBelow(unit));
    return { inputs: { ...checked, privacy: settings.written, effective: settings.effective, decidedBy: settings.decidedBy } };
}

/** Only another parent that the unit cannot move to makes a new unit of it. */
function plan(kind: UnitKind, { id, state, inputs, gateway }: PlanRequest): Plan {
    const { parent } = kind;
    const settings = inputs.privacy === undefined || inputs.active === false ? undefined : knownSettings(inputs.effective);
    const look: Plan = { action: settings !== undefined && storesOtherwise(gateway, id, settings) ? "update" : "compare" };
    if (parent === undefined || parent.moves || state[parent.input] === inputs[parent.input]) return look;
    return { action: "replace", fields: [parent.input] };
}

export function unitDefinition(kind: UnitKind): ResourceDefinition<UnitInputs> {
    return {
        type: kind.type,
        accepts: kind.accepts,
        inputs: CheckedUnit,
        secrets: kind.secrets,
        check: (request) => check(kind, request),
        plan: (request) => plan(kind, request),
        create: (request) => createUnit(kind, request),
        read: (request) => readUnit(kind, request),
        update: (request) => updateUnit(kind, request),
        delete: (request) => deleteUnit(kind, request),
    };
}
