/** Makes the resource of a unit that is there already: written like any other update. */
import { type Created, type CreateRequest, type Draft, HalfDone, type Request } from "../../../definition/resource-definition.js";
import { CvgError } from "../../../errors/index.js";
import { isRefusedWith, type RawBody, sameJson } from "../../../gateway/index.js";
import { settingsToWrite } from "../../privacy/state-settings.js";
import type { UnitInputs, UnitKind } from "../kind.js";
import { written } from "../recorded.js";
import { editedBody, readFields } from "../unit-body.js";
import { updateUnit } from "./update-unit.js";

/** The unit as it was found, unless this process has written it since: one read does for both. */
async function foundBody(kind: UnitKind, { gateway, phase }: Request, id: string): Promise<RawBody | undefined> {
    const looked = phase.looked.get(id);
    phase.looked.delete(id);
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
