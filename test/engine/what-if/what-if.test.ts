/** What-if equals what the provider then does; `npm run soak` holds it to more changes. */
import { declared, edits, ROWS, undeclared } from "./law.js";

const EDITS = 12;
/** Nine resources each. */
const IN_PROGRAMS = 6;
const SEED = 20261127;
const PATIENCE_MS = 240_000;

test.each(ROWS)("a change of a unit that nobody declares does what was foretold: %j", async (row) => {
    const tally = await undeclared(row, edits(EDITS, SEED), SEED);
    expect(tally.done).toBeGreaterThan(EDITS / 2);
    // Where the gateway lets looser values be, they are pinned before a level above is loosened.
    if (row.tightening === "cap") expect(tally.pinned).toBeGreaterThan(0);
});

test.each(ROWS)(
    "a change in a program does what was foretold: %j",
    async (row) => {
        const tally = await declared(row, edits(IN_PROGRAMS, SEED + 1), SEED);
        expect(tally.done).toBeGreaterThan(IN_PROGRAMS / 2);
    },
    PATIENCE_MS,
);
