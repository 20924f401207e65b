// `npm run bench`: what a fleet costs, in requests, time, state and memory, and whether the promised limits hold. Writes docs/benchmark.md.
//
//   npm run bench                   80 and 1,000 units: writes the page
//   npm run bench -- --units 80     a part: prints the page instead
import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { measure, violations } from "./measure.mjs";
import { report } from "./report.mjs";

const repository = fileURLToPath(new URL("../..", import.meta.url));
const { values } = parseArgs({ options: { units: { type: "string", multiple: true } } });
const fleets = (values.units ?? ["80", "1000"]).map(Number);
if (!fleets.every((units) => Number.isInteger(units) && units >= 3)) throw new Error("--units takes a whole number from 3");

for (const script of ["engine", "build"]) {
    const { status } = spawnSync("npm", ["run", "--silent", script], { cwd: repository, stdio: "inherit" });
    if (status !== 0) throw new Error(`npm run ${script} ended with ${status}`);
}
const { version } = JSON.parse(readFileSync(new URL("../../node_modules/@pulumi/pulumi/package.json", import.meta.url), "utf8"));

const measurements = [];
for (const units of fleets) measurements.push(await measure(units, console.log));
const broken = measurements.flatMap(violations);
const page = report(measurements, broken, { pulumi: version, node: process.versions.node });
if (values.units === undefined) writeFileSync(new URL("../../docs/benchmark.md", import.meta.url), page);
else console.log(`\n${page}`);
for (const line of broken) console.error(`bench: ${line}`);
process.exitCode = broken.length === 0 ? 0 : 1;
