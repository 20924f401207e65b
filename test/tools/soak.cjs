// `npm run soak`: the long suites, then the planted faults. With arguments, as for jest, only what they name: `npm run soak -- laws`.
const { spawnSync } = require("node:child_process");
const { join } = require("node:path");

const root = join(__dirname, "../..");
const named = process.argv.slice(2);
const suites = [[require.resolve("jest/bin/jest"), ...named, "--selectProjects", "soak", "--verbose"]];
if (named.length === 0) suites.push([join(root, "test/mutation/run.mjs")]);

const failed = suites.filter((command) => spawnSync(process.execPath, command, { cwd: root, stdio: "inherit" }).status !== 0);
process.exitCode = failed.length === 0 ? 0 : 1;
