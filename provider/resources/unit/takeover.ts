/** Taking a unit over that is there already: told at preview with what will change, and written like any other update. */
import { type CheckRequest, type Created, type CreateRequest, type Draft, HalfDone, type Request } from "../../engine/definition.js";
import { CvgError, coded } from "../../errors/index.js";
import { isRefusedWith, type RawBody, sameJson, settingsOfBody, type TreeUnit } from "../../gateway/index.js";
import { readable, SETTING_NAMES } from "../../policy/index.js";
import { knownSettings, settingsToWrite } from "../privacy/own.js";
import { describe } from "./below.js";
import { editedBody, readFields } from "./body.js";
import { difference } from "./difference.js";
import type { UnitInputs, UnitKind } from "./kind.js";
import { written } from "./recorded.js";
import { updateUnit } from "./update.js";

/** What writing the inputs changes in a unit as it is. */
function changes(kind: UnitKind, body: RawBody, inputs: Draft): readonly string[] {
    const found = readFields(kind, body, { ...inputs, active: true });
    const fields = kind.fields
        .filter(({ input, same }) => inputs[input] !== undefined && !same(found[input], inputs[input]))
        .map(({ input }) => difference(input, found[input], inputs[input]));
    const wanted = knownSettings(inputs.effective);
    if (wanted === undefined) return fields;
    const [stored, declared] = [readable(settingsOfBody(body)), readable(wanted)];
    const settings = SETTING_NAMES.filter((name) => stored[name] !== declared[name]).map((name) =>
        difference(name, stored[name], declared[name]),
    );
    return [...fields, ...settings];
}

export async function tellTakeover(
    kind: UnitKind,
    { gateway, log, run }: CheckRequest,
    by: string,
    unit: TreeUnit,
    inputs: Draft,
): Promise<void> {
    // The settings are read once for all who ask, and so is the body.
    await gateway.settings(kind.level, unit.token);
    const body = await gateway.read(kind.level, unit.token);
    if (body === undefined) return;
    run.looked.set(unit.token, body);
    const list = changes(kind, body, inputs);
    const parent = kind.parent === undefined ? undefined : inputs[kind.parent.input];
    const moved = parent !== undefined && unit.above !== undefined && unit.above.token !== parent ? [`${kind.parent?.input}`] : [];
    const away = inputs.active === false && !unit.inactive ? ["active true => false"] : [];
    const all = [...list, ...moved, ...away];
    const deed = (unit.inactive || unit.returned) && inputs.active !== false ? "restores" : "adopts";
    log.info(coded("CVG310", `${by} ${deed} ${describe(unit)}, changes ${all.length === 0 ? "nothing" : all.join(", ")}.`));
}

/** The unit as it was found, unless this process has written it since: one read does for both. */
async function foundBody(kind: UnitKind, { gateway, run }: Request, id: string): Promise<RawBody | undefined> {
    const looked = run.looked.get(id);
    run.looked.delete(id);
    return looked === undefined || gateway.hasWritten(id) ? await gateway.read(kind.level, id) : looked;
}

/** Whether a unit needs no write at all. A secret that the gateway hides does: nobody knows whether it is the declared one. */
async function isAsDeclared(kind: UnitKind, { inputs, gateway }: CreateRequest<UnitInputs>, body: RawBody, found: Draft): Promise<boolean> {
    const { parent } = kind;
    if (!inputs.active || found.active !== true || (parent !== undefined && found[parent.input] !== inputs[parent.input])) return false;
    const settings = inputs.privacy === undefined ? undefined : settingsToWrite(inputs.effective);
    return sameJson(editedBody(kind, body, found, inputs, settings, await gateway.defaults()), body);
}

/** Makes the resource of a unit that is there. */
export async function takeOver(kind: UnitKind, request: CreateRequest<UnitInputs>, id: string): Promise<Created> {
    const { inputs, gateway } = request;
    const body = await foundBody(kind, request, id);
    if (body === undefined)
        throw new CvgError(
            "CVG301",
            `${kind.level} ${id} is no longer at the gateway.`,
            "Somebody else removed it just now. Run the command again.",
        );
    const unit = (await gateway.tree()).find(id);
    const parent = kind.parent === undefined ? {} : { [kind.parent.input]: unit?.above?.token ?? inputs[kind.parent.input] };
    const found: Draft = { ...readFields(kind, body, inputs), ...parent, active: body.inactive !== true, reseller: gateway.reseller };
    if (await isAsDeclared(kind, request, body, found)) return { id, state: { ...inputs, ...written(gateway, null) } };
    try {
        return { id, state: await updateUnit(kind, { ...request, id, state: found, inputs }, { recorded: false }) };
    } catch (thrown) {
        // Nothing was done yet: then the unit is not this stack's either. Without a number that others have, it is.
        if (thrown instanceof HalfDone && thrown.state === found && !isRefusedWith(thrown.cause, "NUMBER_TAKEN")) throw thrown.cause;
        throw thrown;
    }
}
