/** Makes a unit, or takes over the one that check has found. */
import { type Created, type CreateRequest, type Draft, halfDone } from "../../../definition/resource-definition.js";
import { coded, unitText } from "../../../errors/index.js";
import { liveAt, plannedPurge } from "../../../gateway/index.js";
import { settingsToWrite } from "../../privacy/state-settings.js";
import { placeKey } from "../judge/others-below.js";
import type { UnitInputs, UnitKind } from "../kind.js";
import { parentOf, text, written } from "../recorded.js";
import { birthBody } from "../unit-body.js";
import { onceReleased } from "./number-handover.js";
import { takeOver } from "./take-over.js";

export async function createUnit(kind: UnitKind, request: CreateRequest<UnitInputs>): Promise<Created> {
    const { inputs, gateway, phase } = request;
    const existing = text(inputs.existing);
    if (existing !== undefined) return takeOver(kind, request, existing);
    const parent = parentOf(kind, inputs, gateway);
    const place = placeKey(kind.level, parent.token, inputs.name);
    // An error hook of the engine asks again for a resource whose unit was made before something else failed.
    const made = phase.begun.unrecorded(place);
    const created = await (made === undefined ? makeUnit(kind, request, place) : takeOver(kind, request, made));
    phase.begun.recorded(place);
    return created;
}

async function makeUnit(kind: UnitKind, request: CreateRequest<UnitInputs>, place: string): Promise<Created> {
    const { inputs, gateway, log, phase } = request;
    const parent = parentOf(kind, inputs, gateway);
    // If the answer to the create is lost, it tells what was there before.
    await gateway.tree();
    const settings =
        inputs.effective === undefined
            ? kind.born((await liveAt(gateway, parent.level, parent.token)).effective.settings)
            : settingsToWrite(inputs.effective);
    const body = birthBody(kind, inputs, settings, await gateway.defaults());
    const wasLost = (token: string) =>
        log.info(
            coded(
                "CVG322",
                `The answer to the create of ${unitText({ level: kind.level, name: inputs.name, token })} was lost; the gateway's tree shows that it was made.`,
            ),
        );
    const id = await onceReleased(request, { inputs, state: {} }, () => gateway.create(kind.level, parent.token, body, { wasLost }));
    phase.begun.made(place, id);
    const made: Draft = { ...inputs, ...written(gateway, null) };
    if (inputs.active) return { id, state: made };
    return halfDone(id, { ...made, active: true }, async () => {
        await gateway.deactivate(kind.level, id);
        return { id, state: { ...inputs, ...written(gateway, await plannedPurge(gateway), { declaredInactive: true }) } };
    });
}
