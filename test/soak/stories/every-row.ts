/** Every story of a tenant's life under rows of the table in which every two values of any two switches meet. */
import { STORIES } from "../../engine/stories/all.js";
import { tell } from "../../engine/stories/story.js";
import { PAIRWISE, titleOf } from "../../harness/pairwise.js";
import { soaked } from "../matrices.js";

/** The rows go to two files, which run beside each other. */
const HALF = Math.ceil(PAIRWISE.length / 2);
const HALVES = { first: PAIRWISE.slice(0, HALF), last: PAIRWISE.slice(HALF) };

export function tellUnder(half: keyof typeof HALVES): void {
    const rows = HALVES[half];
    const found = soaked(`Stories of a tenant's life, the ${half} rows`);

    test("there are at least forty stories, each with a name of its own", () => {
        expect(STORIES.length).toBeGreaterThanOrEqual(40);
        expect(new Set(STORIES.map(({ name }) => name)).size).toBe(STORIES.length);
    });

    describe.each(rows.map((row) => ({ row, title: titleOf(row) })))("$title", ({ row }) => {
        test.each(STORIES)("$name", async (story) => {
            // Under the default each run has a process of its own, as in the engine.
            await tell(story, row, row !== PAIRWISE[0]);
            found.add(1);
        });
    });

    found.write(rows.length * STORIES.length, (told) => `${told} tellings: ${STORIES.length} stories under each of ${rows.length} rows`);
}
