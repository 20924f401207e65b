// The section of docs/benchmark.md on Terraform: measured and written by itself alone, where paths are given.
import { availableParallelism } from "node:os";
import { creationIn, LATENCY, violationsOfTerraform } from "./measure.mjs";

/** Of the engine's and the SDK's own time: what a creation takes with a provider that does nothing and asks nobody. */
function withoutAnyProvider(measured) {
    const { ours, idle, terraform } = creationIn(measured);
    const [one, other] = [idle.seconds - terraform.seconds, idle.processor - terraform.processor];
    const compared = (more, text) => `${Math.abs(more).toFixed(1)} s ${more < 0 ? "less" : "more"} ${text}`;
    return (
        `Resources that do nothing and ask nobody are created in ${idle.seconds.toFixed(1)} s (${idle.processor.toFixed(1)} s): ${compared(one, "than Terraform with all its requests takes")}, ` +
        `and ${compared(other, "of processor time")}. That is the engine, Node and the SDK; this package with its requests takes ${compared(ours.seconds - idle.seconds, "than that")} (${compared(ours.processor - idle.processor, "of processor time")}).`
    );
}

const cell = ({ seconds, processor, requests }) => `${seconds.toFixed(1)} s (${processor.toFixed(1)} s), ${requests}`;

/** @param what the version that the command itself names */
export function sectionOfTerraform(measured, { pulumi, node, terraform }) {
    const broken = violationsOfTerraform(measured);
    const { counts, phases } = measured;
    return `${[
        "## Beside Terraform",
        `${measured.units} units (${counts.customers} customers, ${counts.accounts} accounts, ${counts.projects} projects) with this package, with the naive provider, with resources that do nothing (idle), and with ${terraform} and the provider ` +
            "`Mastercard/restapi`, which writes JSON to any API and knows nothing of this one. Commands take turns, each with an embedded gateway of its own that takes " +
            `${LATENCY} ms for an answer, eight requests at once, no limit of the rate, no checkpoints (Terraform has nothing of the kind), nothing read that is not asked for (\`-refresh=false\`; \`refresh\` is \`apply -refresh-only\`). ` +
            `Pulumi ${pulumi}, Node ${node}, ${availableParallelism()} cores that do other work, too. In front of Terraform's gateway stands a small process that makes an object of the bare token with which the gateway answers a creation: ` +
            "the provider takes nothing else.",
        "Seconds that passed, in brackets the processor time of all processes (command, engine, program and provider), and requests.",
        [
            "| command | this package | naive | idle | Terraform |",
            "| --- | --- | --- | --- | --- |",
            ...phases.map(
                ({ phase, runs }) =>
                    `| ${phase} | ${cell(runs.ours)} | ${cell(runs.naive)} | ${cell(runs.idle)} | ${cell(runs.terraform)} |`,
            ),
        ].join("\n"),
        withoutAnyProvider(measured),
        "`npm run bench -- terraform --terraform PATH --rest-provider PATH` measures this section, and nothing else does.",
        broken.length === 0
            ? "**A creation takes less time than with Terraform: met.**"
            : `**Not met:**\n\n${broken.map((line) => `- ${line}`).join("\n")}`,
    ].join("\n\n")}\n`;
}
