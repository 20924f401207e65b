#!/usr/bin/env node
/** `cvg`: the command line beside the provider. Loads nothing else before it is known that this Node can. */
import { enableCompileCache } from "node:module";
import { nodeProblem } from "../package/node-version.js";

const problem = nodeProblem();
if (problem === undefined) {
    // Node keeps compiled code in the folder for temporary files, so that the next command starts sooner.
    enableCompileCache();
    void import("./command-line.js").then(({ commandLine }) => commandLine());
} else {
    process.stderr.write(`${problem}\n`);
    process.exitCode = 1;
}
