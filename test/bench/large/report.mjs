// The section of docs/benchmark.md on 5,000 units in one stack: measured and written by itself alone.
import { availableParallelism } from "node:os";
import { processorOf } from "../measure.mjs";
import { PROVIDER_BELOW, violationsOfLarge } from "./measure.mjs";

const megabytes = (bytes) => (bytes === undefined ? "-" : `${Math.round(bytes / 1e6)} MB`);

export function sectionOfLarge(measured, { pulumi, node }) {
    const { units, counts, phases } = measured;
    const broken = violationsOfLarge(measured);
    const most = Math.max(...phases.map(({ run }) => run.peaks.provider ?? 0));
    return `${[
        `## ${units} units`,
        `In one stack: ${counts.customers} customers, ${counts.accounts} accounts, ${counts.projects} projects; Pulumi ${pulumi}, Node ${node}, ${availableParallelism()} cores that do other work, too. ` +
            "Without checkpoints (`PULUMI_SKIP_CHECKPOINTS`): with them the engine writes the whole state before and after each unit, and takes most of an hour. " +
            "`npm run bench -- 5000` measures this section, and nothing else does: it is heavy.",
        [
            "| command | seconds | processor time of program and provider | provider, most memory | program, most memory | requests |",
            "| --- | --- | --- | --- | --- | --- |",
            ...phases.map(
                ({ phase, run, wrong }) =>
                    `| ${phase} | ${run.seconds.toFixed(0)} | ${processorOf(run).toFixed(0)} s | ${megabytes(run.peaks.provider)} | ${megabytes(run.peaks.program)} | ${wrong.length === 0 ? "as computed" : "**differ**"} |`,
            ),
        ].join("\n"),
        `The aim for the provider's memory is ${megabytes(PROVIDER_BELOW)}: ${most < PROVIDER_BELOW ? "met" : "**missed**"}.`,
        broken.length === 0
            ? "**All requests are as computed.**"
            : `**Conditions that do not hold:**\n\n${broken.map((line) => `- ${line}`).join("\n")}`,
    ].join("\n\n")}\n`;
}
