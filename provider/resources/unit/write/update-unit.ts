/** Changes a unit in steps, each of which may be the last: what was done is what state says. */
import { HalfDone, type UpdateRequest } from "../../../definition/resource-definition.js";
import { unitText } from "../../../errors/index.js";
import { isRefusedWith, plannedPurge, type RawBody, settingsFromWire, settingsOfBody, type UserDetails } from "../../../gateway/index.js";
import { SETTING_NAMES, type Settings } from "../../../policy/index.js";
import { INLINE } from "../../privacy/one-owner.js";
import { withoutReason } from "../../privacy/reason.js";
import { knownSettings, notIgnored, settingsToWrite, storesOtherwise } from "../../privacy/state-settings.js";
import { writeInOrder } from "../../privacy/write-in-order.js";
import { placeKey } from "../judge/others-below.js";
import type { UnitKind } from "../kind.js";
import { parentOf, sameReseller } from "../recorded.js";
import { editedBody, touchesBody } from "../unit-body.js";
import {
    activeAsDeclared,
    flatState,
    inactiveAsDeclared,
    type OfUnit,
    type OwnFields,
    platformNumbers,
    type UnitInputs,
    type UnitState,
} from "../unit-state.js";
import { withLive } from "../with-live.js";
import { deactivateTree } from "./make-inactive.js";
import { moveUnit } from "./move-unit.js";
import { onceReleased } from "./number-handover.js";
import { tellOthersChanges } from "./others-changes.js";

/** `recorded`: whether the state is what an earlier run recorded; else it was just read. */
interface Basis {
    readonly recorded: boolean;
}

type Declared = Pick<OfUnit<UpdateRequest<UnitInputs>>, "state" | "inputs">;

/** An update under way. */
class Update {
    /** What holds by now. */
    done: UnitState;
    /** The body before this update moved the unit: a move may take numbers along or not, and cut settings. */
    beforeMove: RawBody | undefined;
    /** The settings that are declared, without what `ignoreChanges` names; undefined where none are managed. */
    readonly settings: Partial<Settings> | undefined;

    constructor(
        readonly kind: UnitKind,
        readonly request: OfUnit<UpdateRequest<UnitInputs>>,
        readonly basis: Basis,
    ) {
        this.done = request.state;
        const { privacy, effective } = request.inputs;
        const settings = privacy === undefined ? {} : notIgnored(settingsToWrite(effective), request.ignored, "privacy");
        this.settings = Object.keys(settings).length === 0 ? undefined : settings;
    }

    /** The body as declared, and what `ignoreChanges` names as it is there. */
    edited(body: RawBody, defaults: UserDetails, edit: Declared, settings: Partial<Settings> | undefined): RawBody {
        const { kind, request, done } = this;
        const live = { kind, body, ignored: request.ignored, returns: edit.state.standing !== "active" && done.standing === "active" };
        return editedBody(kind, body, {
            state: { ...edit.state, own: withLive(live, edit.state.own, edit.state.own) },
            inputs: { ...edit.inputs, own: withLive(live, edit.inputs.own, edit.state.own) },
            settings: settings === undefined ? undefined : { ...settingsOfBody(body), ...settings },
            defaults,
        });
    }

    /** What fails after something was done is told together with what holds now. */
    async step(next: UnitState, run: () => Promise<void>): Promise<void> {
        const { id, state } = this.request;
        try {
            await run();
        } catch (thrown) {
            // A unit that was just found, and nothing done to it, is not this stack's either. Without a number that others have, it is.
            const isOurs = this.basis.recorded || this.done !== state || isRefusedWith(thrown, "NUMBER_TAKEN");
            throw thrown instanceof Error && isOurs ? new HalfDone(id, flatState(this.kind, this.done), thrown) : thrown;
        }
        this.done = next;
    }
}

export async function updateUnit(
    kind: UnitKind,
    request: OfUnit<UpdateRequest<UnitInputs>>,
    basis: Basis = { recorded: true },
): Promise<UnitState> {
    const { id, state, inputs, gateway } = request;
    sameReseller(gateway, { level: kind.level, token: id, reseller: state.reseller });
    if (inputs.privacy !== undefined) request.phase.owners.hold(id, INLINE);
    const update = new Update(kind, request, basis);
    switch (state.standing) {
        case "active":
            return inputs.active ? stayActive(update) : becomeInactive(update);
        case "inactive":
        case "purged":
            return inputs.active ? comeBack(update) : stayInactive(update, state);
    }
}

const subject = ({ id, inputs }: OfUnit<UpdateRequest<UnitInputs>>, { level }: UnitKind): string =>
    unitText({ level, token: id, name: inputs.name });

async function stayActive(update: Update): Promise<UnitState> {
    const { inputs, gateway } = update.request;
    const moved = await moveIfAsked(update);
    if (moved || differs(update)) await writeAsDeclared(update);
    return activeAsDeclared(inputs, gateway);
}

/** From the restore on the unit is active with what it had before; what is declared has yet to be written. */
async function comeBack(update: Update): Promise<UnitState> {
    const { id, state, inputs, gateway } = update.request;
    await update.step({ ...state, standing: "active", pending: true }, () => gateway.restore(update.kind.level, id));
    await moveIfAsked(update);
    await writeAsDeclared(update);
    return activeAsDeclared(inputs, gateway);
}

