// The section of docs/benchmark.md on the plugin beside the classes: measured and written by itself, too.
import { AT_MOST, PLUGINS, sharesOf, violationsOfNative } from "./measure.mjs";

const HEADING = "## The plugin beside the classes";

const seconds = (value) => `${value.toFixed(1)} s`;
const megabytes = (value) => `${Math.round(value / 1e6)} MB`;
const resourceBytes = (value) => `${Math.round(value)} bytes a resource`;
const FORMS = { state: resourceBytes, "state, with positions in the source": resourceBytes, memory: megabytes };
const NAMES = { state: "state, without positions in the source", memory: "peak memory of the provider" };

export function sectionOfNative(measured, { pulumi, node }) {
    const broken = violationsOfNative(measured);
    const shares = PLUGINS.map((side) => sharesOf(measured, side));
    const rows = Object.entries(shares[0]).map(([what, { of }]) => {
        const form = FORMS[what] ?? seconds;
        const plugins = shares.flatMap(({ [what]: { is, share } }) => [form(is), share.toFixed(2)]);
        return `| ${[NAMES[what] ?? what, form(of), ...plugins, AT_MOST[what] === undefined ? "" : `at most ${AT_MOST[what]}`].join(" | ")} |`;
    });
    const head = ["", "classes", ...PLUGINS.flatMap((side) => [side, "share"]), "bar"];
    return `${[
        HEADING,
        `${measured.units} units through [the plugin](native.md) and through the classes, Pulumi ${pulumi}, Node ${node}: commands take turns, each with a gateway of its own, without checkpoints (\`PULUMI_SKIP_CHECKPOINTS\`); ` +
            "of three previews and three refreshes the middle. `npm run bench -- native` measures this section by itself.",
        "The plugin is measured with the same program in two languages. The SDK of Node keeps and formats a stack for each property of each resource, which the classes switch off ([why](decisions/0035-promises-without-stacks.md)), " +
            'and a program with a generated SDK by a line: `import "pulumi-cvg/no-promise-stacks"` ([how](native.md#in-typescript)). ' +
            "The last columns are without that line, and held to no bar. Where a resource is declared in the source every language records in its own way ([what a state holds](decisions/0026-a-plugin-beside.md)). " +
            "Processor time is that of the command line, the program and the provider together.",
        [`| ${head.join(" | ")} |`, `|${" --- |".repeat(head.length)}`, ...rows].join("\n"),
        broken.length === 0 ? "**All bars are met.**" : `**Not met:**\n\n${broken.map((line) => `- ${line}`).join("\n")}`,
    ].join("\n\n")}\n`;
}
