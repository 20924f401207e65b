/** Checks a policy against the level above its unit; at the reseller, against nothing but itself. */
import { whoIs } from "../../definition/phase/who.js";
import { type Checked, type CheckRequest, type Draft, isIgnored, UNKNOWN } from "../../definition/resource-definition.js";
import { CATALOGUE, type Refusal, unitText } from "../../errors/index.js";
import { type Gateway, LEVELS, type Level, liveAt, type TreeUnit } from "../../gateway/index.js";
import { effectiveAtTop, readable, SETTING_NAMES, type SettingName } from "../../policy/index.js";
import type { Told } from "../../told.js";
import { appliedBefore } from "../privacy/changed-by-others.js";
import { checkSettings, ownOf, resolvedOutputs } from "../privacy/check-settings.js";
import { countBelow } from "../privacy/looser-below.js";
import { secondOwner } from "../privacy/one-owner.js";
import { refusedBelow } from "../privacy/refuse-to-cut.js";
import { tellConsequences, tellWithoutEffect } from "../privacy/tell-settings.js";
import { resolveAbove } from "../privacy/what-applies-above.js";
import { tellBornOpen } from "../unit/judge/tell-changes.js";
import { asOwner, pickOptions, pickSettings, sameDeclaration } from "./declared-by-policy.js";
import { inputsBefore, type PolicyInputsBefore } from "./policy-state.js";

/** How a program names the reseller that is configured. */
const RESELLER_SCOPE = "reseller";

/** The policy's unit: as the gateway's tree has it, else as the program told. */
interface Place {
    readonly level: Level;
    readonly parent: { readonly level: Level; readonly token: unknown };
    /** Undefined while the unit does not exist. */
    readonly unit: TreeUnit | undefined;
}

const levelAbove = (level: Level): Level => LEVELS[Math.max(0, LEVELS.indexOf(level) - 1)] ?? "reseller";

async function placeOf(gateway: Gateway, scope: unknown, told: Told): Promise<Place | undefined> {
    // A unit that is taken over has a token already, although its resource has none yet.
    const token = scope === UNKNOWN ? told.existing : scope;
    const unit = typeof token === "string" ? (await gateway.tree()).find(token) : undefined;
    const level = unit?.level ?? told.level;
    if (level === undefined) return undefined;
    // Where this run moves the unit, the tree still has it at its old place.
    return { level, parent: { level: levelAbove(level), token: told.parent ?? unit?.above?.token ?? UNKNOWN }, unit };
}

/** At the top nothing is above: a period or a switch is needed. */
const nothingToInherit = (by: string, written: Draft): readonly Refusal[] =>
    SETTING_NAMES.filter((name) => written[name] === "inherit" || (typeof written[name] === "object" && written[name] !== null)).map(
        (name) => CATALOGUE.CVG102.says.nothingAbove({ by, setting: name }),
    );

const ignoredBy = ({ ignored }: Told): readonly SettingName[] => SETTING_NAMES.filter((name) => isIgnored(ignored, name));

interface Found {
    readonly written: Draft;
    readonly effective: Draft;
    readonly decidedBy: Draft;
    /** `effective` before this run; undefined where there was nothing that could be lost. */
    readonly was: unknown;
}

/** A request of the shell, with the inputs of the last run taken apart. */
type CheckOfPolicy = Omit<CheckRequest, "before"> & { readonly before: PolicyInputsBefore | undefined };

async function atReseller(request: CheckOfPolicy, by: string, written: Draft): Promise<Found | readonly Refusal[]> {
    const { gateway, before, told } = request;
    const failures = nothingToInherit(by, written);
    if (failures.length > 0) return failures;
    // Settings that are left out at the reseller are not managed: they count as they are.
    const stored = (await liveAt(gateway, "reseller", gateway.reseller)).effective.settings;
    const own = ownOf(written);
    const effective = effectiveAtTop(stored, own.settings, { level: "reseller", by, presets: told.presets });
    const settings = SETTING_NAMES.filter((name) => before?.written[name] !== undefined && !isIgnored(told.ignored, name));
    const unit = { level: "reseller", token: gateway.reseller, name: undefined, settings, ignored: ignoredBy(told) } as const;
    const was = before === undefined ? readable(stored) : await appliedBefore(request, { ...unit, recorded: before.effective });
    return { written, ...resolvedOutputs({ effective, unknown: own.unknown }), was };
}

