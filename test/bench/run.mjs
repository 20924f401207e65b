// `npm run bench`: what a fleet costs, in requests, time, state and memory, and whether the promised limits hold. Writes docs/benchmark.md.
//
//   npm run bench                   80 and 1,000 units: writes the page
//   npm run bench -- --units 80     a part: prints the page instead
//   npm run bench -- rules          the rules alone, in seconds: writes its section of the page
import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { measure, violations } from "./measure.mjs";
import { report } from "./report.mjs";
import { measureRules, violationsOfRules } from "./rules/measure.mjs";
import { sectionOfRules, withSectionOfRules } from "./rules/report.mjs";

const repository = fileURLToPath(new URL("../..", import.meta.url));
const benchmark = new URL("../../docs/benchmark.md", import.meta.url);
const { values, positionals } = parseArgs({ options: { units: { type: "string", multiple: true } }, allowPositionals: true });
const [part] = positionals;
if (positionals.length > 1 || (part !== undefined && part !== "rules")) throw new Error('the only part with a name is "rules"');
const fleets = (values.units ?? ["80", "1000"]).map(Number);
if (!fleets.every((units) => Number.isInteger(units) && units >= 3)) throw new Error("--units takes a whole number from 3");

for (const script of part === undefined ? ["engine", "build"] : ["build"]) {
    const { status } = spawnSync("npm", ["run", "--silent", script], { cwd: repository, stdio: "inherit" });
    if (status !== 0) throw new Error(`npm run ${script} ended with ${status}`);
}
const { version } = JSON.parse(readFileSync(new URL("../../node_modules/@pulumi/pulumi/package.json", import.meta.url), "utf8"));
const versions = { pulumi: version, node: process.versions.node };

async function fleetPage() {
    const measurements = [];
    for (const units of fleets) measurements.push(await measure(units, console.log));
    const broken = measurements.flatMap(violations);
    return { text: report(measurements, broken, versions), broken };
}

async function rulesSection() {
    const measured = await measureRules();
    return { text: sectionOfRules(measured, versions), broken: violationsOfRules(measured) };
}

const broken = [];
if (part === "rules") {
    const section = await rulesSection();
    broken.push(...section.broken);
    writeFileSync(benchmark, withSectionOfRules(readFileSync(benchmark, "utf8"), section.text));
    console.log(section.text);
} else {
    const fleet = await fleetPage();
    broken.push(...fleet.broken);
    if (values.units === undefined) {
        const section = await rulesSection();
        broken.push(...section.broken);
        writeFileSync(benchmark, withSectionOfRules(fleet.text, section.text));
    } else console.log(`\n${fleet.text}`);
}
for (const line of broken) console.error(`bench: ${line}`);
process.exitCode = broken.length === 0 ? 0 : 1;
