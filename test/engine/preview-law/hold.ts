/** Tries the law of the preview on random pairs of programs. */
import fc from "fast-check";
import { featuresOf } from "./census.js";
import { type Pair, pair } from "./draw.js";
import { judge } from "./law.js";
import { startProcesses } from "./stack.js";

export interface Held {
    /** Pairs whose second program met a preview. */
    readonly pairs: number;
    readonly counts: ReadonlyMap<string, number>;
}

/**
 * @param draws how many pairs are drawn; one whose first program is refused counts for nothing
 * @param seconds after which no further pair is tried
 * @throws with the smallest pair that was found to break the law, its seed, and what preview and update said
 */
export async function hold(draws: number, seed: number, seconds: number): Promise<Held> {
    await using processes = await startProcesses();
    const counts = new Map<string, number>();
    let pairs = 0;
    let isShrinking = false;
    const end = Date.now() + seconds * 1000;
    const law = fc.asyncProperty(pair, async (drawn: Pair) => {
        if (Date.now() > end) return;
        const judged = await judge(processes, drawn);
        const { ended, faults, story } = judged;
        if (faults.length > 0) {
            isShrinking = true;
            throw new Error([...faults, ...story].join("\n"));
        }
        if (isShrinking || ended.startsWith("first")) return;
        pairs += 1;
        for (const feature of featuresOf(drawn, judged)) counts.set(feature, (counts.get(feature) ?? 0) + 1);
    });
    await fc.assert(law, { numRuns: draws, seed });
    return { pairs, counts };
}
