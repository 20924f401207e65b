// `npm run bench`: what a fleet costs, in requests, time, state and memory, and whether the promised limits hold. Writes docs/benchmark.md.
//
//   npm run bench                   80 and 1,000 units: writes the page
//   npm run bench -- --units 80     a part: prints the page instead
//   npm run bench -- fleets         80 and 1,000 units alone, or those of --units: writes their sections of the page
//   npm run bench -- gateway        the gateway alone: writes its section of the page
//   npm run bench -- rules          the rules alone, in seconds: writes its section of the page
//   npm run bench -- review         a review of a large preview: writes its section of the page
//   npm run bench -- audit          reading everything that is there: writes its section of the page
//   npm run bench -- import         what a program pays for the import: writes its section of the page
//   npm run bench -- native         the plugin beside the classes: writes its section of the page; with --units, prints it
//   npm run bench -- types          what the compiler takes: writes its section of the page
//   npm run bench -- 5000           a fleet of 5,000 units, which takes long: writes its section of the page, which the whole leaves as it is; with --units, prints it
//   npm run bench -- terraform --terraform PATH --rest-provider PATH
//                                   beside Terraform (or OpenTofu) with Mastercard/restapi: writes its section of the page; with --units, prints it
import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { measureAlone, violationsAlone } from "./alone/measure.mjs";
import { sectionAlone } from "./alone/report.mjs";
import { measureAudit, violationsOfAudit } from "./audit/measure.mjs";
import { sectionOfAudit } from "./audit/report.mjs";
import { measureImport, violationsOfImport } from "./import/measure.mjs";
import { sectionOfImport } from "./import/report.mjs";
import { measureLarge, violationsOfLarge } from "./large/measure.mjs";
import { sectionOfLarge } from "./large/report.mjs";
import { measure, violations } from "./measure.mjs";
import { measureNative, violationsOfNative } from "./native/measure.mjs";
import { sectionOfNative } from "./native/report.mjs";
import { report } from "./report.mjs";
import { measureReview, violationsOfReview } from "./review/measure.mjs";
import { sectionOfReview } from "./review/report.mjs";
import { measureRules, violationsOfRules } from "./rules/measure.mjs";
import { sectionOfRules } from "./rules/report.mjs";
import { withOthers, withSection } from "./sections.mjs";
import { measureTerraform, violationsOfTerraform } from "./terraform/measure.mjs";
import { sectionOfTerraform } from "./terraform/report.mjs";
import { measureTypes, violationsOfTypes } from "./types/measure.mjs";
import { sectionOfTypes } from "./types/report.mjs";

const repository = fileURLToPath(new URL("../..", import.meta.url));
const page = new URL("../../docs/benchmark.md", import.meta.url);
const { values, positionals } = parseArgs({
    options: { units: { type: "string", multiple: true }, terraform: { type: "string" }, "rest-provider": { type: "string" } },
    allowPositionals: true,
});
const [part] = positionals;
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

/** The sections that are measured by themselves: what each says, and which bars it misses. */
const SECTIONS = {
    gateway: async () => {
        const measured = await measureAlone(console.log);
        return { text: sectionAlone(measured, versions), broken: violationsAlone(measured) };
    },
    rules: async () => {
        const measured = await measureRules();
        return { text: sectionOfRules(measured, versions), broken: violationsOfRules(measured) };
    },
    review: async () => {
        const measured = measureReview();
        return { text: sectionOfReview(measured, versions), broken: violationsOfReview(measured) };
    },
    audit: async () => {
        const measured = await measureAudit(console.log);
        return { text: sectionOfAudit(measured, versions), broken: violationsOfAudit(measured) };
    },
    import: async () => {
        const measured = measureImport();
        return { text: sectionOfImport(measured, versions), broken: violationsOfImport(measured) };
    },
    native: async () => {
        const measured = await measureNative(console.log, values.units === undefined ? undefined : fleets[0]);
        return { text: sectionOfNative(measured, versions), broken: violationsOfNative(measured) };
    },
    types: async () => {
        // The types of a packed package are one file; those of a build for this repository are many.
        spawnSync(process.execPath, ["test/tools/build.cjs", "--clean"], { cwd: repository, stdio: "inherit" });
        const measured = measureTypes(console.log);
        return { text: sectionOfTypes(measured), broken: violationsOfTypes(measured) };
    },
};
/** Too heavy for the whole, or nothing that every machine has: by its name alone. */
const HEAVY = {
    terraform: async () => {
        const { terraform, "rest-provider": provider } = values;
        if (terraform === undefined || provider === undefined) throw new Error("terraform needs --terraform PATH and --rest-provider PATH");
        const measured = await measureTerraform({ terraform, provider }, console.log, values.units === undefined ? undefined : fleets[0]);
        const [named] = spawnSync(terraform, ["version"], { encoding: "utf8" }).stdout.split("\n");
        return { text: sectionOfTerraform(measured, { ...versions, terraform: named }), broken: violationsOfTerraform(measured) };
    },
    5000: async () => {
        const measured = await measureLarge(console.log, values.units === undefined ? undefined : fleets[0]);
        return { text: sectionOfLarge(measured, versions), broken: violationsOfLarge(measured) };
    },
};
const PARTS = { ...HEAVY, ...SECTIONS };
if (positionals.length > 1 || (part !== undefined && part !== "fleets" && !(part in PARTS)))
    throw new Error(`the parts with a name are ${["fleets", ...Object.keys(PARTS)].join(" and ")}`);

const broken = [];
if (part in PARTS) {
    const section = await PARTS[part]();
    broken.push(...section.broken);
    // A smaller fleet than the page's is a look.
    if (values.units === undefined) writeFileSync(page, withSection(readFileSync(page, "utf8"), section.text));
    console.log(`\n${section.text}`);
} else {
    const fleet = await fleetPage();
    broken.push(...fleet.broken);
    if (values.units === undefined || part === "fleets") {
        let text = withOthers(fleet.text, readFileSync(page, "utf8"));
        for (const measureSection of part === undefined ? Object.values(SECTIONS) : []) {
            const section = await measureSection();
            broken.push(...section.broken);
            text = withSection(text, section.text);
        }
        writeFileSync(page, text);
    } else console.log(`\n${fleet.text}`);
}
for (const line of broken) console.error(`bench: ${line}`);
process.exitCode = broken.length === 0 ? 0 : 1;
