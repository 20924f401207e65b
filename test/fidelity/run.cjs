// `npm run fidelity`: the vendor's own published clients, unmodified, against the embedded gateway. Ends with 3 where there is no Python 3.9 or later.
const { spawnSync } = require("node:child_process");
const { join } = require("node:path");
const { prepared, PACKAGES } = require("./prepare.cjs");

const python = prepared();
if (python === undefined) {
    console.error(`fidelity: there is no Python 3.9 or later with venv and pip here, so ${PACKAGES.join(" and ")} were not run.`);
    process.exit(3);
}
const jest = [require.resolve("jest/bin/jest"), ...process.argv.slice(2), "--selectProjects", "fidelity"];
const { status } = spawnSync(process.execPath, jest, {
    cwd: join(__dirname, "../.."),
    stdio: "inherit",
    env: { ...process.env, CVG_FIDELITY_PYTHON: python },
});
process.exitCode = status ?? 1;
