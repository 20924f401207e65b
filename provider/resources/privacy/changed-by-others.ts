/** Settings that somebody else changed since they were recorded: the write that follows replaces them, so the preview says which and what that does. */
import type { Request } from "../../definition/resource-definition.js";
import { CATALOGUE, unitText } from "../../errors/index.js";
import { type Gateway, type Level, liveAbove, liveAt, settingsFromWire, settingsOfBody } from "../../gateway/index.js";
import { readable, type SettingName, type Settings } from "../../policy/index.js";
import { looserIn } from "./looser-below.js";
import { knownSettings } from "./state-settings.js";

interface Managed {
    readonly level: Level;
    readonly token: string;
    readonly name: string | undefined;
    /** The settings that the resource owns. */
    readonly settings: readonly SettingName[];
    /** Those that `ignoreChanges` names: no write changes them, so they count as recorded, on both sides of what is told. */
    readonly ignored: readonly SettingName[];
    /** `effective` as recorded. */
    readonly recorded: unknown;
}

/** The settings of a unit as this process found them; undefined where it has not read it, or has made it. */
function storedByOthers(gateway: Gateway, token: string): Settings | undefined {
    if (gateway.hasWritten(token)) {
        const found = gateway.found(token);
        return found === undefined ? undefined : settingsOfBody(found);
    }
    const known = gateway.known(token);
    return known === undefined ? undefined : settingsFromWire(known);
}

/**
 * What applied before this run, and a line for each setting that is live otherwise than recorded. Nothing is read for it: a unit that this
 * process has not read counts as recorded. What this run itself wrote before, and what only follows a level above that became stricter, was
 * changed by nobody.
 */
export async function appliedBefore(
    { gateway, log }: Request,
    { level, token, name, settings, ignored, recorded }: Managed,
): Promise<unknown> {
    const [before, stored] = [knownSettings(recorded), storedByOthers(gateway, token)];
    if (before === undefined || stored === undefined) return recorded;
    const differ = settings.filter((setting) => stored[setting] !== before[setting]);
    if (differ.length === 0) return recorded;
    const limit = level === "reseller" ? undefined : (await liveAbove(gateway, level, token)).effective.settings;
    const looser = looserIn(stored, before);
    const changed = differ.filter((setting) => limit === undefined || looser.includes(setting) || stored[setting] !== limit[setting]);
    if (changed.length === 0) return recorded;
    const [was, is] = [readable(before), readable(stored)];
    for (const setting of changed) {
        const unit = unitText({ level, token, name });
        // What is stored beyond the level above may have been so when it was recorded: what was recorded is what applied. Nobody need have changed it.
        const asRecorded = limit !== undefined && looser.includes(setting) && limit[setting] === before[setting];
        const facts = { unit, setting, is: text(is[setting]), was: text(was[setting]) };
        const said = asRecorded ? CATALOGUE.CVG311.says.storedLooser(facts) : CATALOGUE.CVG311.says.setting(facts);
        log.each("warning", { topic: asRecorded ? `${setting}, stored looser` : setting, unit, ...said });
    }
    const live = readable((await liveAt(gateway, level, token)).effective.settings);
    return { ...live, ...Object.fromEntries(ignored.map((setting) => [setting, was[setting]])) };
}

const text = (value: string | boolean): string => (typeof value === "string" ? `"${value}"` : String(value));
