// `npm test`: everything that has to hold before a change is merged. Every step runs, so that one look shows all that is wrong; the last line
// is the sum of all suites. Needs Node 20 or later to start (the steps run on the Node 24 that `npm ci` brings), and Go or Pulumi.
const { spawnSync } = require("node:child_process");
const { join } = require("node:path");
const { forgetTotals, sumOfTotals } = require("./totals.cjs");

const root = join(__dirname, "../..");

/** The scripts of package.json, in an order in which what is quick and what others need comes first. */
const steps = [
    "build",
    "lint",
    "types",
    "docs:check",
    "test:unit",
    "test:gateway",
    "test:browser",
    "fidelity",
    "engine",
    "test:engine",
    "test:e2e",
];

/** What a step ends with whose tools are not there: the vendor's clients need a Python and, the first time, a network. */
const NOT_RUN = 3;

const failed = [];
const notRun = [];
forgetTotals();
for (const step of steps) {
    console.log(`\n=== npm run ${step}`);
    const started = Date.now();
    const { status } = spawnSync("npm", ["run", "--silent", step], { cwd: root, stdio: "inherit", shell: process.platform === "win32" });
    const became = status === 0 ? "passed" : status === NOT_RUN ? "NOT RUN" : "FAILED";
    console.log(`=== ${step}: ${became} (${((Date.now() - started) / 1000).toFixed(1)} s)`);
    if (became === "FAILED") failed.push(step);
    if (became === "NOT RUN") notRun.push(step);
}

const totals = sumOfTotals();
if (failed.length > 0) console.log(`\nfailed: ${failed.join(", ")}`);
if (notRun.length > 0) console.log(`\nnot run: ${notRun.join(", ")}`);
if (totals.passed + totals.failed === 0) console.log("\nno test ran");
console.log(`\n${totals.passed} passed, ${totals.failed} failed`);
process.exitCode = failed.length === 0 && totals.failed === 0 && totals.passed > 0 ? 0 : 1;
