// The section of docs/benchmark.md on reading everything that is there: measured and written by itself, too.
import { atHighest, HIGHEST, LIMITED_AT_MOST, MEMORY_BELOW, TIME_AT_MOST, violationsOfAudit } from "./measure.mjs";

const HEADING = "## Reading everything";
const megabytes = (bytes) => `${Math.round(bytes / 1e6)} MB`;

const seconds = (number) => `${number.toFixed(1)} s`;

export function sectionOfAudit(measured, { node }) {
    const { units, perSecond, concurrency, unlimited, limited } = measured;
    const broken = violationsOfAudit(measured);
    const rows = unlimited.flatMap(({ latencyMs, loop, commands }) => [
        `| ${latencyMs} ms | the loop | ${seconds(loop.seconds)} | | ${seconds(loop.processor)} | | ${megabytes(loop.bytes)} |`,
        ...Object.entries(commands).map(
            ([name, { ratio, ofProcessor, bytes, ...one }]) =>
                `| ${latencyMs} ms | \`cvg ${name}\` | ${seconds(one.seconds)} | ${ratio.toFixed(2)} | ${seconds(one.processor)} | ${ofProcessor.toFixed(2)} | ${megabytes(bytes)} |`,
        ),
    ]);
    const limits = Object.entries(limited).map(
        ([name, one]) => `\`cvg ${name}\` took ${seconds(one.seconds)}, ${one.ratio.toFixed(2)} times calls over the limit`,
    );
    return `${[
        HEADING,
        `\`cvg audit\` and \`cvg export\` of ${units} units with Node ${node}, each a process of its own with its start, against a process that only sends the same requests and parses the ` +
            `answers, ${concurrency} at a time, where an answer takes so long. The middle of rounds in which they take turns. \`npm run bench -- audit\` measures this section by itself.`,
        `The commands keep to ${HIGHEST} requests a second, the highest that \`cvg:maxRequestsPerSecond\` takes, and the loop to no limit. For ${units} reads that alone is ${seconds(atHighest(units))}: where answers come at ` +
            `once, it decides. So a command is held to ${TIME_AT_MOST} times the loop, or to ${LIMITED_AT_MOST} times that, whichever is longer.`,
        [
            "| an answer takes | command | time | times the loop | processor | times the loop | peak memory |",
            "| --- | --- | --- | --- | --- | --- | --- |",
            ...rows,
            `| | bar | | at most ${TIME_AT_MOST} | | | below ${megabytes(MEMORY_BELOW)} |`,
        ].join("\n"),
        `At ${perSecond} requests a second ${limits.join("; ")} (bar: at most ${LIMITED_AT_MOST}).`,
        broken.length === 0 ? "**All bars are met.**" : `**Not met:**\n\n${broken.map((line) => `- ${line}`).join("\n")}`,
    ].join("\n\n")}\n`;
}
