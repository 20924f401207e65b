/** The life of a unit: made, read, changed, made inactive. The same for customers, accounts and projects. */
import { z } from "zod";
import {
    type Created,
    type CreateRequest,
    type DeleteRequest,
    type Draft,
    type Found,
    HalfDone,
    type ReadRequest,
    type Request,
    type UpdateRequest,
} from "../../engine/definition.js";
import { CvgError } from "../../errors/index.js";
import { type Gateway, type Level, liveAt, type RawBody, type TreeUnit } from "../../gateway/index.js";
import { readable, SETTING_NAMES, type Settings } from "../../policy/index.js";
import { writeInOrder } from "../privacy/order.js";
import { settingsToWrite, storesOtherwise } from "../privacy/own.js";
import { INLINE } from "../privacy/owners.js";
import { readSettings } from "../privacy/settings.js";
import { birthBody, editedBody, readFields, touchesBody } from "./body.js";
import type { UnitInputs, UnitKind } from "./kind.js";
import { moveUnit } from "./move.js";

const DAY_MS = 24 * 60 * 60 * 1000;

/** Inputs of a unit as check left them. */
export const CheckedUnit = z.looseObject({
    name: z.string(),
    active: z.boolean(),
    privacy: z.looseObject({}).optional(),
    effective: z.unknown().optional(),
    decidedBy: z.looseObject({}).optional(),
});

const text = (value: unknown): string | undefined => (typeof value === "string" ? value : undefined);
const object = (value: unknown): Draft => z.record(z.string(), z.unknown()).catch({}).parse(value);

/** Level and token of the unit above. */
export function parentOf(kind: UnitKind, inputs: Draft, gateway: Gateway): { readonly level: Level; readonly token: string } {
    if (kind.parent === undefined) return { level: "reseller", token: gateway.reseller };
    return { level: kind.parent.level, token: z.string().parse(inputs[kind.parent.input]) };
}

/** Refuses to act on a unit that another reseller's configuration made. */
export function sameReseller(kind: { readonly level: Level }, gateway: Gateway, id: string, state: Draft): void {
    const stamped = text(state.reseller);
    if (stamped === undefined || stamped === gateway.reseller) return;
    throw new CvgError(
        "CVG302",
        `${kind.level} ${id} belongs to reseller ${stamped}, but reseller ${gateway.reseller} is configured.`,
        "Set cvg:reseller back, or use a stack of its own for the other reseller. Nothing was changed.",
    );
}

const outputs = (gateway: Gateway, purgeAt: string | null): Draft => ({ purgeAt, reseller: gateway.reseller });

async function plannedPurge(gateway: Gateway): Promise<string> {
    const days = (await gateway.defaults()).deletionRetentionTimeInDays;
    return new Date(gateway.now() + days * DAY_MS).toISOString();
}

export async function createUnit(kind: UnitKind, { inputs, gateway }: CreateRequest<UnitInputs>): Promise<Created> {
    const parent = parentOf(kind, inputs, gateway);
    const settings =
        inputs.effective === undefined
            ? kind.born((await liveAt(gateway, parent.level, parent.token)).effective.settings)
            : settingsToWrite(inputs.effective);
    const id = await gateway.create(kind.level, parent.token, birthBody(kind, inputs, settings, await gateway.defaults()));
    if (inputs.active) return { id, state: { ...inputs, ...outputs(gateway, null) } };
    return halfDone(id, { ...inputs, active: true, ...outputs(gateway, null) }, async () => {
        await gateway.deactivate(kind.level, id);
        return { id, state: { ...inputs, ...outputs(gateway, await plannedPurge(gateway)) } };
    });
}

async function halfDone<T>(id: string, state: Draft, run: () => Promise<T>): Promise<T> {
    try {
        return await run();
    } catch (thrown) {
        throw thrown instanceof Error ? new HalfDone(id, state, thrown) : thrown;
    }
}

/** When an inactive unit is purged: a deletionTimestamp that lies ahead is the planned date, one that lies behind is the marking. */
async function purgeAtOf(gateway: Gateway, unit: TreeUnit | undefined): Promise<string> {
    const stamp = unit?.deletionTimestamp;
    if (stamp === undefined) return plannedPurge(gateway);
    if (stamp > gateway.now()) return new Date(stamp).toISOString();
    const days = (await gateway.defaults()).deletionRetentionTimeInDays;
    return new Date(stamp + days * DAY_MS).toISOString();
}

export async function readUnit(kind: UnitKind, request: ReadRequest): Promise<Found> {
    const { id, state, gateway } = request;
    sameReseller(kind, gateway, id, state);
    const body = await gateway.read(kind.level, id);
    if (body === undefined) return missing(kind, request);
    const unit = (await gateway.tree()).find(id);
    const active = body.inactive !== true;
    const parent = kind.parent === undefined ? {} : { [kind.parent.input]: unit?.above?.token ?? state[kind.parent.input] };
    const inputs = { ...readFields(kind, body, state), ...parent, active, ...(await privacyFound(kind, id, state, gateway, body)) };
    const purgeAt = active
        ? null
        : state.active === false && typeof state.purgeAt === "string"
          ? state.purgeAt
          : await purgeAtOf(gateway, unit);
    return { found: true, inputs, state: { ...inputs, ...outputs(gateway, purgeAt) } };
}

