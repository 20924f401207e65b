// The section of docs/benchmark.md on the gateway alone: measured and written by itself, too.
import { availableParallelism } from "node:os";
import { READS_AT_LEAST, ROUNDS, TREE_AT_MOST, TREES, UNITS, violationsAlone } from "./measure.mjs";

const HEADING = "## The gateway alone";

const spread = ({ least, most }) => `${least.toFixed(2)} to ${most.toFixed(2)}`;
const rate = (answers) => `${Math.round(answers)} a second`;
const milliseconds = (time) => `${time.toFixed(1)} ms`;

export function sectionAlone(measured, { node }) {
    const { reads, tree } = measured;
    const broken = violationsAlone(measured);
    return `${[
        HEADING,
        `The embedded gateway without Pulumi, with ${UNITS} units (\`cvg sandbox --seed large:4503\`), on ${availableParallelism()} cores that do other work, too; Node ${node}. ` +
            "`npm run bench -- gateway` measures this section by itself, in less than a minute. What counts is the middle of many short rounds, in each of which the gateway and what it is compared with take turns.",
        `- **Reads**: a project of ${reads.bytes} bytes, with authorization, log and clock, against a constant JSON of the same size that the same HTTP library answers to the same request, in a process of the same kind; ${ROUNDS} rounds.\n` +
            `- **Tree**: the answer to \`GET /projecthierarchy\` over HTTP, ${tree.bytes} bytes, against \`JSON.stringify\` of that tree; ${TREES} rounds, each after a write, so that no tree is one that was made before.`,
        [
            "| what | ratio | all rounds | bar | gateway | compared with |",
            "| --- | --- | --- | --- | --- | --- |",
            `| reads | ${reads.ratio.median.toFixed(2)} of the rate | ${spread(reads.ratio)} | at least ${READS_AT_LEAST} | ${rate(reads.unit)} | ${rate(reads.constant)} |`,
            `| tree | ${tree.ratio.median.toFixed(2)} times as long | ${spread(tree.ratio)} | at most ${TREE_AT_MOST} | ${milliseconds(tree.tree)} | ${milliseconds(tree.stringify)} |`,
        ].join("\n"),
        broken.length === 0 ? "**Both bars are met.**" : `**Not met:**\n\n${broken.map((line) => `- ${line}`).join("\n")}`,
    ].join("\n\n")}\n`;
}
