/** Makes a unit, or takes over the one that check has found. */
import { type Created, type CreateRequest, type Draft, halfDone } from "../../../definition/resource-definition.js";
import { liveAt, plannedPurge } from "../../../gateway/index.js";
import { settingsToWrite } from "../../privacy/state-settings.js";
import type { UnitInputs, UnitKind } from "../kind.js";
import { parentOf, text, written } from "../recorded.js";
import { birthBody } from "../unit-body.js";
import { onceReleased } from "./number-handover.js";
import { takeOver } from "./take-over.js";

export async function createUnit(kind: UnitKind, request: CreateRequest<UnitInputs>): Promise<Created> {
    const { inputs, gateway } = request;
    const existing = text(inputs.existing);
    if (existing !== undefined) return takeOver(kind, request, existing);
    const parent = parentOf(kind, inputs, gateway);
    const settings =
        inputs.effective === undefined
            ? kind.born((await liveAt(gateway, parent.level, parent.token)).effective.settings)
            : settingsToWrite(inputs.effective);
    const body = birthBody(kind, inputs, settings, await gateway.defaults());
    const id = await onceReleased(request, { inputs, state: {} }, () => gateway.create(kind.level, parent.token, body));
    const made: Draft = { ...inputs, ...written(gateway, null) };
    if (inputs.active) return { id, state: made };
    return halfDone(id, { ...made, active: true }, async () => {
        await gateway.deactivate(kind.level, id);
        return { id, state: { ...inputs, ...written(gateway, await plannedPurge(gateway), { declaredInactive: true }) } };
    });
}
