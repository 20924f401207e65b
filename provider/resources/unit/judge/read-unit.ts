/** Reads a unit as the program would have written it. */
import { isObject } from "../../../definition/draft.js";
import type { Draft, Found, ReadRequest } from "../../../definition/resource-definition.js";
import { CATALOGUE, CvgError, printed, unitText } from "../../../errors/index.js";
import { type Gateway, isToken, liveAt, type RawBody } from "../../../gateway/index.js";
import { readable, SETTING_NAMES } from "../../../policy/index.js";
import { readSettings } from "../../privacy/body-settings.js";
import { importedSettings } from "../../privacy/imported-settings.js";
import type { UnitKind } from "../kind.js";
import { isForgotten, isPurged, notThere, purgeOf, sameReseller } from "../recorded.js";
import { readFields } from "../unit-body.js";
import { flatInputsOf, flatState, type UnitState } from "../unit-state.js";

/** `state` is undefined for a unit that is not managed. */
type Read = Omit<ReadRequest, "state"> & { readonly state: UnitState | undefined };

export async function readUnit(kind: UnitKind, request: Read): Promise<Found> {
    const { id, state, gateway } = request;
    sameReseller(gateway, { level: kind.level, token: id, reseller: state?.reseller });
    const body = state !== undefined || isToken(id) ? await gateway.read(kind.level, id) : undefined;
    if (body === undefined) return missing(kind, request);
    const found = await foundState(kind, request, body);
    return { found: true, inputs: flatInputsOf(kind, found), state: flatState(kind, found) };
}

async function foundState(kind: UnitKind, request: Read, body: RawBody): Promise<UnitState> {
    const { id, state, gateway } = request;
    const unit = (await gateway.tree()).find(id);
    const active = body.inactive !== true;
    const gone = state === undefined || state.standing === "active" ? undefined : state;
    const base = {
        parent: kind.parent === undefined ? undefined : (unit?.above?.token ?? state?.parent),
        existing: state?.existing,
        reseller: gateway.reseller,
        recordedAt: state?.recordedAt,
        pending: state?.pending === true,
    };
    // What was declared while the gateway takes no changes of the unit is not missing there: it follows when the unit is active again.
    if (state?.pending === true && !active) return { ...state, ...base, ...(await inactive(gateway, unit, gone)) };
    const own = readFields(kind, body, state === undefined ? undefined : { own: state.own, whileInactive: gone !== undefined });
    const read = { ...base, own, name: nameIn(own), ...(await privacyFound(kind, request, body)) };
    return active ? { ...read, standing: "active" } : { ...read, ...(await inactive(gateway, unit, gone)) };
}

const nameIn = (own: ReadonlyMap<string, unknown>): string | undefined => {
    const name = own.get("name");
    return typeof name === "string" ? name : undefined;
};

async function inactive(
    gateway: Gateway,
    unit: Parameters<typeof purgeOf>[1],
    gone: Exclude<UnitState, { standing: "active" }> | undefined,
) {
    const purgeAt = await purgeOf(gateway, unit, gone?.purgeAt);
    return { standing: "inactive", purgeAt, declaredInactive: gone?.declaredInactive === true } as const;
}

interface Settings {
    readonly privacy: Draft | undefined;
    readonly effective: unknown;
    readonly decidedBy: unknown;
}

const NOT_MANAGED: Settings = { privacy: undefined, effective: undefined, decidedBy: undefined };

async function privacyFound(kind: UnitKind, { id, state, gateway, importedAs }: Read, body: RawBody): Promise<Settings> {
    if (state === undefined && importedAs !== undefined) {
        const found = await importedSettings(gateway, { level: kind.level, token: id, by: importedAs });
        return { ...found, privacy: found.written };
    }
    if (state?.privacy === undefined) return NOT_MANAGED;
    const live = (await liveAt(gateway, kind.level, id)).effective.settings;
    const last = { written: state.privacy, effective: isObject(state.effective) ? state.effective : {} };
    const privacy = readSettings(body, SETTING_NAMES, last, live);
    return { privacy, effective: { ...readable(live) }, decidedBy: state.decidedBy };
}

/** An import, or a look at what is not managed, of a token that is no such unit's: often it is one of another level. */
async function neverThere({ level }: UnitKind, { id, gateway }: Read): Promise<CvgError> {
    const unit = (await gateway.tree()).find(id);
    // The tree says that there is one.
    if (unit?.level === level) return CvgError.of(CATALOGUE.CVG301.says.unread({ unit: unitText(unit) }));
    return CvgError.of(CATALOGUE.CVG301.says.named({ level, token: id, found: unit === undefined ? undefined : unitText(unit) }));
}

async function missing(kind: UnitKind, request: Read): Promise<Found> {
    const { id, state, gateway, log } = request;
    if (state === undefined) throw await neverThere(kind, request);
    const name = unitText({ level: kind.level, token: id, name: state.name });
    const isGone = state.standing === "purged" || (await isPurged(gateway, id, state));
    if (!isGone && (await isForgotten(request, id))) {
        log.each("warning", { unit: name, ...CATALOGUE.CVG301.says.forgotten({ unit: name }) });
        return { found: false };
    }
    if (!isGone || state.standing === "active") throw notThere(kind, id, state);
    if (state.declaredInactive) {
        log.warn(printed(CATALOGUE.CVG319.says.declaredInactive({ unit: name, purgeAt: state.purgeAt })));
        return { found: true, inputs: flatInputsOf(kind, state), state: flatState(kind, { ...state, standing: "purged" }) };
    }
    log.warn(printed(CATALOGUE.CVG319.says.inactive({ unit: name, purgeAt: state.purgeAt })));
    return { found: false };
}
