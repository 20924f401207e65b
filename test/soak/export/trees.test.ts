/** Random trees, as a console and other clients leave them, exported and taken over. */
import fc from "fast-check";
import { plantedTenancy } from "../../harness/planted-tenancy.js";
import { soaked } from "../matrices.js";
import { formOf, ofTrees } from "./circle.js";

const SEED = Number(process.env.LAWS_SEED ?? 20261127);
const trees = fc.sample(plantedTenancy(3), { numRuns: 9, seed: SEED });

const soak = soaked("Exported and taken over, random trees");
soak.write(trees.length, (cases) => `${cases} units in ${trees.length} trees with any settings (seed ${SEED}) (6)`);
test.each(trees.map((tree, index) => [index, tree] as const))(`tree %i of seed ${SEED}`, async (index, tree) => {
    const ends = await ofTrees(tree, {}, formOf(index));
    expect(ends.written).toBe(ends.foretold);
    soak.add(ends.units);
});
