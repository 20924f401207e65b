// `npm run bench`: what a fleet costs, in requests, time, state and memory, and whether the promised limits hold. Writes docs/benchmark.md.
//
//   npm run bench                   80 and 1,000 units: writes the page
//   npm run bench -- --units 80     a part: prints the page instead
//   npm run bench -- gateway        the gateway alone: writes its section of the page
//   npm run bench -- rules          the rules alone, in seconds: writes its section of the page
//   npm run bench -- review         a review of a large preview: writes its section of the page
//   npm run bench -- audit          reading everything that is there: writes its section of the page
//   npm run bench -- types          what the compiler takes: writes its section of the page
import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { measureAlone, violationsAlone } from "./alone/measure.mjs";
import { sectionAlone, withSectionAlone } from "./alone/report.mjs";
import { measureAudit, violationsOfAudit } from "./audit/measure.mjs";
import { sectionOfAudit, withSectionOfAudit } from "./audit/report.mjs";
import { measure, violations } from "./measure.mjs";
import { report } from "./report.mjs";
import { measureReview, violationsOfReview } from "./review/measure.mjs";
import { sectionOfReview, withSectionOfReview } from "./review/report.mjs";
import { measureRules, violationsOfRules } from "./rules/measure.mjs";
import { sectionOfRules, withSectionOfRules } from "./rules/report.mjs";
import { measureTypes, violationsOfTypes } from "./types/measure.mjs";
import { sectionOfTypes, withSectionOfTypes } from "./types/report.mjs";

const repository = fileURLToPath(new URL("../..", import.meta.url));
const page = new URL("../../docs/benchmark.md", import.meta.url);
const { values, positionals } = parseArgs({ options: { units: { type: "string", multiple: true } }, allowPositionals: true });
const [part] = positionals;
const PARTS = { gateway: gatewaySection, rules: rulesSection, review: reviewSection, audit: auditSection, types: typesSection };
if (positionals.length > 1 || (part !== undefined && !(part in PARTS)))
    throw new Error(`the parts with a name are ${Object.keys(PARTS).join(" and ")}`);
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

/** Each section: how it is put into a page, what it says, and which bars it misses. */
async function gatewaySection() {
    const measured = await measureAlone(console.log);
    const text = sectionAlone(measured, versions);
    return { within: (before) => withSectionAlone(before, text), text, broken: violationsAlone(measured) };
}

async function rulesSection() {
    const measured = await measureRules();
    const text = sectionOfRules(measured, versions);
    return { within: (before) => withSectionOfRules(before, text), text, broken: violationsOfRules(measured) };
}

async function reviewSection() {
    const measured = measureReview();
    const text = sectionOfReview(measured, versions);
    return { within: (before) => withSectionOfReview(before, text), text, broken: violationsOfReview(measured) };
}

async function auditSection() {
    const measured = await measureAudit(console.log);
    const text = sectionOfAudit(measured, versions);
    return { within: (before) => withSectionOfAudit(before, text), text, broken: violationsOfAudit(measured) };
}

async function typesSection() {
    // The types of a packed package are one file; those of a build for this repository are many.
    spawnSync(process.execPath, ["test/tools/build.cjs", "--clean"], { cwd: repository, stdio: "inherit" });
    const measured = measureTypes(console.log);
    const text = sectionOfTypes(measured);
    return { within: (before) => withSectionOfTypes(before, text), text, broken: violationsOfTypes(measured) };
}

const broken = [];
if (part !== undefined) {
    const section = await PARTS[part]();
    broken.push(...section.broken);
    writeFileSync(page, section.within(readFileSync(page, "utf8")));
    console.log(`\n${section.text}`);
} else {
    const fleet = await fleetPage();
    broken.push(...fleet.broken);
    if (values.units === undefined) {
        const sections = [await gatewaySection(), await rulesSection(), await reviewSection(), await auditSection(), await typesSection()];
        broken.push(...sections.flatMap((section) => section.broken));
        writeFileSync(
            page,
            sections.reduce((text, section) => section.within(text), fleet.text),
        );
    } else console.log(`\n${fleet.text}`);
}
for (const line of broken) console.error(`bench: ${line}`);
process.exitCode = broken.length === 0 ? 0 : 1;
