/** Changes a unit in steps, each of which may be the last: what was done is what state says. */
import { type Draft, halfDone, type UpdateRequest } from "../../../definition/resource-definition.js";
import { isRefusedWith, plannedPurge, type RawBody } from "../../../gateway/index.js";
import type { Settings } from "../../../policy/index.js";
import { INLINE } from "../../privacy/one-owner.js";
import { settingsToWrite, storesOtherwise } from "../../privacy/state-settings.js";
import { writeInOrder } from "../../privacy/write-in-order.js";
import { placeKey } from "../judge/others-below.js";
import type { UnitInputs, UnitKind } from "../kind.js";
import { described, parentOf, sameReseller, text, written } from "../recorded.js";
import { editedBody, touchesBody } from "../unit-body.js";
import { deactivateTree } from "./make-inactive.js";
import { moveUnit } from "./move-unit.js";
import { onceReleased } from "./number-handover.js";
import { tellOthersChanges } from "./others-changes.js";

/** Whether an update writes settings: they are declared now, and what applies differs from what was recorded. */
function settingsToChange({ id, state, inputs, gateway }: UpdateRequest<UnitInputs>): Settings | undefined {
    if (inputs.privacy === undefined) return undefined;
    const wanted = settingsToWrite(inputs.effective);
    const same =
        !storesOtherwise(gateway, id, wanted) &&
        state.privacy !== undefined &&
        JSON.stringify(state.privacy) === JSON.stringify(inputs.privacy) &&
        sameSettings(state.effective, wanted);
    return same ? undefined : wanted;
}

function sameSettings(recorded: unknown, wanted: Settings): boolean {
    try {
        return JSON.stringify(settingsToWrite(recorded)) === JSON.stringify(wanted);
    } catch {
        return false;
    }
}

/** `recorded`: whether the state is what an earlier run recorded; else it was just read. */
interface Basis {
    readonly recorded: boolean;
}

export async function updateUnit(kind: UnitKind, request: UpdateRequest<UnitInputs>, basis: Basis = { recorded: true }): Promise<Draft> {
    const { id, state, inputs, gateway } = request;
    sameReseller(kind, gateway, id, state);
    if (inputs.privacy !== undefined) request.phase.owners.hold(id, INLINE);
    const name = described(kind, id, inputs);
    const all = inputs.privacy === undefined ? undefined : settingsToWrite(inputs.effective);

    let done: Draft = state;
    const step = async (result: Draft, run: () => Promise<void>): Promise<void> => {
        await halfDone(id, done, run);
        done = { ...done, ...result };
    };

    const returns = inputs.active && state.active === false;
    // From here on the unit is active with what it had before; what is declared has yet to be written.
    if (returns)
        await step({ active: true, purgeAt: null, declaredInactive: undefined, pending: true }, () => gateway.restore(kind.level, id));

    const moves =
        kind.parent?.moves === true && state[kind.parent.input] !== inputs[kind.parent.input] && (inputs.active || state.active !== false);
    if (moves && kind.parent !== undefined) {
        const to = parentOf(kind, inputs, gateway).token;
        await step({ [kind.parent.input]: to, pending: true }, async () => {
            const defaults = await gateway.defaults();
            const edit = (body: RawBody) => editedBody(kind, body, state, inputs, undefined, defaults);
            await moveUnit(request, { level: kind.level, token: id, to, wanted: all }, edit);
        });
    }

    const settings = settingsToChange(request);
    // A move may have taken more than was asked: its numbers, or settings that were tightened for it.
    const again = moves || returns || state.pending === true;
    const differs = again || touchesBody(kind, state, inputs, settings !== undefined);
    // The level above may have taken it along in this run: an inactive unit takes no changes, and what is declared waits.
    const takenAlong = !inputs.active && state.active !== false && (await gateway.tree()).find(id)?.inactive === true;
    if (!inputs.active && (state.active === false || takenAlong)) {
        const purgeAt = takenAlong ? await plannedPurge(gateway) : (text(state.purgeAt) ?? null);
        const waits = differs ? ({ pending: true } as const) : {};
        // It stays where it is until it is active again: then the move is seen, and made.
        const place = kind.parent === undefined ? {} : { [kind.parent.input]: state[kind.parent.input] };
        return {
            ...inputs,
            ...place,
            ...written(gateway, purgeAt, { declaredInactive: true, ...waits, ...(state.purged === true ? { purged: true } : {}) }),
        };
    }
    if (differs) {
        await step({ ...inputs, active: done.active, pending: undefined }, () =>
            // Settings are written along, as declared: somebody else may have changed them since.
            writeBody(kind, request, all, { ...basis, returns }),
        );
    }
    if (inputs.active) return { ...inputs, ...written(gateway, null) };
    const key = placeKey(kind.level, parentOf(kind, inputs, gateway).token, inputs.name);
    await step({}, () => deactivateTree(request, kind, id, name, key));
    return { ...inputs, ...written(gateway, await plannedPurge(gateway), { declaredInactive: true }) };
}

interface Writing extends Basis {
    /** The unit was inactive a moment ago. */
    readonly returns: boolean;
}

async function writeBody(
    kind: UnitKind,
    request: UpdateRequest<UnitInputs>,
    settings: Settings | undefined,
    { recorded, returns }: Writing,
): Promise<void> {
    const { id, state, inputs, gateway } = request;
    const defaults = await gateway.defaults();
    const unit = { level: kind.level, token: id, name: inputs.name };
    const before: RawBody[] = [];
    const write = (wanted: UnitInputs, from: Draft = state): Promise<void> =>
        writeInOrder(request, unit, settings, (body) => {
            if (before.length === 0) before.push(body);
            return editedBody(kind, body, from, wanted, settings, defaults);
        });
    const isOurs = !recorded || returns || state.pending === true || gateway.hasWritten(id);
    try {
        await onceReleased(request, { inputs, state }, () => write(inputs));
    } catch (error) {
        // What was inactive has no numbers, and what is taken over need not have them all. Where others do by now, everything else is written, and
        // the numbers that it has stay.
        const withoutNumbers = { platformNumbers: undefined };
        if ((returns || !recorded) && isRefusedWith(error, "NUMBER_TAKEN"))
            await write({ ...inputs, ...withoutNumbers }, { ...state, ...withoutNumbers });
        throw error;
    }
    const [found] = before;
    if (found !== undefined && !isOurs) await tellOthersChanges(kind, request, found);
}
