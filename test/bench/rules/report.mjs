// The section of docs/benchmark.md on the rules: measured and written by itself, too.
import { availableParallelism } from "node:os";
import { AT_MOST, ROUNDS, violationsOfRules } from "./measure.mjs";

const HEADING = "## The rules";
const milliseconds = (time) => `${time.toFixed(2)} ms`;
const kilobytes = (bytes) => `${Math.round(bytes / 1000)} kB`;

export function sectionOfRules(measured, { node }) {
    const { units, refused, bytes, ms, ratio } = measured;
    const broken = violationsOfRules(measured);
    const row = (what, name) =>
        `| ${what} | ${milliseconds(ms[name])} | ${ratio[name].tree.toFixed(2)} | ${ratio[name].withSettings.toFixed(2)} |`;
    return `${[
        HEADING,
        `\`provider/policy\` over a tree of ${units} units that say something different each, in one process on ${availableParallelism()} cores that do other work, too; Node ${node}. ` +
            "`npm run bench -- rules` measures this section by itself, in seconds. " +
            `Compared with \`JSON.parse\` of the gateway's answer for the same tree; all take turns in each of ${ROUNDS} rounds, and the middle of all rounds counts.`,
        [
            "| what | takes | times `JSON.parse` of the tree | times `JSON.parse` of the tree with settings |",
            "| --- | --- | --- | --- |",
            row(`\`JSON.parse\` of the tree (\`GET /projecthierarchy\`, ${kilobytes(bytes.tree)})`, "tree"),
            row(`\`JSON.parse\` of the tree with settings (\`GET control/tree\`, ${kilobytes(bytes.withSettings)})`, "withSettings"),
            row("what applies at every unit, and who decides it", "applied"),
            row(`the same, and what is refused (${refused} settings)`, "judged"),
        ].join("\n"),
        broken.length === 0
            ? `**What applies takes at most ${AT_MOST} times as long as \`JSON.parse\` of the smaller tree: met.**`
            : `**Not met:**\n\n${broken.map((line) => `- ${line}`).join("\n")}`,
    ].join("\n\n")}\n`;
}
