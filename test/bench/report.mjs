// The measurements as a page of docs/.
import { availableParallelism } from "node:os";
import { AIMED, MEMORY_AT_MOST, missedAims, OWN_AIMS, PROCESSOR_AT_MOST, processorOf, STATE_AIM, STATE_LIMITS } from "./measure.mjs";

const row = (cells) => `| ${cells.join(" | ")} |`;
const table = (head, rows) => [row(head), row(head.map(() => "---")), ...rows.map(row)].join("\n");
const mib = (bytes) => (bytes === undefined ? "-" : `${Math.round(bytes / 1024 / 1024)} MiB`);
const seconds = (run) => run.seconds.toFixed(1);
const ratio = ({ ours, idle }) => (ours.seconds / idle.seconds).toFixed(2);

const requestRows = ({ phases }) =>
    phases.map(({ phase, expected, counted, wrong }) => [
        phase,
        Object.entries(counted)
            .sort()
            .map(([kind, times]) => `${times} × ${kind}`)
            .join("<br>"),
        Object.values(expected).reduce((sum, times) => sum + times, 0),
        wrong.length === 0 ? "as computed" : `**differs**: ${wrong.join("; ")}`,
    ]);

const checkpointsOf = ({ checkpoints }) => (checkpoints ? "with checkpoints" : "without checkpoints");

function timeRows(runs) {
    const cells = (measured) =>
        measured === undefined ? ["-", "-"] : [ratio(measured), `${seconds(measured.ours)} : ${seconds(measured.idle)}`];
    return runs
        .at(-1)
        .phases.map(({ phase }) => [phase, ...runs.flatMap(({ phases }) => cells(phases.find((other) => other.phase === phase)))]);
}

/** Without checkpoints, with the provider that checks nothing. */
function processorRows({ units, phases }) {
    const used = (run) => processorOf(run).toFixed(1);
    return phases.map(({ phase, ours, naive, idle }) => {
        const times = processorOf(ours) / processorOf(naive);
        const atMost = PROCESSOR_AT_MOST[phase] ?? PROCESSOR_AT_MOST.other;
        return [
            phase,
            times.toFixed(2),
            units < AIMED ? "" : `${atMost}${times > atMost ? ", **missed**" : ""}`,
            used(ours),
            used(naive),
            used(idle),
            `${seconds(ours)} : ${seconds(naive)}`,
        ];
    });
}

function memoryRows({ units, phases }) {
    return phases.map(({ phase, ours, idle }) => {
        const times = ours.peaks.provider / idle.peaks.provider;
        return [
            phase,
            ...["cli", "provider", "program"].flatMap((role) => [mib(ours.peaks[role]), mib(idle.peaks[role])]),
            `${times.toFixed(2)}${units >= AIMED && times > MEMORY_AT_MOST ? ", **missed**" : ""}`,
        ];
    });
}

function stateRows({ state }) {
    return Object.entries(state.ours).map(([type, { largest, mean, inputs, outputs }]) => [
        type,
        largest > STATE_AIM ? `**${largest}**` : largest,
        ...[mean, inputs, outputs],
        inputs + outputs > (OWN_AIMS[type] ?? Number.POSITIVE_INFINITY) ? `**${inputs + outputs}**` : inputs + outputs,
        ...[mean - inputs - outputs, state.idle[type].mean],
    ]);
}

