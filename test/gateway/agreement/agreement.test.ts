import fc from "fast-check";
import { compare, type Outcome } from "./agreement.js";
import { LEAST, takeCensus } from "./census.js";
import { openHttpGateway } from "./http-gateway.js";
import { openStoreGateway } from "./store-gateway.js";
import { type Tree, tree } from "./trees.js";

/** `AGREEMENT_SEED=1 AGREEMENT_TREES=100000 npx jest ...` repeats a run, or makes a longer one. */
const seed = Number(process.env.AGREEMENT_SEED ?? Math.floor(Math.random() * 2 ** 31));
const trees = Number(process.env.AGREEMENT_TREES ?? 10_000);
const overHttp = Math.ceil(trees / 40);
/** Milliseconds, many times of what it takes on a machine that does nothing else. */
const patience = 60_000 + 20 * trees;

const expectAgreement = ({ disagreements }: Outcome): void => expect(disagreements).toEqual([]);

test(
    `the rules and the gateway's SQL agree on ${trees} random trees`,
    async () => {
        const census = takeCensus();
        using gateway = openStoreGateway();
        const agreed = async (tree: Tree): Promise<void> => {
            const outcome = await compare(gateway, tree);
            census.add(tree, outcome);
            expectAgreement(outcome);
        };
        await fc.assert(fc.asyncProperty(tree, agreed), { seed, numRuns: trees });

        const shares = census.shares();
        const rare = Object.entries(LEAST).filter(([feature, least]) => !((shares[feature] ?? 0) >= least));
        expect({ seed, rare: rare.map(([feature]) => `${feature}: in ${shares[feature]} % of the trees`) }).toEqual({ seed, rare: [] });
    },
    patience,
);

test(
    `the rules and the gateway agree over HTTP on ${overHttp} random trees`,
    async () => {
        const agreed = async (tree: Tree): Promise<void> => {
            await using gateway = await openHttpGateway();
            expectAgreement(await compare(gateway, tree));
        };
        await fc.assert(fc.asyncProperty(tree, agreed), { seed, numRuns: overHttp });
    },
    patience,
);
