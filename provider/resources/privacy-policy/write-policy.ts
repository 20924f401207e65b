/** Writes and reads the settings that a policy owns. */
import { z } from "zod";
import type { Draft, Found, ReadRequest, Request } from "../../definition/resource-definition.js";
import { CvgError, coded } from "../../errors/index.js";
import { type Gateway, isRefusedWith, LEVELS, type Level, liveAt, type RawBody, settingsOfBody } from "../../gateway/index.js";
import { readable, SETTING_NAMES, type Settings } from "../../policy/index.js";
import { readSettings, withSettings } from "../privacy/check-settings.js";
import { settingsToWrite, storesOtherwise } from "../privacy/state-settings.js";
import { writeInOrder } from "../privacy/write-in-order.js";
import { sameReseller } from "../unit/recorded.js";
import { pickOptions, pickSettings, resellerOf, sameDeclaration } from "./declared-by-policy.js";
import type { CheckedPolicy } from "./inputs.js";

/** The settings that the policy owns: all six below the reseller, where the others inherit; at the reseller those that are declared. */
function owned(inputs: CheckedPolicy): Partial<Settings> {
    const effective = settingsToWrite(inputs.effective);
    if (inputs.level !== "reseller") return effective;
    const declared = SETTING_NAMES.filter((name) => inputs[name] !== undefined);
    return Object.fromEntries(declared.map((name) => [name, effective[name]]));
}

/** Whether this process knows that the unit stores something else: it was cut for a level above, in this run or in one that failed. */
export const isOutdated = (gateway: Gateway, inputs: CheckedPolicy): boolean =>
    inputs.pending !== true && storesOtherwise(gateway, inputs.scope, owned(inputs));

class UnitInactive extends Error {}

/** Whether the settings were written: an inactive unit takes none. */
async function written(request: Request, inputs: CheckedPolicy): Promise<boolean> {
    const settings = owned(inputs);
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
export async function writePolicy(request: Request, { pending, ...inputs }: CheckedPolicy, state: Draft): Promise<Draft> {
    const { gateway, log } = request;
    sameReseller(gateway, { level: inputs.level, token: inputs.scope, reseller: resellerOf(state) });
    const done = { ...inputs, reseller: gateway.reseller };
    const isWritten = state.pending !== true && sameDeclaration(state, inputs) && !isOutdated(gateway, inputs);
    if (isWritten || (await written(request, inputs))) return done;
    if (pending !== true) {
        const { level, name, token } = await unitOf(gateway, inputs.level, inputs.scope);
        log.warn(
            coded("CVG114", `${level} "${name ?? ""}" (${token}) is inactive, so its settings are written as soon as it is active again.`),
        );
    }
    return { ...done, pending: true };
}

const isLevel = z.enum(LEVELS);

async function levelOf(gateway: Gateway, id: string, state: Draft): Promise<Level> {
    const level = isLevel.safeParse(state.level);
    if (level.success) return level.data;
    if (id === gateway.reseller) return "reseller";
    const unit = (await gateway.tree()).find(id);
    if (unit !== undefined) return unit.level;
    throw new CvgError("CVG301", `${id} is no unit of this reseller.`, "Give the token of one of its customers, accounts or projects.");
}

export async function readPolicy({ id, state, gateway, log }: ReadRequest): Promise<Found> {
    const level = await levelOf(gateway, id, state);
    sameReseller(gateway, { level, token: id, reseller: resellerOf(state) });
    const body = await gateway.read(level, id);
    if (body === undefined) {
        // A policy holds no data of its own: where the tree agrees that the unit is gone, there is nothing left to keep.
        const name = `${level} ${id}`;
        if ((await gateway.tree()).find(id) !== undefined)
            throw new CvgError("CVG301", `${name} is in the tree, but cannot be read.`, "Try again.");
        log.warn(coded("CVG301", `${name} is no longer at the gateway, and neither are its settings.`));
        return { found: false };
    }
    const options = pickOptions(state);
    if (state.pending === true && body.inactive === true) {
        // What was declared waits for the unit; that the unit does not have it yet is no drift.
        const { effective, decidedBy } = state;
        const inputs = { ...pickSettings(state), ...options, scope: id, level, effective, decidedBy, pending: true };
        return { found: true, inputs, state: { ...inputs, reseller: gateway.reseller } };
    }
    const live = (await liveAt(gateway, level, id)).effective.settings;
    const written: Draft = Object.keys(state).length > 0 ? pickSettings(state) : readable(settingsOfBody(body));
    const recorded = z.record(z.string(), z.unknown()).catch({}).parse(state.effective);
    // At the reseller, where nothing can be inherited, what is not declared is not managed.
    const managed = level === "reseller" ? SETTING_NAMES.filter((name) => written[name] !== undefined) : SETTING_NAMES;
    const settings = readSettings(body, managed, { written, effective: recorded }, live);
    const inputs = { ...settings, ...options, scope: id, level, effective: readable(live), decidedBy: state.decidedBy };
    return { found: true, inputs, state: { ...inputs, reseller: gateway.reseller } };
}
