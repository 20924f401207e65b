/** The laws of the rules on random trees; `npm run soak` tries each on ten times as many. */
import { hold, LAWS, LEAST, runs, seed, shares } from "./laws/index.js";

const TREES = runs(1_000);

test.each(LAWS)("$name", (law) => hold(law, TREES));

test("the random trees show what they are meant to show", () => {
    const found = shares(TREES, seed());
    expect(Object.entries(LEAST).filter(([feature, least]) => (found[feature] ?? 0) < least)).toEqual([]);
});
