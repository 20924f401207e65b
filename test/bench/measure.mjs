// One fleet, with this package, with resources that do nothing, and with a provider that checks nothing; they take turns, so that a busy machine slows all.
import { differences, expectedRequests } from "./arithmetic.mjs";
import { idleProgram, naiveProgram, ourProgram, spread } from "./fleet.mjs";
import { startGateway } from "./gateway.mjs";
import { openStack, PHASES } from "./stack.mjs";

/** What a resource without secrets should take in the state. */
export const STATE_AIM = 2048;
/** What it may take, by type: a condition, so that it does not grow unnoticed. Why the aim is missed: docs/decisions/0006. */
export const STATE_LIMITS = { Customer: STATE_AIM, Account: 2304, Project: 3072 };
/** The aims below are those of a fleet of so many units: of a smaller one most is what the processes take to start. */
export const AIMED = 1000;
/** What a resource's own inputs and outputs should take of it together, by type. Aims, and missed: docs/decisions/0006. */
export const OWN_AIMS = { Customer: 700, Project: 1200 };
/** What program and provider should take at most, times what they take with a provider that checks nothing. An aim: times are no condition. */
export const PROCESSOR_AT_MOST = { "up, every unit changed": 1, other: 1.12 };
/** Memory that the provider should hold at most, times one that does nothing. An aim. */
export const MEMORY_AT_MOST = 1.2;
/** The highest that the configuration takes: the limit must not be what is measured. */
export const NO_LIMIT = { maxRequestsPerSecond: "1000" };

const bytes = (value) => Buffer.byteLength(JSON.stringify(value));
const mean = (numbers) => Math.round(numbers.reduce((sum, number) => sum + number, 0) / numbers.length);

/** Bytes of a resource, as compact JSON: all of it, and how much of it is the resource's own inputs and outputs; the rest is the engine's. */
function sizes(resources) {
    const all = resources.map(bytes);
    return {
        mean: mean(all),
        largest: Math.max(...all),
        inputs: mean(resources.map(({ inputs }) => bytes(inputs))),
        outputs: mean(resources.map(({ outputs }) => bytes(outputs))),
    };
}

/** By type, such as `Customer`. */
function sizesByType(resources) {
    const types = Map.groupBy(resources, ({ type }) => type.slice(type.lastIndexOf(":") + 1));
    return Object.fromEntries([...types].map(([type, members]) => [type, sizes(members)]));
}

/** Processor time of program and provider, in seconds. */
export const processorOf = ({ processor: { program = 0, provider = 0 } }) => program + provider;

const said = (run) => `${run.seconds.toFixed(1)} s (${processorOf(run).toFixed(1)} s)`;

const CHANGED = "up, every unit changed";

async function measureOnce(counts, checkpoints, tell) {
    const [gateway, other] = [await startGateway(), await startGateway()];
    const opened = [];
    try {
        const open = async (program, config) => {
            const stack = await openStack({ program, config, checkpoints });
            opened.push(stack);
            return stack;
        };
        const idle = await open(idleProgram(counts), {});
        const ours = await open(ourProgram(counts), { ...gateway.configuration, ...NO_LIMIT });
        // With checkpoints most of the time is the engine's own: what providers take is seen without.
        const naive = checkpoints ? undefined : await open(naiveProgram(counts), other.configuration);
        const phases = [];
        let state;
        for (const phase of Object.keys(PHASES)) {
            // With checkpoints it is mostly the engine's writing of state, as at the creation, and takes minutes.
            if (phase === CHANGED && checkpoints) continue;
            if (phase === CHANGED) {
                idle.write(idleProgram(counts, true));
                ours.write(ourProgram(counts, true));
                naive?.write(naiveProgram(counts, true));
            }
            const idleRun = await idle.run(phase);
            const naiveRun = await naive?.run(phase);
            await gateway.count();
            const ourRun = await ours.run(phase);
            const counted = await gateway.count();
            const expected = expectedRequests(phase, counts, counted);
            phases.push({ phase, ours: ourRun, idle: idleRun, naive: naiveRun, expected, counted, wrong: differences(expected, counted) });
            const naiveText = naiveRun === undefined ? "" : `, naive ${said(naiveRun)}`;
            tell(`  ${phase}: ${said(ourRun)}, idle ${said(idleRun)}${naiveText}`);
            if (phase === "up without a change") state = { ours: sizesByType(await ours.state()), idle: sizesByType(await idle.state()) };
        }
        return { checkpoints, phases, state };
    } finally {
        for (const stack of opened) stack.close();
        await Promise.all([gateway.close(), other.close()]);
    }
}

/** So many units are measured with checkpoints, too: of more, the engine's writing takes most of an hour, and says nothing new. */
const WITH_CHECKPOINTS = 100;

/** @param tell is told of each command that has ended */
export async function measure(units, tell, checkpointed = units > WITH_CHECKPOINTS ? [false] : [true, false]) {
    const counts = spread(units);
    const runs = [];
    for (const checkpoints of checkpointed) {
        tell(`${units} units, ${checkpoints ? "with checkpoints" : "without checkpoints"}`);
        runs.push(await measureOnce(counts, checkpoints, tell));
    }
    return { units, counts, runs };
}

/** What must hold and does not. */
export function violations({ units, runs }) {
    return runs.flatMap(({ checkpoints, phases, state }) => {
        const where = `${units} units, ${checkpoints ? "with" : "without"} checkpoints`;
        const requests = phases.flatMap(({ phase, wrong }) => wrong.map((line) => `${where}, ${phase}: ${line}`));
        const size = Object.entries(state.ours)
            .filter(([type, { largest }]) => largest > STATE_LIMITS[type])
            .map(
                ([type, { largest }]) => `${where}: the largest ${type} has ${largest} bytes in the state, more than ${STATE_LIMITS[type]}`,
            );
        return [...requests, ...size];
    });
}

/** What was aimed at for a large fleet, and is missed. */
export function missedAims({ units, runs }) {
    if (units < AIMED) return [];
    const { phases, state } = runs.at(-1);
    const processor = phases.flatMap(({ phase, ours, naive }) => {
        const [times, atMost] = [processorOf(ours) / processorOf(naive), PROCESSOR_AT_MOST[phase] ?? PROCESSOR_AT_MOST.other];
        return times > atMost ? [`${phase}: ${times.toFixed(2)} times the processor time of the naive provider, more than ${atMost}`] : [];
    });
    const memory = phases.flatMap(({ phase, ours, idle }) => {
        const times = ours.peaks.provider / idle.peaks.provider;
        return times > MEMORY_AT_MOST
            ? [`${phase}: the provider holds ${times.toFixed(2)} times the idle one, more than ${MEMORY_AT_MOST}`]
            : [];
    });
    const sizes = Object.entries(OWN_AIMS)
        .map(([type, aim]) => ({ type, aim, own: state.ours[type].inputs + state.ours[type].outputs }))
        .filter(({ aim, own }) => own > aim)
        .map(({ type, aim, own }) => `inputs and outputs of a ${type} take ${own} bytes, more than ${aim}`);
    return [...processor, ...memory, ...sizes].map((line) => `${units} units, ${line}`);
}
