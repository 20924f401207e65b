/** Makes a unit, or takes over the one that check has found. */
import { type CreateRequest, HalfDone, halfDone } from "../../../definition/resource-definition.js";
import { CATALOGUE, printed, unitText } from "../../../errors/index.js";
import { liveAt, plannedPurge } from "../../../gateway/index.js";
import { settingsToWrite } from "../../privacy/state-settings.js";
import { placeKey } from "../judge/others-below.js";
import type { UnitKind } from "../kind.js";
import { parentOf } from "../recorded.js";
import { birthBody } from "../unit-body.js";
import { activeAsDeclared, flatState, inactiveAsDeclared, platformNumbers, type UnitInputs, type UnitState } from "../unit-state.js";
import { onceReleased } from "./number-handover.js";
import { takeOver } from "./take-over.js";
import { watchedPlace } from "./watched-place.js";

/** A unit that a resource has from now on. */
export interface Made {
    readonly id: string;
    readonly state: UnitState;
}

export async function createUnit(kind: UnitKind, request: CreateRequest<UnitInputs>): Promise<Made> {
    const { inputs, gateway, phase } = request;
    if (inputs.existing !== undefined) return { id: inputs.existing, state: await takeOver(kind, request, inputs.existing) };
    const parent = parentOf(kind, inputs, gateway);
    const place = placeKey(kind.level, parent.token, inputs.name);
    // An error hook of the engine asks again for a resource whose unit was made before something else failed.
    const made = phase.begun.unrecorded(place);
    const created = made === undefined ? await makeUnit(kind, request, place) : { id: made, state: await takeOver(kind, request, made) };
    phase.begun.recorded(place);
    return created;
}

async function makeUnit(kind: UnitKind, request: CreateRequest<UnitInputs>, place: string): Promise<Made> {
    const { inputs, gateway, log, phase } = request;
    const parent = parentOf(kind, inputs, gateway);
    const settings =
        inputs.effective === undefined
            ? kind.born((await liveAt(gateway, parent.level, parent.token)).effective.settings)
            : settingsToWrite(inputs.effective);
    const body = birthBody(kind, { inputs, settings, defaults: await gateway.defaults() });
    const wasLost = (token: string) =>
        log.info(printed(CATALOGUE.CVG322.says.wasMade({ unit: unitText({ level: kind.level, name: inputs.name, token }) })));
    const numbers = { before: [], after: platformNumbers(inputs.own) };
    const beside = watchedPlace(phase, { level: kind.level, name: inputs.name });
    const { cameBeside } = beside;
    const id = await onceReleased(request, numbers, () => gateway.create(kind.level, parent.token, body, { wasLost, cameBeside }));
    phase.begun.made(place, id);
    const made = activeAsDeclared(inputs, gateway);
    const done = flatState(kind, made);
    if (beside.problem !== undefined) {
        // Said besides: an error hook that asks again has the engine take the half-done create for done, and its error is then shown to nobody.
        log.warn(beside.problem.message);
        throw new HalfDone(id, done, beside.problem);
    }
    if (inputs.active) return { id, state: made };
    return halfDone(id, done, async () => {
        await gateway.deactivate(kind.level, id);
        return { id, state: inactiveAsDeclared(inputs, gateway, { purgeAt: await plannedPurge(gateway), pending: false }) };
    });
}
