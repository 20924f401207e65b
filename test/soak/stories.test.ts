/** Every story of a tenant's life, under every row of the table in which every two values of any two switches meet. */
import { STORIES } from "../engine/stories/all.js";
import { tell } from "../engine/stories/story.js";
import { PAIRWISE } from "../harness/pairwise.js";

test("there are at least forty stories, each with a name of its own", () => {
    expect(STORIES.length).toBeGreaterThanOrEqual(40);
    expect(new Set(STORIES.map(({ name }) => name)).size).toBe(STORIES.length);
});

const rows = PAIRWISE.map((row) => ({ row, title: Object.values(row).join(" ") }));

describe.each(rows)("$title", ({ row }) => {
    test.each(STORIES)("$name", (story) => tell(story, row));
});
