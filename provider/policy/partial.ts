/** The rules where not everything is known yet: in previews a value may come out of a resource that does not exist. */
import { formatPeriod, parsePeriod } from "./period.js";
import { eachSetting, effective, effectiveAtTop, settingsOf, type Violation, violations } from "./rules.js";
import {
    type Decider,
    type Effective,
    looseness,
    type Owner,
    type OwnPeriod,
    type OwnSettings,
    type OwnSwitch,
    type Settings,
    strictest,
} from "./settings.js";
import { type ByKind, bySetting, isPeriod, type PeriodName, SETTING_NAMES, type SettingName, type SwitchName } from "./table.js";

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

/** What stands in a wish that depends on the level above; undefined for anything else. */
function wishOf(name: SettingName, value: unknown): unknown {
    if (typeof value !== "object" || value === null) return undefined;
    if (isPeriod(name)) return "atMost" in value ? value.atMost : undefined;
    return "ifAllowed" in value ? value.ifAllowed : undefined;
}

function ownPeriod(name: PeriodName, value: unknown): OwnPeriod | undefined {
    if (typeof value === "string") return parsePeriod(value);
    const limit = wishOf(name, value);
    const milliseconds = typeof limit === "string" ? parsePeriod(limit) : undefined;
    return milliseconds === undefined ? undefined : { atMost: milliseconds };
}

function ownSwitch(name: SwitchName, value: unknown): OwnSwitch | undefined {
    if (typeof value === "boolean") return value;
    const wish = wishOf(name, value);
    return typeof wish === "boolean" ? { ifAllowed: wish } : undefined;
}

/** Reads settings as a user writes them. `"inherit"` and what is left out say nothing, and neither does what is no setting's value: that is refused elsewhere. */
export function readOwn(written: Readonly<Record<string, unknown>>, isUnknown: (value: unknown) => boolean): Own {
    const unknown = SETTING_NAMES.filter((name) => isUnknown(written[name]) || isUnknown(wishOf(name, written[name])));
    const known = SETTING_NAMES.map((name): readonly [SettingName, OwnSwitch | OwnPeriod | undefined] => {
        const value = written[name];
        return [name, isPeriod(name) ? ownPeriod(name, value) : ownSwitch(name, value)];
    });
    return { settings: Object.fromEntries(known.filter(([, value]) => value !== undefined)), unknown: new Set(unknown) };
}

const isPlain = (own: Own, name: SettingName): boolean => own.settings[name] !== undefined && typeof own.settings[name] !== "object";

/** Whether what is said here applies whatever is allowed above: the strict position is allowed everywhere. */
function holds(own: Own, name: SettingName): boolean {
    const said = own.settings[name];
    return isPlain(own, name) || (typeof said === "object" && "ifAllowed" in said && looseness(name, said.ifAllowed) === 0);
}

/** Settings of which something is not known yet: said here, or inherited from what is not known. */
const stillUnknown = (own: Own, above: ReadonlySet<SettingName>, isSaid: typeof holds): ReadonlySet<SettingName> =>
    new Set(SETTING_NAMES.filter((name) => own.unknown.has(name) || (above.has(name) && !isSaid(own, name))));

/** What applies at a level, as far as it is known: its own plain value holds whatever the level above says, because anything looser is refused. */
export const resolve = (own: Own, above: Resolved, self: Owner): Resolved => ({
    effective: effective(own.settings, above.effective, self),
    unknown: stillUnknown(own, above.unknown, holds),
});

/** The same at the top level, of which `live` is stored: a value that is declared there replaces the stored one, so one that is not known yet forbids nothing. */
export const resolveAtTop = (own: Own, live: Resolved, self: Owner): Resolved => ({
    effective: effectiveAtTop(
        settingsOf((name) => (own.unknown.has(name) ? LOOSEST : live.effective.settings)[name]),
        own.settings,
        self,
    ),
    unknown: stillUnknown(own, live.unknown, isPlain),
});

/** What the level above forbids, as far as both are known. */
export const refused = (own: Own, above: Resolved): readonly Violation[] =>
    violations(own.settings, above.effective).filter(({ setting }) => !above.unknown.has(setting));
