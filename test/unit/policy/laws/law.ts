/** A law of the rules, and how it is tried. */
import fc from "fast-check";

export interface Law {
    /** A sentence. */
    readonly name: string;
    /** Throws where the law does not hold for what was drawn at random. */
    readonly property: fc.IProperty<unknown>;
}

/** `LAWS_SEED=7` repeats a run, `LAWS_RUNS=200` makes another number of trees. */
export function seed(): number {
    return Number(process.env.LAWS_SEED ?? Date.now() % 2 ** 31);
}

export const runs = (usual: number): number => Number(process.env.LAWS_RUNS ?? usual);

/** @throws with the smallest counter-example, and the seed that finds it again */
export function hold({ property }: Law, numRuns: number, from: number = seed()): void {
    fc.assert(property, { numRuns, seed: from });
}
