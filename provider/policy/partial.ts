/** The rules where not everything is known yet: in previews a value may come out of a resource that does not exist. */
import { formatPeriod, parsePeriod } from "./period.js";
import { eachSetting, effective, effectiveAtTop, settingsOf, type Violation, violations } from "./rules.js";
import { type Decider, type Effective, type Owner, type OwnPeriod, type OwnSettings, type Settings, strictest } from "./settings.js";
import { type ByKind, bySetting, isPeriod, SETTING_NAMES, type SettingName } from "./table.js";

/** Settings as state, previews and programs hold them: periods as text. */
export type ReadableSettings = ByKind<{ switch: boolean; "console period": string; "any period": string }>;

/** Settings as people read them. */
export const readable = (settings: Settings): ReadableSettings =>
    bySetting(
        (name) => settings[name] === true,
        (name) => formatPeriod(Number(settings[name])),
    );

/** What a level says, as far as it is known, and which settings it says something about that nobody knows yet. */
export interface Own {
    readonly settings: OwnSettings;
    readonly unknown: ReadonlySet<SettingName>;
}

/** Effective settings, of which some may not be known yet; those hold {@link LOOSEST} and forbid nothing. */
export interface Resolved {
    readonly effective: Effective;
    readonly unknown: ReadonlySet<SettingName>;
}

/** The loosest value of each setting: stands in for what is not known. */
export const LOOSEST: Settings = settingsOf((name) => (isPeriod(name) ? Number.MAX_SAFE_INTEGER : !strictest(name)));

/** A level of which nothing is known. */
export const unknownLevel = (self: Decider): Resolved => ({
    effective: { settings: LOOSEST, decidedBy: eachSetting(() => self) },
    unknown: new Set(SETTING_NAMES),
});

/** Undefined for what is no limit. */
const limitOf = (value: unknown): unknown => (typeof value === "object" && value !== null && "atMost" in value ? value.atMost : undefined);

function ownPeriod(value: unknown): OwnPeriod | undefined {
    if (typeof value === "string") return parsePeriod(value);
    const limit = limitOf(value);
    const milliseconds = typeof limit === "string" ? parsePeriod(limit) : undefined;
    return milliseconds === undefined ? undefined : { atMost: milliseconds };
}

/** Reads settings as a user writes them. `"inherit"` and what is left out say nothing, and neither does what is no setting's value: that is refused elsewhere. */
export function readOwn(written: Readonly<Record<string, unknown>>, isUnknown: (value: unknown) => boolean): Own {
    const unknown = SETTING_NAMES.filter((name) => isUnknown(written[name]) || isUnknown(limitOf(written[name])));
    const known = SETTING_NAMES.map((name): readonly [SettingName, boolean | OwnPeriod | undefined] => {
        const value = written[name];
        return [name, isPeriod(name) ? ownPeriod(value) : typeof value === "boolean" ? value : undefined];
    });
    return { settings: Object.fromEntries(known.filter(([, value]) => value !== undefined)), unknown: new Set(unknown) };
}

const isPlain = (own: Own, name: SettingName): boolean => own.settings[name] !== undefined && typeof own.settings[name] !== "object";

/** Settings of which something is not known yet: said here, or inherited from what is not known. */
const stillUnknown = (own: Own, above: ReadonlySet<SettingName>): ReadonlySet<SettingName> =>
    new Set(SETTING_NAMES.filter((name) => own.unknown.has(name) || (above.has(name) && !isPlain(own, name))));

/** What applies at a level, as far as it is known: its own plain value holds whatever the level above says, because anything looser is refused. */
export const resolve = (own: Own, above: Resolved, self: Owner): Resolved => ({
    effective: effective(own.settings, above.effective, self),
    unknown: stillUnknown(own, above.unknown),
});

/** The same at the top level, of which `live` is stored: a value that is declared there replaces the stored one, so one that is not known yet forbids nothing. */
export const resolveAtTop = (own: Own, live: Resolved, self: Owner): Resolved => ({
    effective: effectiveAtTop(
        settingsOf((name) => (own.unknown.has(name) ? LOOSEST : live.effective.settings)[name]),
        own.settings,
        self,
    ),
    unknown: stillUnknown(own, live.unknown),
});

/** What the level above forbids, as far as both are known. */
export const refused = (own: Own, above: Resolved): readonly Violation[] =>
    violations(own.settings, above.effective).filter(({ setting }) => !above.unknown.has(setting));
