/** The quickstart's whole life, whichever way the gateway behaves: every two values of any two switches. */
import { liveThroughItAll } from "../engine/life/quickstart-life.js";
import { PAIRWISE, titleOf } from "../harness/pairwise.js";
import { soaked } from "./matrices.js";

const found = soaked("The life of the quickstart");

test.each(PAIRWISE.map((row) => ({ row, title: titleOf(row) })))("$title", async ({ row }) => {
    await liveThroughItAll(row);
    found.add(1);
});

found.write(PAIRWISE.length, (lives) => `${lives} lives, one under each row of the table`);
