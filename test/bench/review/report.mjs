// The section of docs/benchmark.md on reviews: measured and written by itself, too.
import { MEMORY_AT_MOST, TIME_AT_MOST, violationsOfReview } from "./measure.mjs";

const HEADING = "## A review";
const megabytes = (bytes) => `${Math.round(bytes / 1e6)} MB`;

export function sectionOfReview(measured, { node }) {
    const { steps, size, seconds, parseSeconds, ratio, bytes, memoryRatio } = measured;
    const broken = violationsOfReview(measured);
    return `${[
        HEADING,
        `\`cvg review\` of a preview of ${steps} steps, ${megabytes(size)}, against a process of Node ${node} that does nothing but \`JSON.parse\` of the same file. ` +
            "The best of nine rounds in which both take turns; of memory the middle. `npm run bench -- review` measures this section by itself.",
        [
            "| what | review | compared with | ratio | bar |",
            "| --- | --- | --- | --- | --- |",
            `| processor time | ${seconds.toFixed(2)} s | ${parseSeconds.toFixed(2)} s | ${ratio.toFixed(2)} | at most ${TIME_AT_MOST} |`,
            `| peak memory | ${megabytes(bytes)} | ${megabytes(size)}, the file | ${memoryRatio.toFixed(1)} | at most ${MEMORY_AT_MOST} |`,
        ].join("\n"),
        broken.length === 0 ? "**Both bars are met.**" : `**Not met:**\n\n${broken.map((line) => `- ${line}`).join("\n")}`,
    ].join("\n\n")}\n`;
}
