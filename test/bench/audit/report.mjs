// The section of docs/benchmark.md on reading everything that is there: measured and written by itself, too.
import { LIMITED_AT_MOST, MEMORY_BELOW, TIME_AT_MOST, violationsOfAudit } from "./measure.mjs";

const HEADING = "## Reading everything";
const megabytes = (bytes) => `${Math.round(bytes / 1e6)} MB`;

export function sectionOfAudit(measured, { node }) {
    const { units, perSecond, loop, commands } = measured;
    const broken = violationsOfAudit(measured);
    const rows = Object.entries(commands).map(
        ([name, { processor, ratio, bytes, limited }]) =>
            `| \`cvg ${name}\` | ${processor.toFixed(1)} s | ${ratio.toFixed(2)} | ${limited.seconds.toFixed(1)} s | ${limited.ratio.toFixed(2)} | ${megabytes(bytes)} |`,
    );
    return `${[
        HEADING,
        `\`cvg audit\` and \`cvg export\` of ${units} units with Node ${node}, each a process of its own with its start, against a process that only sends the same requests, ` +
            `as many at a time (${loop.processor.toFixed(1)} s of the processor, ${megabytes(loop.bytes)}). The middle of rounds in which they take turns. The same at ${perSecond} requests a second, ` +
            "against calls over that limit. `npm run bench -- audit` measures this section by itself.",
        [
            `| command | processor time | times the loop | at ${perSecond}/s | times calls over the limit | peak memory |`,
            "| --- | --- | --- | --- | --- | --- |",
            ...rows,
            `| bar | | at most ${TIME_AT_MOST} | | at most ${LIMITED_AT_MOST} | below ${megabytes(MEMORY_BELOW)} |`,
        ].join("\n"),
        broken.length === 0 ? "**All bars are met.**" : `**Not met:**\n\n${broken.map((line) => `- ${line}`).join("\n")}`,
    ].join("\n\n")}\n`;
}
