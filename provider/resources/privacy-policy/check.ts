/** Checks a policy against the level above its unit; at the reseller, against nothing but itself. */
import { type Checked, type CheckRequest, type Draft, type Failure, UNKNOWN } from "../../engine/definition.js";
import { type Gateway, LEVELS, type Level, liveAt } from "../../gateway/index.js";
import { effectiveAtTop, readable, SETTING_NAMES } from "../../policy/index.js";
import { resolveAbove } from "../privacy/above.js";
import { checkSettings, ownOf, resolvedOutputs, tellConsequences, tellWithoutEffect } from "../privacy/settings.js";

/** How a program names the reseller that is configured. */
export const RESELLER_SCOPE = "reseller";

export const pickSettings = (draft: Draft): Draft =>
    Object.fromEntries(SETTING_NAMES.filter((name) => draft[name] !== undefined).map((name) => [name, draft[name]]));

interface Place {
    readonly level: Level;
    readonly parent: { readonly level: Level; readonly token: unknown };
}

const levelAbove = (level: Level): Level => LEVELS[Math.max(0, LEVELS.indexOf(level) - 1)] ?? "reseller";

/** Where the policy's unit stands: as the program told, else by the gateway's tree. */
async function placeOf(gateway: Gateway, scope: unknown, hidden: Draft): Promise<Place | undefined> {
    if (scope === gateway.reseller) return { level: "reseller", parent: { level: "reseller", token: gateway.reseller } };
    const unit = typeof scope === "string" ? (await gateway.tree()).find(scope) : undefined;
    const level = unit?.level ?? LEVELS.find((candidate) => candidate === hidden.__level);
    return level === undefined ? undefined : { level, parent: { level: levelAbove(level), token: unit?.above?.token ?? UNKNOWN } };
}

/** At the top nothing is above: a period or a switch is needed. */
const nothingToInherit = (by: string, written: Draft): readonly Failure[] =>
    SETTING_NAMES.filter((name) => written[name] === "inherit" || (typeof written[name] === "object" && written[name] !== null)).map(
        (name) => ({
            code: "CVG102",
            what: `${by}: ${name} cannot follow the level above, because nothing is above the reseller.`,
            remedy: "Give a value, or leave it out: then it is not managed.",
        }),
    );

async function checkReseller({ gateway, log, before }: CheckRequest, by: string, inputs: Draft, written: Draft): Promise<Checked> {
    const failures = nothingToInherit(by, written);
    if (failures.length > 0) return { failures };
    // Settings that are left out at the reseller are not managed: they count as they are.
    const stored = (await liveAt(gateway, "reseller", gateway.reseller)).effective.settings;
    const own = ownOf(written);
    const effective = effectiveAtTop(stored, own.settings, { level: "reseller", by });
    const outputs = resolvedOutputs({ effective, unknown: own.unknown });
    tellConsequences(log, by, before ?? { effective: readable(stored) }, outputs.effective);
    return { inputs: { ...inputs, level: "reseller", ...outputs } };
}

/** What applies before this run: as recorded, or as it is live at a unit that was there before its policy. A unit that is new has no data to lose. */
async function appliedBefore({ before, gateway }: CheckRequest, level: Level, scope: unknown): Promise<Draft | undefined> {
    if (before !== undefined) return before;
    const unit = typeof scope === "string" ? (await gateway.tree()).find(scope) : undefined;
    if (unit === undefined || unit.made === true || typeof scope !== "string") return undefined;
    return { effective: readable((await liveAt(gateway, level, scope)).effective.settings) };
}

export async function checkPolicy(request: CheckRequest): Promise<Checked> {
    const { inputs, before, hidden, gateway, log } = request;
    const by = typeof hidden.__by === "string" ? hidden.__by : "this policy";
    const scope = inputs.scope === RESELLER_SCOPE ? gateway.reseller : inputs.scope;
    const written = pickSettings(inputs);
    const place = await placeOf(gateway, scope, hidden);
    if (place === undefined) {
        if (scope === UNKNOWN) return { inputs: { ...inputs, level: UNKNOWN, effective: UNKNOWN, decidedBy: UNKNOWN } };
        const what = `${by}: scope ${String(scope)} is no unit of this reseller.`;
        return {
            failures: [
                { code: "CVG301", what, remedy: "Give the unit itself, or the token of one of its customers, accounts or projects." },
            ],
        };
    }
    if (place.level === "reseller") return checkReseller(request, by, { ...inputs, scope }, written);
    const owner = { level: place.level, by };
    const above = await resolveAbove(gateway, place.parent, hidden);
    const settings = checkSettings(owner, written, before, above);
    if (!("written" in settings)) return { failures: settings };
    tellWithoutEffect(log, owner, written, settings.effective, before);
    tellConsequences(log, by, await appliedBefore(request, place.level, scope), settings.effective);
    const { effective, decidedBy } = settings;
    return { inputs: { ...inputs, ...settings.written, scope, level: place.level, effective, decidedBy } };
}
