/** What a preview says is what `up` does, for at least 300 random pairs of programs, with and without drift in between. */
import { LEAST, tooRare } from "../engine/preview-law/census.js";
import { hold } from "../engine/preview-law/hold.js";
import { runs, seed } from "../unit/policy/laws/index.js";
import { soaked } from "./matrices.js";

const SEED = seed();
const found = soaked("What a preview says is what happens");

test("what applies after up equals what its preview said", async () => {
    const { pairs, counts } = await hold(runs(360), SEED, 3_300);
    const shown = Object.keys(LEAST).map((feature) => `${feature}: ${counts.get(feature) ?? 0}`);
    process.stdout.write(`${pairs} pairs, LAWS_SEED=${SEED}\n${shown.join("\n")}\n`);
    expect(pairs).toBeGreaterThanOrEqual(300);
    expect(tooRare(counts, pairs)).toEqual([]);
    found.add(pairs);
});

found.write(1, (pairs) => `${pairs} random pairs of programs, \`LAWS_SEED=${SEED} npm run soak -- preview-law\` (5)`);
