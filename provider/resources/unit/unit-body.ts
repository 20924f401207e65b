/** A unit's inputs as the gateway's bodies. */
import type { Draft } from "../../definition/resource-definition.js";
import { plain, type RawBody, type UserDetails } from "../../gateway/index.js";
import type { Settings } from "../../policy/index.js";
import { withSettings } from "../privacy/check-settings.js";
import type { Field, UnitInputs, UnitKind } from "./kind.js";

/** Whether a field is to be written: its line is there, and it would not be emptied at once. */
const toWrite = (field: Field, inputs: Draft): boolean =>
    inputs[field.input] !== undefined && !(field.emptyWhileInactive === true && inputs.active === false);

/** The body of a create. */
export function birthBody(kind: UnitKind, inputs: UnitInputs, settings: Settings, defaults: UserDetails): RawBody {
    const given = kind.fields.filter((field) => toWrite(field, inputs));
    const fields = Object.fromEntries(given.map((field) => [field.wire, field.write(inputs[field.input], undefined)]));
    return withSettings({ ...kind.required(defaults), ...fields }, settings);
}

function changed(field: Field, body: RawBody, inputs: Draft): boolean {
    return !field.same(field.read(plain(body[field.wire]), inputs[field.input]), inputs[field.input]);
}

const removed = (kind: UnitKind, state: Draft, inputs: Draft): readonly Field[] =>
    kind.fields.filter((field) => state[field.input] !== undefined && inputs[field.input] === undefined);

/** The body with everything that the inputs say, and nothing else touched. `state` tells which lines a user removed. */
export function editedBody(
    kind: UnitKind,
    body: RawBody,
    state: Draft,
    inputs: Draft,
    settings: Settings | undefined,
    defaults: UserDetails,
): RawBody {
    const next: Record<string, unknown> = { ...body };
    for (const field of kind.fields) {
        if (toWrite(field, inputs) && (field.always === true || changed(field, body, inputs)))
            next[field.wire] = field.write(inputs[field.input], body[field.wire]);
    }
    for (const field of removed(kind, state, inputs)) {
        if (field.whenRemoved === undefined) delete next[field.wire];
        else next[field.wire] = field.whenRemoved(defaults, body[field.wire]);
    }
    return settings === undefined ? next : withSettings(next, settings);
}

/** Whether an update has anything to write into the body. */
export function touchesBody(kind: UnitKind, state: Draft, inputs: Draft, settingsChanged: boolean): boolean {
    return (
        settingsChanged ||
        removed(kind, state, inputs).length > 0 ||
        kind.fields.some((field) => toWrite(field, inputs) && !field.same(state[field.input], inputs[field.input]))
    );
}

/** The user's view of a body: the fields that state holds, or all of them for a unit that is not managed. */
export function readFields(kind: UnitKind, body: RawBody, state: Draft): Draft {
    const managed = Object.keys(state).length > 0;
    const fields = kind.fields.filter((field) => !managed || state[field.input] !== undefined);
    const found = fields.map((field): readonly [string, unknown] => {
        const recorded = state[field.input];
        if (field.emptyWhileInactive === true && body.inactive === true && state.active === false) return [field.input, recorded];
        const live = field.read(plain(body[field.wire]), recorded);
        return [field.input, recorded !== undefined && field.same(live, recorded) ? recorded : live];
    });
    return Object.fromEntries(found.filter(([, value]) => value !== undefined));
}
