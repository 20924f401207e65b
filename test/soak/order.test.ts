/** The order of writes with a failure at every write, done or not: every story in both styles and at the reseller, in every combination. */
import { COMBINATIONS, changeInOrder, type Program, type Told } from "../engine/policy/in-order.js";
import { acrossReseller, inStyle } from "../engine/policy/programs.js";
import { STORY_NAMES } from "../engine/policy/stories.js";
import { soaked } from "./matrices.js";

/** More than any story writes: the last of them must not fail, so that every write was met. */
const WRITES = [...Array(20).keys()];
const FAILURES = [false, true].flatMap((done) => WRITES.map((write) => ({ write, done })));

const found = soaked("The order of writes");

/** The writes that failed. */
function failed(told: readonly Told[], programs: readonly Program[], done: boolean): readonly number[] {
    const names = new Set(told.filter(({ change }) => change.problem !== undefined).map(({ name }) => name));
    return programs.flatMap(({ name, failure }) => (failure?.done === done && names.has(name) ? [failure.write] : []));
}

describe.each(COMBINATIONS)("tightening: $tightening, looserWrite: $looserWrite", (behaviour) => {
    test.each(["inline", "policies"] as const)("every story, and any write of it fails (%s)", async (style) => {
        const stories = STORY_NAMES.map((story) => ({ story, programs: FAILURES.map((failure) => inStyle(style, story, failure)) }));
        const told = await changeInOrder(
            behaviour,
            stories.flatMap(({ programs }) => programs),
        );
        let failures = 0;
        for (const { story, programs } of stories) {
            for (const done of [false, true]) {
                const writes = failed(told, programs, done);
                failures += writes.length;
                expect({ story, done, writes }).toEqual({ story, done, writes: WRITES.slice(0, writes.length) });
                expect({ story, done, met: writes.length > 0 && writes.length < WRITES.length }).toEqual({ story, done, met: true });
            }
        }
        found.add(failures);
    });

    test.each(["looser", "stricter"] as const)("the reseller becomes %s, and any write of it fails", async (direction) => {
        let failures = 0;
        for (const done of [false, true]) {
            let writes = 0;
            for (let failing = true; failing; writes += 1) {
                const [told] = await changeInOrder(behaviour, [acrossReseller(direction, { write: writes, done })]);
                failing = told?.change.problem !== undefined;
            }
            // One that fails, at least, and the run in which none does.
            expect(writes).toBeGreaterThan(1);
            failures += writes - 1;
        }
        found.add(failures);
    });
});

found.write(
    4 * COMBINATIONS.length,
    (failures) =>
        `${failures} failing writes, done or not: each write of ${STORY_NAMES.length} changes, inline and as policies, and of the reseller both ways, in ${COMBINATIONS.length} combinations`,
);
