/**
 * The order of writes: at no moment may a unit be looser than the looser of before and declared.
 *
 * Two things threaten that. A level that is loosened would loosen every unit below whose stored value is looser than what applied there: those
 * are pinned first, to what applies now. And a gateway may refuse to tighten a level while units below have looser values: those are cut
 * first, leaves first. Pins and cuts only ever make a stored value stricter, so a run that ends in between has loosened nothing.
 */
import type { Request } from "../../engine/definition.js";
import {
    isRefusedWith,
    type Level,
    liveAbove,
    liveAt,
    type RawBody,
    settingsFromWire,
    settingsOfBody,
    type TreeUnit,
    type UnitLevel,
} from "../../gateway/index.js";
import { effective, effectiveAtTop, looseness, SETTING_NAMES, type SettingName, type Settings, settingsOf } from "../../policy/index.js";
import { requireKept, withSettings } from "./settings.js";

/** The unit that is written. */
export interface Written {
    readonly level: Level;
    readonly token: string;
    /** Display name, where the caller knows it. */
    readonly name: string | undefined;
}

type Edit = (body: RawBody) => RawBody;
type Below = TreeUnit & { readonly level: UnitLevel };

const SELF = { level: "customer", by: "order" } as const;
const isUnit = (unit: TreeUnit): unit is Below => unit.level !== "reseller";
const describe = ({ level, name, token }: Written): string => (name === undefined ? `${level} ${token}` : `${level} "${name}" (${token})`);

/** Active units below, each before those below it. */
function unitsBelow(unit: TreeUnit | undefined): readonly Below[] {
    const children = unit?.below.filter((child) => !child.inactive).filter(isUnit) ?? [];
    return children.flatMap((child) => [child, ...unitsBelow(child)]);
}

export const stricterOf = (a: Settings, b: Settings): Settings =>
    settingsOf((name) => (looseness(name, a[name]) <= looseness(name, b[name]) ? a[name] : b[name]));
export const looserIn = (a: Settings, b: Settings): readonly SettingName[] =>
    SETTING_NAMES.filter((name) => looseness(name, a[name]) > looseness(name, b[name]));

/** What applies at a unit that stores `own` where `above` applies. */
const applied = (own: Settings, above: Settings): Settings => effective(own, effectiveAtTop(above), SELF).settings;

/** Writes stricter values into a unit below, and says so. */
async function tighten(
    { gateway, log }: Request,
    unit: Below,
    settings: Settings,
    names: readonly SettingName[],
    why: string,
): Promise<void> {
    const write = (chosen: readonly SettingName[]) =>
        gateway.change(unit.level, unit.token, (body) => {
            const stored = settingsOfBody(body);
            const limited = stricterOf(stored, settings);
            return withSettings(body, { ...stored, ...Object.fromEntries(chosen.map((name) => [name, limited[name]])) });
        });
    const change = await write(names).catch((error: unknown) => {
        // Another of its values is cut by a level above, and the gateway does not write that one again.
        if (!isRefusedWith(error, "EXCEEDS_PARENT")) throw error;
        return write(SETTING_NAMES);
    });
    if (change.written) log.warn(`CVG110 ${unit.level} "${unit.name}" (${unit.token}): ${names.join(", ")} ${why}.`);
}

/** Before a level is loosened: units below keep what applies to them now, where their stored value would let more through. */
async function pin(request: Request, unit: Written, loosened: readonly SettingName[]): Promise<void> {
    const { gateway } = request;
    const below = unitsBelow((await gateway.tree()).find(unit.token));
    const held = await Promise.all(
        below.map(async (child) => {
            const stored = settingsFromWire(await gateway.settings(child.level, child.token));
            const now = (await liveAt(gateway, child.level, child.token)).effective.settings;
            return { child, now, names: looserIn(stored, now).filter((name) => loosened.includes(name)) };
        }),
    );
    const why = `pinned to what applies now, before ${describe(unit)} is loosened`;
    await Promise.all(
        held.filter(({ names }) => names.length > 0).map(({ child, now, names }) => tighten(request, child, now, names, why)),
    );
}

/** Before a level is tightened where the gateway insists: units below are cut to what will apply, leaves first. */
async function cut(request: Request, unit: Written, wanted: Settings): Promise<void> {
    const { gateway } = request;
    const above = unit.level === "reseller" ? undefined : (await liveAbove(gateway, unit.level, unit.token)).effective.settings;
    const limits = new Map([[unit.token, above === undefined ? wanted : applied(wanted, above)]]);
    const cuts: { readonly child: Below; readonly limit: Settings; readonly names: readonly SettingName[] }[] = [];
    for (const child of unitsBelow((await gateway.tree()).find(unit.token))) {
        const limit = limits.get(child.above?.token ?? "") ?? wanted;
        const stored = settingsFromWire(await gateway.settings(child.level, child.token));
        limits.set(child.token, applied(stored, limit));
        const names = looserIn(stored, limit);
        if (names.length > 0) cuts.push({ child, limit, names });
    }
    const why = `cut to what will apply, because the gateway does not tighten ${describe(unit)} otherwise`;
    for (const { child, limit, names } of cuts.reverse()) await tighten(request, child, limit, names, why);
}

/** A unit whose stored value is looser than the level above allows today is only cut. If the gateway refuses to write that value again, what applies is written. */
async function writeCapped({ gateway, log }: Request, unit: Written, edit: Edit): Promise<void> {
    try {
        await gateway.change(unit.level, unit.token, edit);
    } catch (error) {
        if (unit.level === "reseller" || !isRefusedWith(error, "EXCEEDS_PARENT")) throw error;
        const above = (await liveAbove(gateway, unit.level, unit.token)).effective.settings;
        await gateway.change(unit.level, unit.token, (body) => withSettings(edit(body), applied(settingsOfBody(body), above)));
        log.warn(`CVG110 ${describe(unit)}: its settings were cut to what applies, because the gateway does not write it otherwise.`);
    }
}

/**
 * Writes a unit. `settings`: those that the caller owns and changes; undefined, the unit is written for another reason.
 *
 * @throws CVG104 when the gateway then holds other settings than it was asked to
 */
export async function writeInOrder(request: Request, unit: Written, settings: Partial<Settings> | undefined, edit: Edit): Promise<void> {
    if (settings === undefined) return writeCapped(request, unit, edit);
    const { gateway } = request;
    const { level, token } = unit;
    const write = () => gateway.change(level, token, edit, { readBack: true });
    // Nothing is below a project.
    const stored = level === "project" ? undefined : settingsFromWire(await gateway.settings(level, token));
    if (stored !== undefined) {
        const loosened = looserIn({ ...stored, ...settings }, stored);
        if (loosened.length > 0) await pin(request, unit, loosened);
    }
    const change = await write().catch(async (error: unknown) => {
        if (stored === undefined || !isRefusedWith(error, "DESCENDANTS_EXCEED")) throw error;
        await cut(request, unit, { ...stored, ...settings });
        return write();
    });
    if (change.written) requireKept(describe(unit), settings, change.after);
}