async function privacyFound(kind: UnitKind, id: string, state: Draft, gateway: Gateway, body: RawBody): Promise<Draft> {
    if (state.privacy === undefined) return {};
    const live = (await liveAt(gateway, kind.level, id)).effective.settings;
    const last = { written: object(state.privacy), effective: object(state.effective) };
    const privacy = readSettings(body, SETTING_NAMES, last, live);
    return { privacy, effective: { ...readable(live) }, decidedBy: state.decidedBy };
}

/** A 404 means "purged" only where the purge was due and the tree agrees; anything else may be a wrong reseller or a broken gateway, and loses nothing. */
async function missing(kind: UnitKind, { id, state, gateway, log }: ReadRequest): Promise<Found> {
    const purgeAt = text(state.purgeAt);
    const due = state.active === false && purgeAt !== undefined && Date.parse(purgeAt) <= gateway.now();
    if (due && (await gateway.tree()).find(id) === undefined) {
        const name = `${kind.level} "${text(state.name) ?? ""}" (${id})`;
        log.warn(`cvg: ${name} was inactive and has been purged, as planned for ${purgeAt}. If it is still declared, up makes a new one.`);
        return { found: false };
    }
    throw notThere(kind, id, state);
}

function notThere(kind: UnitKind, id: string, state: Draft): CvgError {
    const name = text(state.name);
    return new CvgError(
        "CVG301",
        `${kind.level} ${name === undefined ? "" : `"${name}" `}(${id}) is not at the gateway, although it was not due to be purged.`,
        "Check cvg:endpoint and cvg:reseller. If the unit is really gone, forget it with `pulumi state delete URN`; its state was left as it is.",
    );
}

/** Whether an update writes settings: they are declared now, and what applies differs from what was recorded. */
function settingsToChange({ id, state, inputs, gateway }: UpdateRequest<UnitInputs>): Settings | undefined {
    if (inputs.privacy === undefined) return undefined;
    const wanted = settingsToWrite(inputs.effective);
    const same =
        !storesOtherwise(gateway, id, wanted) &&
        state.privacy !== undefined &&
        JSON.stringify(state.privacy) === JSON.stringify(inputs.privacy) &&
        sameSettings(state.effective, wanted);
    return same ? undefined : wanted;
}

function sameSettings(recorded: unknown, wanted: Settings): boolean {
    try {
        return JSON.stringify(settingsToWrite(recorded)) === JSON.stringify(wanted);
    } catch {
        return false;
    }
}

export async function updateUnit(kind: UnitKind, request: UpdateRequest<UnitInputs>): Promise<Draft> {
    const { id, state, inputs, gateway, log } = request;
    sameReseller(kind, gateway, id, state);
    if (inputs.privacy !== undefined) request.owners?.hold(id, INLINE);
    if (state.privacy !== undefined && inputs.privacy === undefined) {
        log.info(`cvg: the privacy settings of ${kind.level} "${inputs.name}" (${id}) are no longer managed; they stay as they are.`);
    }
    let done: Draft = state;
    const step = async (result: Draft, run: () => Promise<void>): Promise<void> => {
        await halfDone(id, done, run);
        done = { ...done, ...result };
    };
    if (inputs.active && state.active === false) await step({ active: true, purgeAt: null }, () => gateway.restore(kind.level, id));
    const moves = kind.parent?.moves === true && state[kind.parent.input] !== inputs[kind.parent.input];
    if (moves) {
        const to = parentOf(kind, inputs, gateway).token;
        const wanted = inputs.privacy === undefined ? undefined : settingsToWrite(inputs.effective);
        await step({ [kind.parent.input]: to }, async () => {
            const defaults = await gateway.defaults();
            const edit = (body: RawBody) => editedBody(kind, body, state, inputs, undefined, defaults);
            await moveUnit({ gateway, log }, { level: kind.level, token: id, to, wanted }, edit);
        });
    }
    const settings = settingsToChange(request);
    // While a unit is inactive the gateway takes no changes, so what was declared in the meantime is written when it comes back. A move may
    // have taken more than was asked: its numbers, or settings that were tightened for it.
    const again = moves || (inputs.active && state.active === false);
    const staysAway = !inputs.active && state.active === false;
    if (!staysAway && (again || touchesBody(kind, state, inputs, settings !== undefined))) {
        await step({}, () =>
            writeBody(kind, request, again && inputs.privacy !== undefined ? settingsToWrite(inputs.effective) : settings),
        );
    }
    if (!inputs.active && state.active !== false) {
        await step({}, () => gateway.deactivate(kind.level, id));
        return { ...inputs, ...outputs(gateway, await plannedPurge(gateway)) };
    }
    return { ...inputs, ...outputs(gateway, inputs.active ? null : (text(state.purgeAt) ?? null)) };
}

async function writeBody(kind: UnitKind, request: UpdateRequest<UnitInputs>, settings: Settings | undefined): Promise<void> {
    const { id, state, inputs, gateway } = request;
    const defaults = await gateway.defaults();
    const unit = { level: kind.level, token: id, name: inputs.name };
    await writeInOrder(request, unit, settings, (body) => editedBody(kind, body, state, inputs, settings, defaults));
}

export async function deleteUnit(kind: UnitKind, { id, state, gateway, log }: DeleteRequest & Request): Promise<void> {
    sameReseller(kind, gateway, id, state);
    if (state.active === false) {
        const found = await readUnit(kind, { id, state, gateway, log });
        if (!found.found) return;
    }
    await gateway.deactivate(kind.level, id);
    log.info(
        `cvg: ${kind.level} "${String(state.name)}" (${id}) is inactive now. It can be restored until ${await plannedPurge(gateway)}; then it is purged for good.`,
    );
}
