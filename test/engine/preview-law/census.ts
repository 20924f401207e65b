/** What random pairs of programs showed: a law proves nothing about what never came up. */
import type { Pair } from "./draw.js";
import type { Judged } from "./law.js";

/** Features of a pair, and how many of a hundred must have them at least. */
export const LEAST: Readonly<Record<string, number>> = {
    "the update ran": 60,
    "the preview refused": 3,
    "somebody changed something in between": 20,
    "a unit was made": 5,
    "a unit or policy left": 5,
    "a unit was replaced": 1,
    "a project moved": 3,
    "something got looser": 15,
    "stored data may be lost": 15,
    "something stopped working": 15,
    "a unit became inactive": 2,
    "the gateway behaved otherwise than by default": 20,
    "a unit of the program was named by its token": 5,
    "something was left out": 5,
};

export function* featuresOf(pair: Pair, { ended, plan = {}, codes = [], literals = 0, without = 0 }: Judged): Generator<string> {
    const ops = Object.values(plan);
    if (ended === "applied") yield "the update ran";
    if (ended === "refused") yield "the preview refused";
    if (pair.drift.length > 0) yield "somebody changed something in between";
    if (pair.row !== 0) yield "the gateway behaved otherwise than by default";
    if (literals > 0) yield "a unit of the program was named by its token";
    if (without > 0) yield "something was left out";
    if (ops.includes("create")) yield "a unit was made";
    if (ops.includes("delete")) yield "a unit or policy left";
    if (ops.includes("replace")) yield "a unit was replaced";
    if (codes.includes("CVG325")) yield "a project moved";
    if (codes.includes("CVG108")) yield "something got looser";
    if (codes.includes("CVG107")) yield "stored data may be lost";
    if (codes.includes("CVG109")) yield "something stopped working";
    if (codes.includes("CVG324")) yield "a unit became inactive";
}

/** Shares of a hundred that are below what is demanded. */
export function tooRare(counts: ReadonlyMap<string, number>, pairs: number): readonly string[] {
    return Object.entries(LEAST).flatMap(([feature, least]) => {
        const share = (100 * (counts.get(feature) ?? 0)) / pairs;
        return share >= least ? [] : [`${feature}: ${share.toFixed(1)} % instead of ${least} %`];
    });
}
