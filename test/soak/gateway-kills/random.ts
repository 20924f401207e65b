/** Chance that can be repeated: the same seed, the same choices. */
export interface Random {
    /** From 0 to 1, without 1. */
    next(): number;
    /** A whole number from `from` to `to`, both included. */
    whole(from: number, to: number): number;
    pick<T>(list: readonly T[]): T;
    happens(probability: number): boolean;
}

/** mulberry32: a generator of 32 bits that is good enough to choose what to do next. */
export function createRandom(seed: number): Random {
    let state = seed >>> 0;
    const next = () => {
        state = (state + 0x6d2b79f5) >>> 0;
        let mixed = Math.imul(state ^ (state >>> 15), state | 1);
        mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
        return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
    };
    const whole = (from: number, to: number) => from + Math.floor(next() * (to - from + 1));
    return {
        next,
        whole,
        pick: (list) => {
            const chosen = list[whole(0, list.length - 1)];
            if (chosen === undefined) throw new Error("nothing to choose from");
            return chosen;
        },
        happens: (probability) => next() < probability,
    };
}