/** What applies before this run: as recorded, or as it is live at a unit that was there before its policy. A unit that is new has no data to lose. */
async function appliedBelow(request: CheckOfPolicy, { unit }: Place): Promise<unknown> {
    const { before, told, gateway } = request;
    if (before !== undefined && (unit === undefined || before.pending)) return before.effective;
    if (unit === undefined || unit.made === true) return undefined;
    const ignored = ignoredBy(told);
    const settings = SETTING_NAMES.filter((name) => !ignored.includes(name));
    if (before !== undefined) return appliedBefore(request, { ...unit, settings, ignored, recorded: before.effective });
    return readable((await liveAt(gateway, unit.level, unit.token)).effective.settings);
}

async function belowReseller(request: CheckOfPolicy, by: string, written: Draft, place: Place): Promise<Found | readonly Refusal[]> {
    const { before, told, gateway, log, phase } = request;
    const owner = { level: place.level, by, presets: told.presets };
    const settings = checkSettings(owner, written, before?.written, await resolveAbove(gateway, place.parent, told));
    if (!("written" in settings)) return settings;
    if (before === undefined) tellWithoutEffect(log, owner, { ...settings, written });
    const { unit } = place;
    const isWritten = before !== undefined && !before.pending && !sameDeclaration(before, settings);
    // A write replaces what others changed: so it is looked at first, and a run without a preview says it, too.
    if (isWritten && unit !== undefined && !unit.inactive && gateway.known(unit.token) === undefined && phase.mayLook())
        await gateway.settings(unit.level, unit.token);
    return { ...settings, was: await appliedBelow(request, place) };
}

/** The program's word counts for more than the tree: what it activates or makes inactive in this run comes before its policy. */
const isInactive = ({ unit }: Place, told: Told): boolean => (told.active !== undefined ? !told.active : unit?.inactive === true);

export async function checkPolicy(asked: CheckRequest): Promise<Checked> {
    const before = asked.before === undefined ? undefined : inputsBefore(asked.before);
    const request: CheckOfPolicy = { ...asked, before };
    const { inputs, told, gateway, log, phase } = request;
    const by = told.by ?? "this policy";
    const { onDelete, below, because, ...rest } = inputs;
    // A default is no difference to its absence.
    const options = pickOptions({
        because,
        onDelete: onDelete === "keep" ? undefined : onDelete,
        below: below === "cut" ? undefined : below,
    });
    const scope = inputs.scope === RESELLER_SCOPE ? gateway.reseller : inputs.scope;
    const written = pickSettings(inputs);
    const place = await placeOf(gateway, scope, told);
    if (place === undefined) {
        if (scope === UNKNOWN) return { inputs: { ...rest, ...options, level: UNKNOWN, effective: UNKNOWN, decidedBy: UNKNOWN } };
        return { failures: [CATALOGUE.CVG301.says.scope({ by, token: String(scope) })] };
    }
    const { level, unit } = place;
    const second = unit === undefined ? [] : secondOwner(phase.owners, unit.token, asOwner(whoIs(by, told)), by);
    if (second.length > 0) return { failures: second };
    const found = level === "reseller" ? await atReseller(request, by, written) : await belowReseller(request, by, written, place);
    if (!("written" in found)) return { failures: found };
    const { was, effective, decidedBy } = found;
    const refused = below === "refuse" ? await refusedBelow(gateway, by, unit, was, effective) : [];
    if (refused.length > 0) return { failures: refused };
    tellConsequences(log, by, { from: was, to: effective, below: countBelow(unit, told.below) });
    if (before === undefined && unit === undefined) tellBornOpen(log, by, effective);
    const checked = { ...rest, ...options, ...found.written, scope, level, effective, decidedBy };
    if (
        !isInactive(place, told) ||
        (before !== undefined && !before.pending && sameDeclaration(before, { written: pickSettings(checked), effective }))
    )
        return { inputs: checked };
    const name = unit === undefined ? "its unit" : unitText(unit);
    log.each("warning", { unit: by, ...CATALOGUE.CVG114.says.will({ by, unit: name }) });
    return { inputs: { ...checked, pending: true } };
}
