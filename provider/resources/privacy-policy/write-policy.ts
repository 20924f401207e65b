/** Writes the settings that a policy owns. */
import type { Ignored, Request, UpdateRequest } from "../../definition/resource-definition.js";
import { CATALOGUE, printed } from "../../errors/index.js";
import { type Gateway, isRefusedWith, type Level, type RawBody, settingsOfBody } from "../../gateway/index.js";
import { SETTING_NAMES, type Settings } from "../../policy/index.js";
import { withSettings } from "../privacy/body-settings.js";
import { notIgnored, settingsToWrite, storesOtherwise } from "../privacy/state-settings.js";
import { writeInOrder } from "../privacy/write-in-order.js";
import { sameReseller } from "../unit/recorded.js";
import { sameDeclaration } from "./declared-by-policy.js";
import type { PolicyInputs, PolicyState } from "./policy-state.js";

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
