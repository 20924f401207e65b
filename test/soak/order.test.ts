/** The order of writes with a failure at every write, done or not: every story in both styles and at the reseller, in every combination. */
import { COMBINATIONS, changeInOrder } from "../engine/policy/in-order.js";
import { acrossReseller, inStyle } from "../engine/policy/programs.js";
import { STORY_NAMES } from "../engine/policy/stories.js";

/** More than any story writes: the last of them must not fail, so that every write was met. */
const WRITES = [...Array(16).keys()];
const failures = [false, true].flatMap((done) => WRITES.map((write) => ({ write, done })));

describe.each(COMBINATIONS)("tightening: $tightening, looserWrite: $looserWrite", (behaviour) => {
    describe.each(["inline", "policies"] as const)("%s", (style) => {
        test.each(STORY_NAMES)("%s, and any write of it fails", async (story) => {
            const programs = failures.map((failure) => inStyle(style, story, failure));
            const told = await changeInOrder(behaviour, programs);
            const failed = (done: boolean) =>
                programs.flatMap(({ name, failure }) => {
                    const { problem } = told.find((each) => each.name === name)?.change ?? {};
                    return failure?.done === done && problem !== undefined ? [failure.write] : [];
                });
            for (const writes of [failed(false), failed(true)]) {
                expect(writes).toEqual(WRITES.slice(0, writes.length));
                expect(writes.length).toBeGreaterThan(0);
                expect(writes.length).toBeLessThan(WRITES.length);
            }
        });
    });

    test.each(["looser", "stricter"] as const)("the reseller becomes %s, and any write of it fails", async (direction) => {
        for (const failure of failures) {
            const [told] = await changeInOrder(behaviour, [acrossReseller(direction, failure)]);
            if (told?.change.problem === undefined) expect(failure.write).toBeGreaterThan(1);
        }
    });
});
