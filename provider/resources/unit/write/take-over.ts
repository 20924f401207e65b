/** Makes the resource of a unit that is there already: written like any other update. */
import type { CreateRequest, Request } from "../../../definition/resource-definition.js";
import { CATALOGUE, CvgError } from "../../../errors/index.js";
import { type RawBody, sameJson } from "../../../gateway/index.js";
import { settingsToWrite } from "../../privacy/state-settings.js";
import type { UnitKind } from "../kind.js";
import { editedBody, readFields } from "../unit-body.js";
import { activeAsDeclared, type UnitInputs, type UnitState } from "../unit-state.js";
import { updateUnit } from "./update-unit.js";

/** The unit as it was found, unless this process has written it since: one read does for both. */
async function foundBody(kind: UnitKind, { gateway, phase }: Request, id: string): Promise<RawBody | undefined> {
    const looked = phase.looked.get(id);
    phase.looked.delete(id);
    return looked === undefined || gateway.hasWritten(id) ? await gateway.read(kind.level, id) : looked;
}

/** What would be recorded of the unit as it is. Settings that it has are nobody's yet. */
async function foundState(kind: UnitKind, { inputs, gateway }: CreateRequest<UnitInputs>, id: string, body: RawBody): Promise<UnitState> {
    const unit = (await gateway.tree()).find(id);
    const found = {
        own: readFields(kind, body, { own: inputs.own, whileInactive: !inputs.active }),
        name: inputs.name,
        parent: kind.parent === undefined ? undefined : (unit?.above?.token ?? inputs.parent),
        privacy: undefined,
        effective: undefined,
        decidedBy: undefined,
        existing: undefined,
        reseller: gateway.reseller,
        recordedAt: undefined,
        pending: false,
    };
    if (body.inactive !== true) return { ...found, standing: "active" };
    return { ...found, standing: "inactive", purgeAt: undefined, declaredInactive: false };
}

/** Whether a unit needs no write at all. A secret that the gateway hides does: nobody knows whether it is the declared one. */
async function isAsDeclared(
    kind: UnitKind,
    { inputs, gateway }: CreateRequest<UnitInputs>,
    body: RawBody,
    state: UnitState,
): Promise<boolean> {
    if (!inputs.active || state.standing !== "active" || state.parent !== inputs.parent) return false;
    const settings = inputs.privacy === undefined ? undefined : settingsToWrite(inputs.effective);
    return sameJson(editedBody(kind, body, { state, inputs, settings, defaults: await gateway.defaults() }), body);
}

/** Makes the resource of a unit that is there. */
export async function takeOver(kind: UnitKind, request: CreateRequest<UnitInputs>, id: string): Promise<UnitState> {
    const { inputs, gateway } = request;
    const body = await foundBody(kind, request, id);
    if (body === undefined) throw CvgError.of(CATALOGUE.CVG301.says.takenOver({ unit: `${kind.level} ${id}` }));
    const state = await foundState(kind, request, id, body);
    if (await isAsDeclared(kind, request, body, state)) return activeAsDeclared(inputs, gateway);
    return updateUnit(kind, { ...request, id, state }, { recorded: false });
}
