/** Reads a unit as the program would have written it. */
import type { Draft, Found, ReadRequest } from "../../../definition/resource-definition.js";
import { coded } from "../../../errors/index.js";
import { type Gateway, liveAt, type RawBody } from "../../../gateway/index.js";
import { readable, SETTING_NAMES } from "../../../policy/index.js";
import { readSettings } from "../../privacy/check-settings.js";
import type { UnitKind } from "../kind.js";
import { described, inputsOf, isPurged, notThere, object, purgeOf, sameReseller, text } from "../recorded.js";
import { readFields } from "../unit-body.js";

export async function readUnit(kind: UnitKind, request: ReadRequest): Promise<Found> {
    const { id, state, gateway } = request;
    sameReseller(kind, gateway, id, state);
    const body = await gateway.read(kind.level, id);
    if (body === undefined) return missing(kind, request);
    const unit = (await gateway.tree()).find(id);
    const active = body.inactive !== true;
    const parent = kind.parent === undefined ? {} : { [kind.parent.input]: unit?.above?.token ?? state[kind.parent.input] };
    // What was declared while the gateway takes no changes of the unit is not missing there: it follows when the unit is active again.
    const waits = state.pending === true && !active;
    const own = waits
        ? inputsOf(state)
        : { ...kept(state), ...readFields(kind, body, state), ...(await privacyFound(kind, id, state, gateway, body)) };
    const inputs = { ...own, ...parent, active };
    const outputs: Draft = {
        purgeAt: active ? null : await purgeOf(gateway, unit, state.active === false ? text(state.purgeAt) : undefined),
        reseller: gateway.reseller,
        ...(state.recordedAt === undefined ? {} : { recordedAt: state.recordedAt }),
        ...(state.pending === true ? { pending: true } : {}),
        ...(state.declaredInactive === true && !active ? { declaredInactive: true } : {}),
    };
    return { found: true, inputs, state: { ...inputs, ...outputs } };
}

/** Inputs that the gateway knows nothing of. */
const kept = ({ existing }: Draft): Draft => (existing === undefined ? {} : { existing });

async function privacyFound(kind: UnitKind, id: string, state: Draft, gateway: Gateway, body: RawBody): Promise<Draft> {
    if (state.privacy === undefined) return {};
    const live = (await liveAt(gateway, kind.level, id)).effective.settings;
    const last = { written: object(state.privacy), effective: object(state.effective) };
    const privacy = readSettings(body, SETTING_NAMES, last, live);
    return { privacy, effective: { ...readable(live) }, decidedBy: state.decidedBy };
}

async function missing(kind: UnitKind, request: ReadRequest): Promise<Found> {
    const { id, state, log } = request;
    if (state.purged !== true && !(await isPurged(request, id, state))) throw notThere(kind, id, state);
    const name = described(kind, id, state);
    if (state.declaredInactive === true) {
        log.warn(
            coded(
                "CVG319",
                `${name} was declared inactive and has been purged, as planned for ${text(state.purgeAt)}.`,
                "Remove it from the program.",
            ),
        );
        return { found: true, inputs: inputsOf(state), state: { ...state, purged: true } };
    }
    log.warn(
        coded(
            "CVG319",
            `${name} was inactive and has been purged, as planned for ${text(state.purgeAt)}.`,
            "If it is still declared, up makes a new one, with nothing of the old one's data.",
        ),
    );
    return { found: false };
}
