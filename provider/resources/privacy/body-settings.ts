/** Settings in the body of a unit: put there, asked back, and read as a program would have written them. */
import type { Draft } from "../../definition/resource-definition.js";
import { CATALOGUE, CvgError } from "../../errors/index.js";
import { type RawBody, settingsOfBody, settingsToWire } from "../../gateway/index.js";
import { formatPeriod, isPeriod, parsePeriod, readable, SETTING_NAMES, type SettingName, type Settings } from "../../policy/index.js";

/** A body with these settings; fields of `commonConfiguration` that we do not know stay. */
export function withSettings(body: RawBody, settings: Settings): RawBody {
    const stored = typeof body.commonConfiguration === "object" && body.commonConfiguration !== null ? body.commonConfiguration : {};
    return { ...body, commonConfiguration: { ...stored, ...settingsToWire(settings) } };
}

/** What was asked must be what the gateway holds now; CVG104 names every setting that it kept otherwise. */
export function requireKept(unit: string, wanted: Partial<Settings>, after: RawBody): void {
    const kept = settingsOfBody(after);
    const text = (name: SettingName, value: boolean | number): string =>
        isPeriod(name) ? `"${formatPeriod(Number(value))}"` : String(value);
    const otherwise = SETTING_NAMES.flatMap((name) => {
        const asked = wanted[name];
        return asked === undefined || asked === kept[name]
            ? []
            : [{ setting: name, asked: text(name, asked), kept: text(name, kept[name]) }];
    });
    if (otherwise.length > 0) throw CvgError.of(CATALOGUE.CVG104.says.kept({ unit, settings: otherwise }));
}

/**
 * What a read found. A setting that still holds what we wrote, or is only cut by a level above, reads as it was written; any other as it is.
 * `managed`: the settings that the resource owns.
 */
export function readSettings(
    body: RawBody,
    managed: readonly SettingName[],
    last: { readonly written: Draft; readonly effective: Draft },
    live: Settings,
): Draft {
    const stored = readable(settingsOfBody(body));
    const applied = readable(live);
    const drifted = managed.filter(
        (name) => !same(name, stored[name], last.effective[name]) && !same(name, applied[name], last.effective[name]),
    );
    return { ...last.written, ...Object.fromEntries(drifted.map((name) => [name, stored[name]])) };
}

const same = (name: SettingName, a: unknown, b: unknown): boolean =>
    isPeriod(name) && typeof a === "string" && typeof b === "string" ? parsePeriod(a) === parsePeriod(b) : a === b;
