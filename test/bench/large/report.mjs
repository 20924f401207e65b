// The section of docs/benchmark.md on 5,000 units in one stack: measured and written by itself alone.
import { availableParallelism } from "node:os";
import { processorOf } from "../measure.mjs";
import { PROVIDER_BELOW, violationsOfLarge } from "./measure.mjs";

const megabytes = (bytes) => (bytes === undefined ? "-" : `${Math.round(bytes / 1e6)} MB`);

export function sectionOfLarge(measured, { pulumi, node }) {
    const { units, counts, phases } = measured;
    const broken = violationsOfLarge(measured);
    const mostOf = (side) => Math.max(...phases.map((phase) => phase[side].peaks.provider ?? 0));
    const [most, idle] = [mostOf("run"), mostOf("idle")];
    return `${[
        `## ${units} units`,
        `In one stack: ${counts.customers} customers, ${counts.accounts} accounts, ${counts.projects} projects; Pulumi ${pulumi}, Node ${node}, ${availableParallelism()} cores that do other work, too. ` +
            "Without checkpoints (`PULUMI_SKIP_CHECKPOINTS`): with them the engine writes the whole state before and after each unit, and takes most of an hour. " +
            "`npm run bench -- 5000` measures this section, and nothing else does: it is heavy. Idle is as above: the SDK's process with a provider that does nothing.",
        [
            "| command | seconds | processor time of program and provider | provider, most memory | provider, idle | program, most memory | program, idle | requests |",
            "| --- | --- | --- | --- | --- | --- | --- | --- |",
            ...phases.map(
                ({ phase, run, idle: idleRun, wrong }) =>
                    `| ${phase} | ${run.seconds.toFixed(0)} | ${processorOf(run).toFixed(0)} s | ${megabytes(run.peaks.provider)} | ${megabytes(idleRun.peaks.provider)} | ${megabytes(run.peaks.program)} | ${megabytes(idleRun.peaks.program)} | ${wrong.length === 0 ? "as computed" : "**differ**"} |`,
            ),
        ].join("\n"),
        `The aim for the provider's memory is ${megabytes(PROVIDER_BELOW)}: ${most < PROVIDER_BELOW ? "met" : "**missed**"}. Of the most, ${megabytes(most)}, the idle one takes ${megabytes(idle)}; what this package adds, and why: [0040](decisions/0040-memory-is-garbage.md).`,
        broken.length === 0
            ? "**All requests are as computed.**"
            : `**Conditions that do not hold:**\n\n${broken.map((line) => `- ${line}`).join("\n")}`,
    ].join("\n\n")}\n`;
}
