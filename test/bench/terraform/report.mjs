// The section of docs/benchmark.md on Terraform: measured and written by itself alone, where paths are given.
import { availableParallelism } from "node:os";
import { LATENCY, violationsOfTerraform } from "./measure.mjs";

const cell = ({ seconds, processor, requests }) => `${seconds.toFixed(1)} s (${processor.toFixed(1)} s), ${requests}`;

/** @param what the version that the command itself names */
export function sectionOfTerraform(measured, { pulumi, node, terraform }) {
    const broken = violationsOfTerraform(measured);
    const { counts, phases } = measured;
    return `${[
        "## Beside Terraform",
        `${measured.units} units (${counts.customers} customers, ${counts.accounts} accounts, ${counts.projects} projects) with this package, with the naive provider, and with ${terraform} and the provider ` +
            "`Mastercard/restapi`, which writes JSON to any API and knows nothing of this one. Commands take turns, each with an embedded gateway of its own that takes " +
            `${LATENCY} ms for an answer, eight requests at once, no limit of the rate, no checkpoints (Terraform has nothing of the kind), nothing read that is not asked for (\`-refresh=false\`; \`refresh\` is \`apply -refresh-only\`). ` +
            `Pulumi ${pulumi}, Node ${node}, ${availableParallelism()} cores that do other work, too. In front of Terraform's gateway stands a small process that makes an object of the bare token with which the gateway answers a creation: ` +
            "the provider takes nothing else.",
        "Seconds that passed, in brackets the processor time of all processes (command, engine, program and provider), and requests.",
        [
            "| command | this package | naive | Terraform |",
            "| --- | --- | --- | --- |",
            ...phases.map(({ phase, runs }) => `| ${phase} | ${cell(runs.ours)} | ${cell(runs.naive)} | ${cell(runs.terraform)} |`),
        ].join("\n"),
        "`npm run bench -- terraform --terraform PATH --rest-provider PATH` measures this section, and nothing else does.",
        broken.length === 0
            ? "**A creation takes less time than with Terraform: met.**"
            : `**Not met:**\n\n${broken.map((line) => `- ${line}`).join("\n")}`,
    ].join("\n\n")}\n`;
}