/** The gateway takes no changes: the unit stays where and as it is until it is active again. Then a move is seen, and made. */
function stayInactive(update: Update, state: Exclude<UnitState, { readonly standing: "active" }>): UnitState {
    const { inputs, gateway } = update.request;
    const { purgeAt, standing } = state;
    return { ...inactiveAsDeclared({ ...inputs, parent: state.parent }, gateway, { purgeAt, pending: differs(update) }), standing };
}

async function becomeInactive(update: Update): Promise<UnitState> {
    const { kind, request } = update;
    const { id, inputs, gateway } = request;
    const moved = await moveIfAsked(update);
    const pending = moved || differs(update);
    // The level above may have taken it along in this run: an inactive unit takes no changes, and what is declared waits.
    if ((await gateway.tree()).find(id)?.inactive === true) {
        const { parent } = update.done;
        return inactiveAsDeclared({ ...inputs, parent }, gateway, { purgeAt: await plannedPurge(gateway), pending });
    }
    if (pending) await writeAsDeclared(update);
    const key = placeKey(kind.level, parentOf(kind, inputs, gateway).token, inputs.name);
    await update.step(update.done, () => deactivateTree(request, kind, id, subject(request, kind), key));
    return inactiveAsDeclared(inputs, gateway, { purgeAt: await plannedPurge(gateway), pending: false });
}

/** Whether an update has anything to write: a run before this one may have left something to be written, too. */
const differs = ({ kind, request, settings }: Update): boolean =>
    request.state.pending || settingsDiffer(request, settings) || touchesBody(kind, request.state, request.inputs);

/** Whether settings are to be written: they are declared now, and what applies differs from what was recorded. */
function settingsDiffer({ id, state, inputs, gateway }: OfUnit<UpdateRequest<UnitInputs>>, wanted: Partial<Settings> | undefined): boolean {
    if (wanted === undefined) return false;
    return (
        storesOtherwise(gateway, id, wanted) ||
        state.privacy === undefined ||
        JSON.stringify(withoutReason(state.privacy)) !== JSON.stringify(withoutReason(inputs.privacy ?? {})) ||
        !sameSettings(state.effective, wanted)
    );
}

function sameSettings(recorded: unknown, wanted: Partial<Settings>): boolean {
    const known = knownSettings(recorded);
    return known !== undefined && SETTING_NAMES.every((name) => wanted[name] === undefined || wanted[name] === known[name]);
}

/** A move may take more than was asked, numbers or settings that are tightened for it: everything is written after it. Answers whether it moved. */
async function moveIfAsked(update: Update): Promise<boolean> {
    const { kind, request, settings } = update;
    const { id, state, inputs, gateway } = request;
    if (kind.parent?.moves !== true || state.parent === inputs.parent) return false;
    const to = parentOf(kind, inputs, gateway).token;
    update.beforeMove = gateway.found(id) ?? (await gateway.read(kind.level, id));
    await update.step({ ...update.done, parent: to, pending: true }, async () => {
        const defaults = await gateway.defaults();
        const edit = (body: RawBody) => update.edited(body, defaults, request, undefined);
        const stored = settings === undefined ? undefined : settingsFromWire(await gateway.settings(kind.level, id));
        const wanted = stored === undefined ? undefined : { ...stored, ...settings };
        await moveUnit(request, { level: kind.level, token: id, to, wanted }, edit);
    });
    return true;
}

async function writeAsDeclared(update: Update): Promise<void> {
    const { done } = update;
    const { active, ...declared } = update.request.inputs;
    await update.step({ ...done, ...declared, pending: false }, () => writeBody(update));
}

const without = (own: OwnFields, field: string): OwnFields => new Map([...own].filter(([name]) => name !== field));

/** Settings are written along, as declared: somebody else may have changed them since. */
async function writeBody(update: Update): Promise<void> {
    const { kind, request, settings, basis, done } = update;
    const { id, state, inputs, gateway } = request;
    const defaults = await gateway.defaults();
    const unit = { level: kind.level, token: id, name: inputs.name };
    const returns = state.standing !== "active" && done.standing === "active";
    const before: RawBody[] = [];
    const write = (edit: Declared): Promise<void> =>
        writeInOrder(request, unit, settings, (body) => {
            if (before.length === 0) before.push(body);
            return update.edited(body, defaults, edit, settings);
        });
    const isOurs = !basis.recorded || returns || state.pending;
    const numbers = { before: platformNumbers(state.own), after: platformNumbers(inputs.own) };
    try {
        await onceReleased(request, numbers, () => write({ state, inputs }));
    } catch (error) {
        // What was inactive has no numbers, and what is taken over need not have them all. Where others do by now, everything else is written, and
        // the numbers that it has stay.
        if ((returns || !basis.recorded) && isRefusedWith(error, "NUMBER_TAKEN"))
            await write({
                state: { ...state, own: without(state.own, "platformNumbers") },
                inputs: { ...inputs, own: without(inputs.own, "platformNumbers") },
            });
        throw error;
    }
    // For other resources this run may have written it already: a number was taken off it, it was pinned or cut. Others' changes are older.
    const found = update.beforeMove ?? (gateway.hasWritten(id) ? gateway.found(id) : before[0]);
    if (found !== undefined && !isOurs) await tellOthersChanges(kind, request, found);
}
