/** The quickstart's whole life with each value of each of the gateway's switches. Every two values together: `npm run soak`. */
import { EVERY_VALUE, titleOf } from "../../harness/pairwise.js";
import { liveThroughItAll } from "./quickstart-life.js";

test.each(EVERY_VALUE.map((row) => ({ row, title: titleOf(row) })))("$title", ({ row }) => liveThroughItAll(row));
