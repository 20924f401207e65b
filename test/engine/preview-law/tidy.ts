/** Plans in which nobody asks for more than is allowed above: most programs are such, and only they get as far as an update. A fold of its own, not the rules'. */
import { SETTING_NAMES, type SettingName } from "../../../provider/policy/index.js";
import type { Place, Plan, Unit, Word, Words } from "./plans.js";

const MINUTES: Readonly<Record<string, number>> = {
    "10 minutes": 10,
    "1 hour": 60,
    "36 hours": 2160,
    "1 day": 1440,
    "1 week": 10_080,
    "1 month": 43_200,
};

/** Larger is looser. */
export const weight = (name: SettingName, value: boolean | string): number =>
    typeof value === "string" ? (MINUTES[value] ?? 0) : Number(name === "anonymizeNumbers" ? !value : value);

export type Values = Readonly<Record<SettingName, boolean | string>>;

/** What the console's tenant and the reseller allow, by name; the reseller's under "reseller". */
export type LiveLimits = ReadonlyMap<string, Values>;

const NAMED = ["1 month", "1 week", "1 day", "1 hour", "10 minutes"];

function cut(
    name: SettingName,
    word: Word | undefined,
    allowed: boolean | string,
): { readonly word: Word | undefined; readonly applies: boolean | string } {
    if (word === undefined || word === "inherit") return { word, applies: allowed };
    const asked = typeof word === "object" ? word.wish : word;
    if (weight(name, asked) <= weight(name, allowed)) return { word, applies: asked };
    if (typeof word === "object") return { word, applies: allowed };
    const fits = typeof allowed === "string" ? (NAMED.find((each) => weight(name, each) <= weight(name, allowed)) ?? allowed) : allowed;
    return { word: fits, applies: fits };
}

function cutAll(words: Words, allowed: Values): { readonly words: Words; readonly applies: Values } {
    const each = SETTING_NAMES.map((name) => [name, cut(name, words[name], allowed[name])] as const);
    return {
        words: Object.fromEntries(each.filter(([, { word }]) => word !== undefined).map(([name, { word }]) => [name, word])),
        applies: Object.assign({}, allowed, Object.fromEntries(each.map(([name, { applies }]) => [name, applies]))),
    };
}

/** @param above what is live in the console's tenant: who stands where, the reseller first */
export function tidy(plan: Plan, live: LiveLimits, above: ReadonlyMap<string, string>): Plan {
    const at = new Map<string, Values>();
    const limits = new Map(live);
    const policies = new Map(plan.policies.map((policy) => [policy.scope === "reseller" ? "reseller" : policy.scope.live, policy]));
    // The console's tenant from the top down: a level that is tightened cuts what is live below it.
    for (const [name, stored] of live) {
        const policy = policies.get(name);
        const limit = limits.get(above.get(name) ?? "");
        if (limit === undefined) {
            limits.set(name, Object.assign({}, stored, policy?.settings));
            continue;
        }
        const { words, applies } = cutAll(policy?.settings ?? {}, limit);
        limits.set(name, policy === undefined ? cutAll(stored, limit).applies : applies);
        if (policy !== undefined) policies.set(name, { ...policy, settings: words });
    }
    const reseller = limits.get("reseller");
    const limitOf = (place: Place | undefined): Values | undefined =>
        place === undefined ? reseller : "live" in place ? limits.get(place.live) : at.get(place.unit);
    const units = plan.units.map((unit): Unit => {
        const limit = limitOf(unit.above);
        if (limit === undefined) throw new Error(`${unit.by} stands nowhere`);
        const { words, applies } = cutAll(unit.settings ?? {}, limit);
        at.set(unit.by, applies);
        return unit.settings === undefined ? unit : { ...unit, settings: words };
    });
    return { units, policies: [...policies.values()] };
}
