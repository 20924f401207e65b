/** How often random trees show what they are meant to show: a comparison proves nothing about what never came up. */
import { LEVELS, type Level, SETTING_NAMES } from "../../../provider/policy/index.js";
import type { Outcome } from "./agreement.js";
import { looseness, ODD_PERIODS, type Tree, type TreeUnit } from "./trees.js";

export interface Census {
    add(tree: Tree, outcome: Outcome): void;
    /** Percent of all trees, by what they show. */
    shares(): Readonly<Record<string, number>>;
}

/** What every share has to reach, in percent of the trees. */
export const LEAST: Readonly<Record<string, number>> = {
    "a stored value looser than above": 30,
    "no stored value looser than above": 30,
    "a write refused": 30,
    "a write accepted": 30,
    ...Object.fromEntries(SETTING_NAMES.map((name) => [`${name} refused`, 5])),
    ...Object.fromEntries(LEVELS.flatMap((level) => SETTING_NAMES.map((name) => [`${level} decides ${name}`, 5]))),
    ...Object.fromEntries(Object.keys(ODD_PERIODS).map((period) => [`${period} stored`, 5])),
};

export function takeCensus(): Census {
    const counts = new Map<string, number>();
    let trees = 0;
    return {
        add: (tree, outcome) => {
            trees++;
            const features = new Set([...storedFeatures(tree.units), ...writeFeatures(outcome)]);
            if (!features.has("a stored value looser than above")) features.add("no stored value looser than above");
            for (const feature of features) counts.set(feature, (counts.get(feature) ?? 0) + 1);
        },
        shares: () => Object.fromEntries(Object.keys(LEAST).map((feature) => [feature, (100 * (counts.get(feature) ?? 0)) / trees])),
    };
}

function* writeFeatures({ refusals }: Outcome): Generator<string> {
    for (const refused of refusals) {
        yield refused.length > 0 ? "a write refused" : "a write accepted";
        for (const name of refused) yield `${name} refused`;
    }
}

function* storedFeatures(units: readonly TreeUnit[]): Generator<string> {
    for (const unit of units) {
        const { recordingRetention, dialogRetention } = unit.stored;
        for (const [period, milliseconds] of Object.entries(ODD_PERIODS)) {
            if (recordingRetention === milliseconds || dialogRetention === milliseconds) yield `${period} stored`;
        }
        if (unit.level !== "project") continue;
        const chain = chainTo(unit, units);
        for (const name of SETTING_NAMES) {
            const weights = chain.map(({ stored }) => looseness(name, stored[name]));
            if (weights.some((weight, depth) => weight > Math.min(...weights.slice(0, depth)))) yield "a stored value looser than above";
            const level = deciding(weights);
            if (level !== undefined) yield `${level} decides ${name}`;
        }
    }
}

/** From the reseller down to the unit. */
function chainTo(unit: TreeUnit, units: readonly TreeUnit[]): readonly TreeUnit[] {
    const above = unit.above === null ? undefined : units[unit.above];
    return above === undefined ? [unit] : [...chainTo(above, units), unit];
}

/** The first level that is as strict as the strictest; none where all say the same. */
function deciding(weights: readonly number[]): Level | undefined {
    const strictest = Math.min(...weights);
    return weights.every((weight) => weight === strictest) ? undefined : LEVELS[weights.indexOf(strictest)];
}