function section({ units, counts, runs }, versions) {
    const [first] = runs;
    return [
        `## ${units} units`,
        `${counts.customers} customers, ${counts.accounts} accounts, ${counts.projects} projects. Measured with Pulumi ${versions.pulumi}, Node ${versions.node}.`,
        "### Requests",
        `Counted at the gateway; checked ${runs.map(checkpointsOf).join(" and ")}.`,
        table(["command", "requests", "computed total", "comparison"], requestRows(runs.at(-1))),
        ...runs.slice(0, -1).flatMap(({ phases }) => {
            const wrong = phases.flatMap((measured) => measured.wrong.map((line) => `${measured.phase}: ${line}`));
            return [wrong.length === 0 ? "With checkpoints: the same." : `**With checkpoints it differs**: ${wrong.join("; ")}`];
        }),
        "### Time",
        "How many times as long as resources that do nothing; in seconds, this package : idle.",
        table(["command", ...runs.flatMap((run) => [`ratio, ${checkpointsOf(run)}`, "s"])], timeRows(runs)),
        "### Processor time",
        "Of program and provider together, in seconds, without checkpoints: this package, a naive provider, and resources that do nothing. The naive one is as one writes it in an afternoon " +
            "(`test/bench/naive-handler.cjs`): one request for each operation, nothing checked, nothing compared with what is live, nothing repeated. What is more is the price of the rules, " +
            "the previews and the care; the bars are aims for a thousand units, and no conditions.",
        table(
            [
                "command",
                "times the naive one",
                "aim, at most",
                "this package",
                "naive",
                "idle",
                "seconds that passed, this package : naive",
            ],
            processorRows({ ...runs.at(-1), units }),
        ),
        "### State",
        `Bytes of a resource in \`pulumi stack export\`, as compact JSON. The aim is ${STATE_AIM} for the largest, and what misses it is bold; the conditions are ${Object.entries(
            STATE_LIMITS,
        )
            .map(([type, limit]) => `${limit} for a ${type}`)
            .join(
                ", ",
            )}. What is neither input nor output is the engine's: names, dependencies, positions in the source. Of inputs and outputs together the aim is ${Object.entries(
            OWN_AIMS,
        )
            .map(([type, aim]) => `${aim} for a ${type}`)
            .join(" and ")}; why what misses it is bold and stays: \`docs/decisions/0006\`.`,
        table(["type", "largest", "average", "inputs", "outputs", "inputs and outputs", "the engine's", "idle, average"], stateRows(first)),
        "### Memory",
        `The most that a process held at any time, ${checkpointsOf(first)}. A refresh and a destroy run no program. Of ${AIMED} units the aim for the provider is at most ${MEMORY_AT_MOST} times the idle one.`,
        table(
            ["command", "CLI", "CLI, idle", "provider", "provider, idle", "program", "program, idle", "provider, times the idle one"],
            memoryRows({ ...first, units }),
        ),
    ].join("\n\n");
}

/** The aims of a large fleet that are missed, in one list. */
function missedBy(measurements) {
    const missed = measurements.flatMap(missedAims);
    return missed.length === 0 ? [] : [`**Aims that are missed:**\n\n${missed.map((line) => `- ${line}`).join("\n")}`];
}

export function report(measurements, broken, versions) {
    return `${[
        "# Benchmark",
        "<!-- Written by `npm run bench`. Do not edit. -->",
        `Measured on a machine with ${availableParallelism()} cores that do other work, too; each section says with which versions. ` +
            "Engine, program, provider and the embedded gateway share the cores; the state is in a folder. " +
            "Times of one machine say little about another, so what counts is the ratio to a fleet of *idle* resources: as many, as large, run by the same mechanism of the SDK, " +
            "whose provider does nothing at all. Commands of both take turns.",
        "Settings are declared inline, without secrets. Nothing limits the rate of requests (`cvg:maxRequestsPerSecond` is 1000; by default it is 20, and then the create of 1,000 units takes at least 50 seconds); " +
            "`cvg:maxConcurrency` is the default, 8. The gateway answers at once; a real one adds its own time.",
        `A fleet of more than a hundred units is measured without checkpoints alone: with them most of the time is the engine's writing of its state. Terraform has a section of its own, which is measured only where it is there.`,
        "`npm run bench` fails where a count differs from the arithmetic, or a resource is larger in the state than the limit; no time is a condition.",
        "The arithmetic: one write for each unit that changes. Each process asks for one token; where settings are judged, one tree and one read of each level above that the program does not declare (here the reseller); " +
            "where units are made or deleted, one `/userdetails`; where customers are made, the tree again, one look for all that are made within a quarter of a second. Program and provider are two processes. A refresh reads each unit once; a destroy reads the tree once, for active units of others below.",
        broken.length === 0
            ? `**All conditions hold**, for ${measurements.map(({ units }) => units).join(" and ")} units.`
            : `**Conditions that do not hold:**\n\n${broken.map((line) => `- ${line}`).join("\n")}`,
        ...missedBy(measurements),
        ...measurements.map((measured) => section(measured, versions)),
    ].join("\n\n")}\n`;
}
