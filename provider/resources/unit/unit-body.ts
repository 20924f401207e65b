/** A unit's inputs as the gateway's bodies. */
import { type Draft, hasUnknown } from "../../definition/draft.js";
import { plain, type RawBody, type UserDetails } from "../../gateway/index.js";
import type { Settings } from "../../policy/index.js";
import { withSettings } from "../privacy/body-settings.js";
import type { Field, UnitKind } from "./kind.js";
import type { OwnFields, UnitInputs, UnitState } from "./unit-state.js";

/** Whether a field is to be written: its line is there, and it would not be emptied at once. */
const toWrite = (field: Field, { own, active }: UnitInputs): boolean =>
    own.get(field.input) !== undefined && !(field.emptyWhileInactive === true && !active);

interface Birth {
    readonly inputs: UnitInputs;
    readonly settings: Settings;
    readonly defaults: UserDetails;
}

/** The body of a create. */
export function birthBody(kind: UnitKind, { inputs, settings, defaults }: Birth): RawBody {
    const given = kind.fields.filter((field) => toWrite(field, inputs));
    const fields = Object.fromEntries(given.map((field) => [field.wire, field.write(inputs.own.get(field.input), undefined)]));
    return withSettings({ ...kind.required(defaults), ...fields }, settings);
}

function changed(field: Field, body: RawBody, { own }: UnitInputs): boolean {
    const wanted = own.get(field.input);
    return !field.same(field.read(plain(body[field.wire]), wanted), wanted);
}

const removed = (kind: UnitKind, state: UnitState, inputs: UnitInputs): readonly Field[] =>
    kind.fields.filter(({ input }) => state.own.get(input) !== undefined && inputs.own.get(input) === undefined);

/** Fields that mean what they meant, such as a set in another order, as they are recorded: then nothing has changed. */
export function spelledAsBefore(kind: UnitKind, inputs: Draft, before: { readonly own: OwnFields } | undefined): Draft {
    const fields = kind.fields.map(({ input, same }): readonly [string, unknown] => {
        const [given, was] = [inputs[input], before?.own.get(input)];
        return [input, was !== undefined && !hasUnknown(given) && same(given, was) ? was : given];
    });
    return Object.fromEntries(fields.filter(([, value]) => value !== undefined));
}

export interface Edit {
    /** Tells which lines a user removed. */
    readonly state: UnitState;
    readonly inputs: UnitInputs;
    /** Undefined: those of the body stay. */
    readonly settings: Settings | undefined;
    readonly defaults: UserDetails;
}

/** The body with everything that the inputs say, and nothing else touched. */
export function editedBody(kind: UnitKind, body: RawBody, { state, inputs, settings, defaults }: Edit): RawBody {
    const next: Record<string, unknown> = { ...body };
    for (const field of kind.fields) {
        if (toWrite(field, inputs) && (field.always === true || changed(field, body, inputs)))
            next[field.wire] = field.write(inputs.own.get(field.input), body[field.wire]);
    }
    for (const field of removed(kind, state, inputs)) {
        if (field.whenRemoved === undefined) delete next[field.wire];
        else next[field.wire] = field.whenRemoved(defaults, body[field.wire]);
    }
    return settings === undefined ? next : withSettings(next, settings);
}

/** Whether an update has anything of the kind's own to write into the body. */
export function touchesBody(kind: UnitKind, state: UnitState, inputs: UnitInputs): boolean {
    return (
        removed(kind, state, inputs).length > 0 ||
        kind.fields.some((field) => toWrite(field, inputs) && !field.same(state.own.get(field.input), inputs.own.get(field.input)))
    );
}

/** What a read is compared with. */
export interface Known {
    readonly own: OwnFields;
    /** What the gateway empties in an inactive unit counts as it is known. */
    readonly whileInactive: boolean;
}

/** The user's view of a body: the fields that are known, or all of them for a unit that is not managed. */
export function readFields(kind: UnitKind, body: RawBody, known: Known | undefined): OwnFields {
    const fields = kind.fields.filter(({ input }) => known === undefined || known.own.get(input) !== undefined);
    const found = fields.map((field): readonly [string, unknown] => {
        const recorded = known?.own.get(field.input);
        if (field.emptyWhileInactive === true && body.inactive === true && known?.whileInactive === true) return [field.input, recorded];
        const live = field.read(plain(body[field.wire]), recorded);
        return [field.input, recorded !== undefined && field.same(live, recorded) ? recorded : live];
    });
    return new Map(found.filter(([, value]) => value !== undefined));
}

/** What of the kind's own fields a body holds otherwise than it is known: field, as it is known, as it is there. */
export function otherwise(kind: UnitKind, body: RawBody, known: Known): readonly (readonly [string, unknown, unknown])[] {
    const found = readFields(kind, body, known);
    return kind.fields.flatMap(({ input, same }) => {
        const [was, is] = [known.own.get(input), found.get(input)];
        return was === undefined || same(is, was) ? [] : [[input, was, is] as const];
    });
}
