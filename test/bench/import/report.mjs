// The section of docs/benchmark.md on the import: measured and written by itself, too.
import { IMPORT_AT_MOST, violationsOfImport } from "./measure.mjs";

const HEADING = "## The import";

export function sectionOfImport(measured, { node }) {
    const { rounds, ours, sdk, ratio } = measured;
    const broken = violationsOfImport(measured);
    return `${[
        HEADING,
        `Processor time of a process of Node ${node} that imports \`pulumi-cvg\`, against one that imports \`@pulumi/pulumi\` alone (the package needs it, so it is ` +
            `in both); the middle of ${rounds} rounds in which both take turns. That it is two files beside the SDK's is a unit test. \`npm run bench -- import\` ` +
            "measures this section by itself.",
        [
            "| what | with pulumi-cvg | SDK alone | ratio | bar |",
            "| --- | --- | --- | --- | --- |",
            `| processor time | ${Math.round(ours)} ms | ${Math.round(sdk)} ms | ${ratio.toFixed(3)} | at most ${IMPORT_AT_MOST} |`,
        ].join("\n"),
        broken.length === 0 ? "**The bar is met.**" : `**Not met:**\n\n${broken.map((line) => `- ${line}`).join("\n")}`,
    ].join("\n\n")}\n`;
}
