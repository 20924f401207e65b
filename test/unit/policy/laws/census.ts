/** How often random trees show what they are meant to show: a law proves nothing about what never came up. */
import fc from "fast-check";
import { LEVELS, SETTING_NAMES, violations } from "../../../../provider/policy/index.js";
import { known, type Veiled, veiledTree } from "./partial-laws.js";
import { applied, pairs, type Tree, tree, weight } from "./trees.js";

/** What every share has to reach, in percent of the trees. */
export const LEAST: Readonly<Record<string, number>> = {
    "a unit asks for more than is allowed": 30,
    "no unit asks for more than is allowed": 30,
    "atMost is longer than what applies above": 10,
    "atMost is shorter than what applies above": 10,
    "ifAllowed is allowed above": 10,
    "ifAllowed is not allowed above": 10,
    "a declared value is what applies above anyway": 20,
    "a live value is what applies above anyway": 10,
    "a live level decides": 10,
    "a level says nothing": 20,
    "two units side by side": 30,
    ...Object.fromEntries(SETTING_NAMES.map((name) => [`${name} is refused`, 5])),
    ...Object.fromEntries(LEVELS.flatMap((level) => SETTING_NAMES.map((name) => [`${level} decides ${name}`, 5]))),
    "a hidden value holds back a unit that inherits": 20,
    "a plain value below a hidden one": 20,
    "atMost below a hidden value": 10,
    "ifAllowed below a hidden value": 5,
    "everything about a unit is known": 20,
    "a refusal is known although something is hidden": 10,
};

/** Percent of the trees, by what they show. */
export function shares(trees: number, seed: number): Readonly<Record<string, number>> {
    const counts = new Map<string, number>();
    const count = (features: Iterable<string>): void => {
        for (const feature of new Set(features)) counts.set(feature, (counts.get(feature) ?? 0) + 1);
    };
    for (const drawn of fc.sample(tree, { numRuns: trees, seed })) count(features(drawn));
    for (const drawn of fc.sample(veiledTree, { numRuns: trees, seed })) count(veiledFeatures(drawn));
    return Object.fromEntries(Object.keys(LEAST).map((feature) => [feature, (100 * (counts.get(feature) ?? 0)) / trees]));
}

function* features(all: Tree): Generator<string> {
    let refusals = 0;
    for (const { unit, above, at } of pairs(all)) {
        const refused = violations(unit.own, above);
        refusals += refused.length;
        for (const { setting } of refused) yield `${setting} is refused`;
        if (Object.keys(unit.own).length === 0) yield "a level says nothing";
        for (const name of SETTING_NAMES) {
            const value = unit.own[name];
            if (typeof value === "object" && "atMost" in value)
                yield `atMost is ${value.atMost > Number(above.settings[name]) ? "longer" : "shorter"} than what applies above`;
            if (typeof value === "object" && "ifAllowed" in value)
                yield `ifAllowed is ${weight(name, value.ifAllowed) > weight(name, above.settings[name]) ? "not " : ""}allowed above`;
            if (value === above.settings[name]) yield `a ${unit.by === "live" ? "live" : "declared"} value is what applies above anyway`;
            if (unit.by === "live" && at.decidedBy[name].level === unit.level) yield "a live level decides";
        }
    }
    yield refusals === 0 ? "no unit asks for more than is allowed" : "a unit asks for more than is allowed";
    if (all.units.length > LEVELS.length) yield "two units side by side";
    for (const [place, { decidedBy }] of applied(all).entries()) {
        if (all.units[place]?.level === "project") for (const name of SETTING_NAMES) yield `${decidedBy[name].level} decides ${name}`;
    }
}

function* veiledFeatures(veil: Veiled): Generator<string> {
    const resolved = known(veil);
    let unknowns = 0;
    let refusals = 0;
    for (const [place, unit] of veil.tree.units.entries()) {
        const above = unit.above === null ? undefined : resolved[unit.above];
        if (above === undefined) continue;
        unknowns += above.unknown.size;
        if (resolved[place]?.unknown.size === 0) yield "everything about a unit is known";
        for (const name of above.unknown) {
            if (veil.hidden[place]?.includes(name)) continue;
            const value = unit.own[name];
            if (value === undefined) yield "a hidden value holds back a unit that inherits";
            else
                yield typeof value === "object"
                    ? `${"atMost" in value ? "atMost" : "ifAllowed"} below a hidden value`
                    : "a plain value below a hidden one";
        }
        refusals += violations(unit.own, above.effective).filter(
            ({ setting }) => !above.unknown.has(setting) && !veil.hidden[place]?.includes(setting),
        ).length;
    }
    if (unknowns > 0 && refusals > 0) yield "a refusal is known although something is hidden";
}
