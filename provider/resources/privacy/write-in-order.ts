/**
 * The order of writes: at no moment may a unit be looser than the looser of before and declared.
 *
 * Two things threaten that. A level that is loosened would loosen every unit below whose stored value is looser than what applied there: those
 * are pinned first, to what applies now. And a gateway may refuse to tighten a level while units below have looser values: those are cut
 * first, leaves first. Pins and cuts only ever make a stored value stricter, so a run that ends in between has loosened nothing.
 */

import type { Request, Said } from "../../definition/resource-definition.js";
import { CATALOGUE, unitText } from "../../errors/index.js";
import {
    type ChangeOptions,
    type Gateway,
    isRefusedWith,
    type Level,
    liveAbove,
    liveAt,
    type RawBody,
    settingsFromWire,
    settingsOfBody,
    type TreeUnit,
    type UnitTree,
} from "../../gateway/index.js";
import { SETTING_NAMES, type SettingName, type Settings } from "../../policy/index.js";
import { requireKept, withSettings } from "./body-settings.js";
import { applied, type Below, looserBelow, looserIn, stricterOf, type TooLoose, unitsBelow } from "./looser-below.js";
import { type BelowPolicy, refuseToCut } from "./refuse-to-cut.js";

/** The unit that is written. */
export interface Written {
    readonly level: Level;
    readonly token: string;
    /** Display name, where the caller knows it. */
    readonly name: string | undefined;
}

type Edit = (body: RawBody) => RawBody;

/** Writes stricter values into a unit below, and says so. */
async function tighten(
    { gateway, log, phase }: Request,
    unit: Below,
    settings: Settings,
    names: readonly SettingName[],
    said: (unit: string) => Omit<Said, "unit">,
): Promise<void> {
    let wanted: Partial<Settings> = {};
    const write = (chosen: readonly SettingName[]) => {
        const edit: Edit = (body) => {
            const stored = settingsOfBody(body);
            const limited = stricterOf(stored, settings);
            wanted = Object.fromEntries(chosen.map((name) => [name, limited[name]]));
            return withSettings(body, { ...stored, ...wanted });
        };
        return gateway.change(unit.level, unit.token, edit, { readBack: async () => phase.isFirstChange(unit.level, names) });
    };
    const change = await write(names).catch((error: unknown) => {
        // Another of its values is cut by a level above, and the gateway does not write that one again.
        if (!isRefusedWith(error, "EXCEEDS_PARENT")) throw error;
        return write(SETTING_NAMES);
    });
    if (!change.written) return;
    requireKept(unitText(unit), wanted, change.after);
    log.each("warning", { unit: unitText(unit), ...said(unitText(unit)) });
}

/** Before a level is loosened: units below keep what applies to them now, where their stored value would let more through. Answers whether any was written. */
async function pin(request: Request, unit: Written, loosened: readonly SettingName[]): Promise<boolean> {
    const { gateway } = request;
    const below = unitsBelow((await gateway.tree()).find(unit.token));
    const held = await Promise.all(
        below.map(async (child) => {
            const stored = settingsFromWire(await gateway.settings(child.level, child.token));
            const now = (await liveAt(gateway, child.level, child.token)).effective.settings;
            return { child, now, names: looserIn(stored, now).filter((name) => loosened.includes(name)) };
        }),
    );
    const loosenedUnit = unitText(unit);
    const looser = held.filter(({ names }) => names.length > 0);
    await Promise.all(
        looser.map(({ child, now, names }) =>
            tighten(request, child, now, names, (text) => ({
                topic: "pinned",
                ...CATALOGUE.CVG110.says.pinned({ unit: text, settings: names, loosened: loosenedUnit }),
            })),
        ),
    );
    return looser.length > 0;
}

/** Every unit below that stores more than `wanted` will allow there. */
async function tooLooseBelow({ gateway }: Request, unit: Written, wanted: Settings): Promise<readonly TooLoose[]> {
    const [tree, now] = await Promise.all([gateway.tree(), liveAt(gateway, unit.level, unit.token)]);
    const above = unit.level === "reseller" ? undefined : (await liveAbove(gateway, unit.level, unit.token)).effective.settings;
    const change = { now: now.effective.settings, next: above === undefined ? wanted : applied(wanted, above) };
    return looserBelow(tree.find(unit.token), change, async ({ level, token }) => settingsFromWire(await gateway.settings(level, token)));
}

/** How many units below a change reaches, now that their settings were read; undefined where there is nothing to say. */
function reachBelow(tree: UnitTree, { token, ...unit }: Written, tooLoose: readonly TooLoose[], tightens: boolean) {
    const { says } = CATALOGUE.CVG118;
    const place = { unit: unitText({ ...unit, token }), below: unitsBelow(tree.find(token)).length };
    const felt = tooLoose.filter((each) => each.felt.length > 0);
    if (place.below === 0 || (tightens && felt.length === 0)) return undefined;
    if (!tightens) return { topic: "looser", unit: place.unit, ...says.looser(place) };
    const reached = felt.map((each) => `${each.unit.level} "${each.unit.name}" (${each.felt.join(", ")})`);
    return { topic: "stricter", unit: place.unit, ...says.stricter({ ...place, reached }) };
}

