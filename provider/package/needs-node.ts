/** Imported before anything else: other modules fail on an old Node in ways that nobody understands. */
import { nodeProblem } from "./node-version.js";

const problem = nodeProblem();
if (problem !== undefined) {
    const error = new Error(problem);
    // A stack would bury the message.
    error.stack = problem;
    throw error;
}
