/** One implementation of settings for units with inline `privacy` and for PrivacyPolicies: check, write, read. */
import { type Draft, type Log, UNKNOWN } from "../../definition/resource-definition.js";
import { CATALOGUE, CvgError, type Refusal } from "../../errors/index.js";
import { type RawBody, settingsOfBody, settingsToWire } from "../../gateway/index.js";
import {
    consequences,
    explain,
    formatPeriod,
    groupDeciders,
    isPeriod,
    type Owner,
    parsePeriod,
    type Resolved,
    readable,
    readOwn,
    refused,
    resolve,
    SETTING_NAMES,
    type SettingName,
    type Settings,
} from "../../policy/index.js";
import { knownSettings } from "./state-settings.js";
import type { Above } from "./what-applies-above.js";

/** What check makes of settings: as written, as they apply, and who decides them. */
export interface CheckedSettings {
    readonly written: Draft;
    readonly effective: Draft;
    readonly decidedBy: Draft;
}

export const ownOf = (written: Draft) => readOwn(written, (value) => value === UNKNOWN);

/** Keeps the spelling of the last run where the length is the same: "14 days" and "2 weeks" are no change. */
function keepSpelling(now: unknown, before: unknown): unknown {
    if (typeof now !== "string" || typeof before !== "string") return now;
    const length = parsePeriod(now);
    return length !== undefined && length === parsePeriod(before) ? before : now;
}

/** Every setting that the level above forbids, in words. */
function refusals(owner: Owner, written: Draft, above: Above): readonly Refusal[] {
    return refused(ownOf(written), above).map((violation) => {
        const { what, remedy } = explain(violation, above.name, above.scope);
        return CATALOGUE.CVG101.says.looser({ by: owner.by, what, remedy });
    });
}

/** Effective settings as state and previews hold them. */
export function resolvedOutputs({ effective, unknown }: Resolved): { readonly effective: Draft; readonly decidedBy: Draft } {
    const values = readable(effective.settings);
    const known = SETTING_NAMES.filter((name) => !unknown.has(name));
    return {
        effective: Object.fromEntries(SETTING_NAMES.map((name) => [name, unknown.has(name) ? UNKNOWN : values[name]])),
        decidedBy: groupDeciders(Object.fromEntries(known.map((name) => [name, effective.decidedBy[name]]))),
    };
}

/**
 * Settings as they are stored: as written, and "inherit" for one that is not written but stands in the last run's, because it was taken out
 * of the program or has drifted. So a preview names it on both sides, and what never was written takes no room.
 */
function toStore(written: Draft, before: Draft): Draft {
    const names = SETTING_NAMES.filter((name) => written[name] !== undefined || before[name] !== undefined);
    return Object.fromEntries(names.map((name) => [name, keepSpelling(written[name] ?? "inherit", before[name])]));
}

/** Checks the settings of a unit below the reseller against what applies above it. `before`: as they were stored in the last run. */
export function checkSettings(owner: Owner, written: Draft, before: Draft | undefined, above: Above): CheckedSettings | readonly Refusal[] {
    const failures = refusals(owner, written, above);
    if (failures.length > 0) return failures;
    return { written: toStore(written, before ?? {}), ...resolvedOutputs(resolve(ownOf(written), above, owner)) };
}

/** Tells that a retention has nothing to keep. */
export function tellWithoutEffect(log: Log, owner: Owner, { written, effective }: CheckedSettings): void {
    const retention = written.recordingRetention;
    if (retention === undefined || retention === "inherit" || effective.recordings !== false) return;
    log.each("info", { unit: owner.by, ...CATALOGUE.CVG106.says.noEffect({ by: owner.by }) });
}

/** Effective settings, as far as they are known. */
interface ChangeOfSettings {
    /** Of the last run, or of the last refresh. */
    readonly from: unknown;
    readonly to: unknown;
    /** How many units what becomes stricter may reach, in words. What becomes looser reaches none by itself: they are pinned before. */
    readonly below?: string | undefined;
}

/** Tells what a change does to people's data. */
export function tellConsequences(log: Log, by: string, { from, to, below }: ChangeOfSettings): void {
    const [was, becomes] = [knownSettings(from), knownSettings(to)];
    if (was === undefined || becomes === undefined) return;
    for (const { code, setting, what } of consequences(was, becomes)) {
        const said = CATALOGUE[code].says.consequence({ by, what: what.replace(/\.$/, ""), below });
        log.each("warning", { topic: setting, unit: by, ...said });
    }
}

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