/** Before a level is tightened where the gateway insists: units below are cut to what will apply, leaves first. */
async function cut(request: Request, unit: Written, tooLoose: readonly TooLoose[]): Promise<void> {
    const tightened = unitText(unit);
    for (const { unit: child, limit, names } of [...tooLoose].reverse())
        await tighten(request, child, limit, names, (text) => ({
            topic: "cut",
            ...CATALOGUE.CVG110.says.cut({ unit: text, settings: names, tightened }),
        }));
}

/** A unit whose stored value is looser than the level above allows today is only cut. If the gateway refuses to write that value again, what applies is written. */
async function writeCapped({ gateway, log }: Request, unit: Written, edit: Edit): Promise<void> {
    try {
        await gateway.change(unit.level, unit.token, edit);
    } catch (error) {
        if (unit.level === "reseller" || !isRefusedWith(error, "EXCEEDS_PARENT")) throw error;
        const above = (await liveAbove(gateway, unit.level, unit.token)).effective.settings;
        await gateway.change(unit.level, unit.token, (body) => withSettings(edit(body), applied(settingsOfBody(body), above)));
        log.each("warning", { topic: "capped", unit: unitText(unit), ...CATALOGUE.CVG110.says.capped({ unit: unitText(unit) }) });
    }
}

/**
 * Whether a gateway may keep something else than was written, silently. It cuts what is looser than the levels above allow, which this run has read or
 * written; where it has not, or they allow less, only the gateway can say what it keeps. One that does not take a setting at all shows it at the first.
 *
 * @param changed what the write has changed
 */
async function mayDiffer(
    { gateway, phase }: Request,
    { level, token }: Written,
    settings: Partial<Settings>,
    changed: readonly SettingName[],
): Promise<boolean> {
    const above = aboveOf((await gateway.tree()).find(token));
    const [nearest] = above;
    if (nearest === undefined) return true;
    const isFirst = phase.isFirstChange(level, changed);
    const mayBeCut = above.some(isUnread(gateway)) && !phase.mayReadLimits(nearest.token);
    if (isFirst || mayBeCut) return true;
    try {
        const limits = (await liveAbove(gateway, level, token)).effective.settings;
        return looserIn({ ...limits, ...settings }, limits).length > 0;
    } catch {
        // The write is done. What was kept of it, the unit itself tells.
        return true;
    }
}

/** Nearest first. */
const aboveOf = (unit: TreeUnit | undefined): readonly TreeUnit[] =>
    unit?.above === undefined ? [] : [unit.above, ...aboveOf(unit.above)];

const isUnread =
    (gateway: Gateway) =>
    ({ token }: TreeUnit): boolean =>
        gateway.known(token) === undefined;

/**
 * Writes a unit. `settings`: those that the caller owns and changes; undefined, the unit is written for another reason. `below`: what becomes
 * of units below that store more than a tightened level allows.
 *
 * @throws CVG104 when the gateway then holds other settings than it was asked to · CVG113 when units below would be cut and that is refused
 */
export async function writeInOrder(
    request: Request,
    unit: Written,
    settings: Partial<Settings> | undefined,
    edit: Edit,
    below: BelowPolicy = "cut",
): Promise<void> {
    if (settings === undefined) return writeCapped(request, unit, edit);
    const { gateway, log } = request;
    const { level, token } = unit;
    /** Known once all is done that has to come first. */
    let wanted: Settings | undefined;
    let reach: ReturnType<typeof reachBelow>;
    const first = async (body: RawBody): Promise<boolean> => {
        const stored = settingsOfBody(body);
        const asked = { ...stored, ...settings };
        const done = (again: boolean): boolean => {
            wanted = asked;
            return again;
        };
        const tightens = looserIn(stored, asked).length > 0;
        const loosened = looserIn(asked, stored);
        const tree = await gateway.tree();
        const own = tree.find(token);
        const children = unitsBelow(own);
        if ((!tightens && loosened.length === 0) || children.length === 0) return done(false);
        const unread = [...children, ...aboveOf(own)].some(isUnread(gateway));
        const tooLoose = tightens ? await tooLooseBelow(request, unit, asked) : [];
        if (below === "refuse" && tightens) refuseToCut(unitText(unit), tooLoose, "felt");
        const pinned = loosened.length > 0 && (await pin(request, unit, loosened));
        reach = reachBelow(tree, unit, tooLoose, tightens);
        return done(unread || pinned);
    };
    let changed: readonly SettingName[] = [];
    const noted: Edit = (body) => {
        const edited = edit(body);
        const [before, after] = [settingsOfBody(body), settingsOfBody(edited)];
        changed = SETTING_NAMES.filter((name) => before[name] !== after[name]);
        return edited;
    };
    const readBack = () => mayDiffer(request, unit, settings, changed);
    const write = (options: ChangeOptions) => gateway.change(level, token, noted, options);
    // Nothing is below a project.
    const change = await write(level === "project" ? { readBack } : { first, readBack }).catch(async (error: unknown) => {
        // A write below that was refused is no refusal of this one: what it was to keep would be lost.
        if (wanted === undefined || !isRefusedWith(error, "DESCENDANTS_EXCEED")) throw error;
        const tooLoose = await tooLooseBelow(request, unit, wanted);
        if (below === "refuse") refuseToCut(unitText(unit), tooLoose, "names");
        await cut(request, unit, tooLoose);
        return write({ readBack });
    });
    if (change.written) requireKept(unitText(unit), settings, change.after);
    if (change.written && reach !== undefined) log.each("info", reach);
}
