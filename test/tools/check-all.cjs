// `npm test`: everything that has to hold before a change is merged. Every step runs, so that one look shows all that is wrong; the last line
// is the sum of all suites. Needs Node 20 or later to start (the steps run on the Node 24 that `npm ci` brings), and Go or Pulumi.
const { spawn } = require("node:child_process");
const { join } = require("node:path");
const { forgetTotals, sumOfTotals } = require("./totals.cjs");

const root = join(__dirname, "../..");

/**
 * The scripts of package.json, in an order in which what is quick and what others need comes first. Those that look at the sources and need one core
 * each run side by side; suites start two workers themselves.
 */
const steps = [
    ["build"],
    ["lint", "types", "docs:check"],
    ["test:unit"],
    ["test:gateway"],
    ["test:browser"],
    ["fidelity"],
    ["engine"],
    ["test:engine"],
    ["test:e2e"],
];

/** What a step ends with whose tools are not there: the vendor's clients need a Python and, the first time, a network. */
const NOT_RUN = 3;

/** A step by itself shows what it prints at once; of those side by side each is printed whole, when it has ended. */
const run = (step, alone) =>
    new Promise((ended) => {
        const started = Date.now();
        const printed = [];
        const child = spawn("npm", ["run", "--silent", step], {
            cwd: root,
            stdio: alone ? "inherit" : ["ignore", "pipe", "pipe"],
            shell: process.platform === "win32",
        });
        for (const stream of [child.stdout, child.stderr]) stream?.on("data", (data) => printed.push(data));
        child.once("error", (error) => printed.push(Buffer.from(`${error}\n`)));
        child.once("close", (status) => ended({ step, status, printed: Buffer.concat(printed), seconds: (Date.now() - started) / 1000 }));
    });

const failed = [];
const notRun = [];

async function runAll() {
    for (const group of steps) {
        const alone = group.length === 1;
        if (alone) console.log(`\n=== npm run ${group[0]}`);
        const running = group.map((step) => run(step, alone));
        for (const each of running) {
            const { step, status, printed, seconds } = await each;
            if (!alone) console.log(`\n=== npm run ${step}\n${printed}`);
            const became = status === 0 ? "passed" : status === NOT_RUN ? "NOT RUN" : "FAILED";
            console.log(`=== ${step}: ${became} (${seconds.toFixed(1)} s)`);
            if (became === "FAILED") failed.push(step);
            if (became === "NOT RUN") notRun.push(step);
        }
    }
}

function sumUp() {
    const totals = sumOfTotals();
    if (failed.length > 0) console.log(`\nfailed: ${failed.join(", ")}`);
    if (notRun.length > 0) console.log(`\nnot run: ${notRun.join(", ")}`);
    if (totals.passed + totals.failed === 0) console.log("\nno test ran");
    console.log(`\n${totals.passed} passed, ${totals.failed} failed`);
    process.exitCode = failed.length === 0 && totals.failed === 0 && totals.passed > 0 ? 0 : 1;
}

forgetTotals();
runAll().then(sumUp);
