// `npm run fidelity`: the vendor's own published clients, unmodified, against the embedded gateway. Ends with 3, and says so, where they cannot be
// had: without a Python 3.9 or later with venv and pip, or, the first time, without a network.
const { spawnSync } = require("node:child_process");
const { join } = require("node:path");
const { prepared, PACKAGES } = require("./prepare.cjs");

/** Says why nothing was run. */
function notRun(why) {
    console.error(`fidelity: ${why}: ${PACKAGES.join(" and ")} were not run.`);
    process.exit(3);
}

let python;
try {
    python = prepared();
} catch (error) {
    notRun(`they could not be installed (${error.message})`);
}
if (python === undefined) notRun("there is no Python 3.9 or later with venv and pip here");
const jest = [require.resolve("jest/bin/jest"), ...process.argv.slice(2), "--selectProjects", "fidelity"];
const { status } = spawnSync(process.execPath, jest, {
    cwd: join(__dirname, "../.."),
    stdio: "inherit",
    env: { ...process.env, CVG_FIDELITY_PYTHON: python },
});
process.exitCode = status ?? 1;
