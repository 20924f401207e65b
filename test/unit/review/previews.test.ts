/**
 * Every preview of test/review, made by the real engine, reads as its committed report. `REPORTS=write npx jest test/unit/review/previews`
 * writes the reports anew, to be read before they are committed.
 */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { reportFile, Unpacked } from "../../review/make.js";
import { reportText } from "../../review/read.js";
import { GROUPS } from "../../review/scenarios.js";

const SCENARIOS = GROUPS.flatMap(({ scenarios }) => scenarios);

test.each(SCENARIOS)("the preview $name reads as its report", async (scenario) => {
    const text = await reportText(scenario, Unpacked(scenario.name));
    if (process.env.REPORTS === "write") {
        mkdirSync(dirname(reportFile(scenario.name)), { recursive: true });
        writeFileSync(reportFile(scenario.name), text);
    }
    expect(text).toBe(readFileSync(reportFile(scenario.name), "utf8"));
});

const CLASSES = "pulumi-nodejs:dynamic/cvg:";
const PLUGIN = "cvg:index:";
/** Lines break elsewhere where the engine names a type. */
const asOneLine = (text: string): string => text.replaceAll(CLASSES, PLUGIN).replace(/\s+/g, " ");

test.each(SCENARIOS)("the preview $name reads the same where the plugin has its resources", async (scenario) => {
    const { preview, live } = Unpacked(scenario.name);
    const text = await reportText(scenario, { preview: preview.replaceAll(CLASSES, PLUGIN), live });
    expect(asOneLine(text)).toBe(asOneLine(readFileSync(reportFile(scenario.name), "utf8")));
});
