/** Writes and reads the settings that a policy owns. */
import { z } from "zod";
import type { Draft, Found, ReadRequest, Request } from "../../engine/definition.js";
import { CvgError } from "../../errors/index.js";
import { type Gateway, LEVELS, type Level, liveAt, settingsOfBody } from "../../gateway/index.js";
import { readable, SETTING_NAMES, type Settings } from "../../policy/index.js";
import { writeInOrder } from "../privacy/order.js";
import { settingsToWrite } from "../privacy/own.js";
import { readSettings, withSettings } from "../privacy/settings.js";
import { sameReseller } from "../unit/recorded.js";
import { pickSettings } from "./check.js";
import type { CheckedPolicy } from "./inputs.js";

/** The settings that the policy owns: all six below the reseller, where the others inherit; at the reseller those that are declared. */
function owned(inputs: CheckedPolicy): Partial<Settings> {
    const effective = settingsToWrite(inputs.effective);
    if (inputs.level !== "reseller") return effective;
    const declared = SETTING_NAMES.filter((name) => inputs[name] !== undefined);
    return Object.fromEntries(declared.map((name) => [name, effective[name]]));
}

const unchanged = (inputs: CheckedPolicy, state: Draft): boolean =>
    JSON.stringify([pickSettings(state), state.effective]) === JSON.stringify([pickSettings(inputs), inputs.effective]);

/** Writes where what applies differs from what was recorded: a change of who decides is no write. */
export async function writePolicy(request: Request, inputs: CheckedPolicy, state: Draft): Promise<void> {
    const { gateway } = request;
    sameReseller(inputs, gateway, inputs.scope, state);
    if (unchanged(inputs, state)) return;
    const settings = owned(inputs);
    const unit = { level: inputs.level, token: inputs.scope, name: undefined };
    await writeInOrder(request, unit, settings, (body) => withSettings(body, { ...settingsOfBody(body), ...settings }));
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
    sameReseller({ level }, gateway, id, state);
    const body = await gateway.read(level, id);
    if (body === undefined) {
        // A policy holds no data of its own: where the tree agrees that the unit is gone, there is nothing left to keep.
        const name = `${level} ${id}`;
        if ((await gateway.tree()).find(id) !== undefined)
            throw new CvgError("CVG301", `${name} is in the tree, but cannot be read.`, "Try again.");
        log.warn(`CVG301 ${name} is no longer at the gateway, and neither are its settings.`);
        return { found: false };
    }
    const live = (await liveAt(gateway, level, id)).effective.settings;
    const written: Draft = Object.keys(state).length > 0 ? pickSettings(state) : readable(settingsOfBody(body));
    const recorded = z.record(z.string(), z.unknown()).catch({}).parse(state.effective);
    // At the reseller, where nothing can be inherited, what is not declared is not managed.
    const managed = level === "reseller" ? SETTING_NAMES.filter((name) => written[name] !== undefined) : SETTING_NAMES;
    const settings = readSettings(body, managed, { written, effective: recorded }, live);
    const inputs = { ...settings, scope: id, level, effective: readable(live), decidedBy: state.decidedBy };
    return { found: true, inputs, state: { ...inputs, reseller: gateway.reseller } };
}
