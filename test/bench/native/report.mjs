// The section of docs/benchmark.md on the plugin beside the classes: measured and written by itself, too.
import { AT_MOST, sharesOf, violationsOfNative } from "./measure.mjs";

const HEADING = "## The plugin beside the classes";

const seconds = (value) => `${value.toFixed(1)} s`;
const megabytes = (value) => `${Math.round(value / 1e6)} MB`;
const FORMS = { state: (value) => `${Math.round(value)} bytes a resource`, memory: megabytes };
const NAMES = { state: "state", memory: "peak memory of the provider" };

export function sectionOfNative(measured, { pulumi, node }) {
    const broken = violationsOfNative(measured);
    const rows = Object.entries(sharesOf(measured)).map(([what, { of, is, share }]) => {
        const form = FORMS[what] ?? seconds;
        return `| ${NAMES[what] ?? what} | ${form(of)} | ${form(is)} | ${share.toFixed(2)} | ${AT_MOST[what] === undefined ? "" : `at most ${AT_MOST[what]}`} |`;
    });
    return `${[
        HEADING,
        `${measured.units} units through [the plugin](native.md) and through the classes, Pulumi ${pulumi}, Node ${node}: commands take turns, each with a gateway of its own, without checkpoints (\`PULUMI_SKIP_CHECKPOINTS\`); ` +
            "of three previews and three refreshes the middle. `npm run bench -- native` measures this section by itself.",
        ["| | classes | plugin | share | bar |", "| --- | --- | --- | --- | --- |", ...rows].join("\n"),
        broken.length === 0 ? "**All bars are met.**" : `**Not met:**\n\n${broken.map((line) => `- ${line}`).join("\n")}`,
    ].join("\n\n")}\n`;
}
