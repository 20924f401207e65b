/** Holds the rules and a gateway against each other on one tree. */
import { type Level, SETTING_NAMES, type SettingName, type Settings } from "../../../provider/policy/index.js";
import { effectiveByRules, judge } from "./rules.js";
import type { Tree, TreeUnit, Write } from "./trees.js";
import type { Answer } from "./wire.js";

/** The embedded gateway, over HTTP or by its store. */
export interface Gateway {
    /** Holds this tree and nothing else from then on. @returns the units' tokens, in the same order */
    build(units: readonly TreeUnit[], unchangedLooser: Tree["unchangedLooser"]): Promise<readonly string[]>;
    /** What applies at these units. */
    effective(tokens: readonly string[]): Promise<readonly Settings[]>;
    create(level: Level, above: string, settings: Settings): Promise<Answer>;
    update(level: Level, token: string, settings: Settings): Promise<Answer>;
}

export interface Outcome {
    /** In words, the setting first; none is agreement. */
    readonly disagreements: readonly string[];
    /** The settings for which each write was refused; none where it was accepted. */
    readonly refusals: readonly (readonly SettingName[])[];
}

export async function compare(gateway: Gateway, { units, writes, unchangedLooser }: Tree): Promise<Outcome> {
    const tokens = [...(await gateway.build(units, unchangedLooser))];
    const now = [...units];
    const refusals: (readonly SettingName[])[] = [];
    const disagreements = [...(await aboutEffective(gateway, now, tokens))];
    for (const write of writes) {
        if (disagreements.length > 0) break;
        const { place, level, above } = chosen(write, now);
        const limits = effectiveByRules(now)[above];
        if (limits === undefined) throw new Error("a write below a unit that does not exist");
        const stored = write.verb === "update" ? now[place]?.stored : undefined;
        const { sent, refused } = judge(write, limits, stored, unchangedLooser);
        const answer =
            write.verb === "update"
                ? await gateway.update(level, tokens[place] ?? "", sent)
                : await gateway.create(level, tokens[above] ?? "", sent);
        const byGateway = "refused" in answer ? answer.refused : [];
        refusals.push(byGateway);
        disagreements.push(...aboutRefusal(`${write.verb} of ${level}`, refused, byGateway));
        if ("refused" in answer) continue;
        now[place] = { level, above, stored: sent };
        tokens[place] = answer.token;
    }
    if (disagreements.length === 0) disagreements.push(...(await aboutEffective(gateway, now, tokens)));
    return { disagreements, refusals };
}

/** The unit that a write is about: one below the reseller, or the place after all others, below a unit that is no project. */
function chosen(
    { verb, choice }: Write,
    units: readonly TreeUnit[],
): { readonly place: number; readonly level: Level; readonly above: number } {
    const places = units.flatMap(({ level }, place) => (level === (verb === "update" ? "reseller" : "project") ? [] : [place]));
    const place = places[choice % places.length] ?? 0;
    const unit = units[place];
    if (unit === undefined) throw new Error("a tree without units");
    if (verb === "update") return { place, level: unit.level, above: unit.above ?? 0 };
    return { place: units.length, level: BELOW[unit.level], above: place };
}

const BELOW: Readonly<Record<Level, Level>> = { reseller: "customer", customer: "account", account: "project", project: "project" };

async function aboutEffective(gateway: Gateway, units: readonly TreeUnit[], tokens: readonly string[]): Promise<readonly string[]> {
    const byRules = effectiveByRules(units);
    const byGateway = await gateway.effective(tokens);
    return units.flatMap(({ level }, place) =>
        SETTING_NAMES.flatMap((name) => {
            const [rules, other] = [byRules[place]?.settings[name], byGateway[place]?.[name]];
            return rules === other && rules !== undefined
                ? []
                : [`${name} at ${level} ${place}: ${rules} by the rules, ${other} by the gateway`];
        }),
    );
}

function aboutRefusal(what: string, byRules: readonly SettingName[], byGateway: readonly SettingName[]): readonly string[] {
    return SETTING_NAMES.flatMap((name) => {
        const [rules, other] = [byRules.includes(name), byGateway.includes(name)];
        if (rules === other) return [];
        return [`${name} in ${what}: ${rules ? "refused" : "allowed"} by the rules, ${other ? "refused" : "allowed"} by the gateway`];
    });
}
