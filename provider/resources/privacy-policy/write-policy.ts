/** Writes and reads the settings that a policy owns. */
import type { Found, Ignored, ReadRequest, Request, UpdateRequest } from "../../definition/resource-definition.js";
import { CATALOGUE, CvgError, printed } from "../../errors/index.js";
import { type Gateway, isRefusedWith, type Level, liveAt, type RawBody, settingsOfBody } from "../../gateway/index.js";
import { readable, SETTING_NAMES, type Settings } from "../../policy/index.js";
import { readSettings, withSettings } from "../privacy/check-settings.js";
import { notIgnored, settingsToWrite, storesOtherwise } from "../privacy/state-settings.js";
import { writeInOrder } from "../privacy/write-in-order.js";
import { sameReseller } from "../unit/recorded.js";
import { sameDeclaration } from "./declared-by-policy.js";
import { flatInputsOf, flatState, type PolicyInputs, type PolicyState, recordedSettings } from "./policy-state.js";

/** The settings that the policy owns: all six below the reseller, where the others inherit; at the reseller those that are declared. Never what `ignoreChanges` names. */
function owned(inputs: PolicyInputs, ignored: Ignored | undefined): Partial<Settings> {
    const effective = notIgnored(settingsToWrite(inputs.effective), ignored);
    if (inputs.level !== "reseller") return effective;
    const declared = SETTING_NAMES.filter((name) => inputs.written[name] !== undefined);
    return Object.fromEntries(declared.map((name) => [name, effective[name]]));
}

/** Whether this process knows that the unit stores something else: it was cut for a level above, in this run or in one that failed. */
export const isOutdated = (gateway: Gateway, inputs: PolicyInputs, ignored: Ignored | undefined): boolean =>
    storesOtherwise(gateway, inputs.scope, owned(inputs, ignored));

class UnitInactive extends Error {}

type Writing = Request & Pick<UpdateRequest<PolicyInputs>, "ignored">;

/** Whether the settings were written: an inactive unit takes none. */
async function written(request: Writing, inputs: PolicyInputs): Promise<boolean> {
    const settings = owned(inputs, request.ignored);
    const edit = (body: RawBody): RawBody => {
        if (body.inactive === true) throw new UnitInactive();
        return withSettings(body, { ...settingsOfBody(body), ...settings });
    };
    try {
        await writeInOrder(request, await unitOf(request.gateway, inputs.level, inputs.scope), settings, edit, inputs.below);
        return true;
    } catch (error) {
        if (error instanceof UnitInactive || isRefusedWith(error, "UNIT_INACTIVE")) return false;
        throw error;
    }
}

export async function unitOf(gateway: Gateway, level: Level, token: string) {
    return { level, token, name: (await gateway.tree()).find(token)?.name };
}

/**
 * Writes where what applies differs from what was recorded or is known to be stored, or was never written. Answers what to record.
 *
 * @throws CVG302 where another reseller is configured
 */
export async function writePolicy(request: Writing, inputs: PolicyInputs, state: PolicyState | undefined): Promise<PolicyState> {
    const { gateway, log } = request;
    const { pending, ...declared } = inputs;
    sameReseller(gateway, { level: inputs.level, token: inputs.scope, reseller: state?.reseller });
    const done: PolicyState = { standing: "written", ...declared, reseller: gateway.reseller };
    const isWritten = state?.standing === "written" && sameDeclaration(state, inputs) && !isOutdated(gateway, inputs, request.ignored);
    if (isWritten || (await written(request, inputs))) return done;
    if (!pending) {
        const { level, name, token } = await unitOf(gateway, inputs.level, inputs.scope);
        log.warn(printed(CATALOGUE.CVG114.says.waits({ unit: `${level} "${name ?? ""}" (${token})` })));
    }
    return { ...done, standing: "waiting" };
}

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
    const { id, state, gateway, log } = request;
    const level = await levelOf(gateway, id, state);
    sameReseller(gateway, { level, token: id, reseller: state?.reseller });
    const body = await gateway.read(level, id);
    if (body === undefined) {
        // A policy holds no data of its own: where the tree agrees that the unit is gone, there is nothing left to keep.
        const name = `${level} ${id}`;
        if ((await gateway.tree()).find(id) !== undefined) throw CvgError.of(CATALOGUE.CVG301.says.policyUnread({ unit: name }));
        log.warn(printed(CATALOGUE.CVG301.says.policyGone({ unit: name })));
        return { found: false };
    }
    const place = { scope: id, level, reseller: gateway.reseller };
    // What was declared waits for the unit; that the unit does not have it yet is no drift.
    if (state?.standing === "waiting" && body.inactive === true) return found({ ...state, ...place });
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
