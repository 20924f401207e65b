/** Reads the settings that a policy owns. */
import type { Found, ReadRequest } from "../../definition/resource-definition.js";
import { CATALOGUE, CvgError, printed } from "../../errors/index.js";
import { type Gateway, type Level, liveAt, settingsOfBody } from "../../gateway/index.js";
import { readable, SETTING_NAMES } from "../../policy/index.js";
import { readSettings } from "../privacy/body-settings.js";
import { importedSettings } from "../privacy/imported-settings.js";
import { sameReseller } from "../unit/recorded.js";
import { flatInputsOf, flatState, type PolicyState, recordedSettings } from "./policy-state.js";

async function levelOf(gateway: Gateway, id: string, state: PolicyState | undefined): Promise<Level> {
    if (state?.level !== undefined) return state.level;
    if (id === gateway.reseller) return "reseller";
    const unit = (await gateway.tree()).find(id);
    if (unit !== undefined) return unit.level;
    throw CvgError.of(CATALOGUE.CVG301.says.policyToken({ token: id }));
}

const found = (state: PolicyState): Found => ({ found: true, inputs: flatInputsOf(state), state: flatState(state) });

/** @param request `state` is undefined where a user reads the settings of a unit that is not managed */
export async function readPolicy(request: Omit<ReadRequest, "state"> & { readonly state: PolicyState | undefined }): Promise<Found> {
    const { id, state, gateway, log, importedAs } = request;
    const level = await levelOf(gateway, id, state);
    sameReseller(gateway, { level, token: id, reseller: state?.reseller });
    const body = await gateway.read(level, id);
    if (body === undefined) {
        // A policy holds no data of its own: where the tree agrees that the unit is gone, there is nothing left to keep.
        const name = `${level} ${id}`;
        if ((await gateway.tree()).find(id) !== undefined) throw CvgError.of(CATALOGUE.CVG301.says.unread({ unit: name }));
        log.warn(printed(CATALOGUE.CVG301.says.policyGone({ unit: name })));
        return { found: false };
    }
    const place = { scope: id, level, reseller: gateway.reseller };
    // What was declared waits for the unit; that the unit does not have it yet is no drift.
    if (state?.standing === "waiting" && body.inactive === true) return found({ ...state, ...place });
    if (state === undefined && importedAs !== undefined) {
        const settings = await importedSettings(gateway, { level, token: id, by: importedAs });
        return found({ standing: "written", ...place, ...settings, onDelete: undefined, below: undefined, because: undefined });
    }
    const live = (await liveAt(gateway, level, id)).effective.settings;
    const last = {
        written: state?.written ?? readable(settingsOfBody(body)),
        effective: state === undefined ? {} : recordedSettings(state),
    };
    // At the reseller, where nothing can be inherited, what is not declared is not managed.
    const managed = level === "reseller" ? SETTING_NAMES.filter((name) => last.written[name] !== undefined) : SETTING_NAMES;
    const { decidedBy, onDelete, below, because } = state ?? {};
    return found({
        standing: "written",
        ...place,
        written: readSettings(body, managed, last, live),
        effective: readable(live),
        decidedBy,
        onDelete,
        below,
        because,
    });
}
