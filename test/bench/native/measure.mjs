// The plugin beside the classes: the same fleet, the same gateway's code, commands that take turns. What counts is the ratio.
import { nativeProgram, ourProgram, spread } from "../fleet.mjs";
import { startGateway } from "../gateway.mjs";
import { openStack } from "../stack.mjs";

/** The plugin's share of what the classes take, at most. */
export const AT_MOST = { state: 0.85, refresh: 0.7, "preview without a change": 0.85, memory: 0.8 };
const UNITS = 1000;
/** Each of these so often, in turns: the middle counts. */
const ROUNDS = 3;
const REPEATED = ["preview without a change", "refresh"];

const middle = (numbers) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];
const bytes = (resources) => Buffer.byteLength(JSON.stringify(resources));

const sides = {
    classes: { program: ourProgram, plugin: false },
    plugin: { program: nativeProgram, plugin: true },
};

async function open(side, counts) {
    const gateway = await startGateway();
    const config = { ...gateway.configuration, maxRequestsPerSecond: "1000" };
    const { program, plugin } = sides[side];
    const stack = await openStack({ program: program(counts), config, checkpoints: false, plugin });
    return { stack, gateway, seconds: {}, provider: [], writes: 0 };
}

/** @param tell is told of each command that has ended */
export async function measureNative(tell, units = UNITS) {
    const counts = spread(units);
    const opened = {};
    try {
        for (const side of Object.keys(sides)) opened[side] = await open(side, counts);
        const turn = async (phase) => {
            for (const [side, each] of Object.entries(opened)) {
                const { seconds, peaks } = await each.stack.run(phase);
                each.seconds[phase] = [...(each.seconds[phase] ?? []), seconds];
                each.provider.push(peaks.provider ?? 0);
                tell(`  ${side}: ${phase}: ${seconds.toFixed(1)} s, provider ${Math.round((peaks.provider ?? 0) / 1e6)} MB`);
            }
        };
        await turn("up, all created");
        for (let round = 0; round < ROUNDS; round++) for (const phase of REPEATED) await turn(phase);
        const states = {};
        for (const [side, { stack }] of Object.entries(opened)) states[side] = await stack.state();
        await turn("destroy");
        return { units, sides: Object.fromEntries(Object.entries(opened).map(([side, each]) => [side, sideOf(each, states[side])])) };
    } finally {
        for (const { stack, gateway } of Object.values(opened)) {
            stack.close();
            await gateway.close();
        }
    }
}

function sideOf({ seconds, provider }, state) {
    return {
        state: bytes(state) / state.length,
        seconds: Object.fromEntries(Object.entries(seconds).map(([phase, all]) => [phase, middle(all)])),
        memory: Math.max(...provider),
        resources: state.length,
    };
}

/** By what is measured: both values, and the plugin's share. */
export function sharesOf({ sides: { classes, plugin } }) {
    const pairs = {
        state: [classes.state, plugin.state],
        ...Object.fromEntries(Object.keys(classes.seconds).map((phase) => [phase, [classes.seconds[phase], plugin.seconds[phase]]])),
        memory: [classes.memory, plugin.memory],
    };
    return Object.fromEntries(Object.entries(pairs).map(([what, [of, is]]) => [what, { of, is, share: is / of }]));
}

/** Which bars are missed. */
export function violationsOfNative(measured) {
    const shares = sharesOf(measured);
    const missed = Object.entries(AT_MOST)
        .filter(([what, limit]) => !(shares[what].share <= limit))
        .map(([what, limit]) => `the plugin's ${what} is ${shares[what].share.toFixed(2)} of that of the classes, more than ${limit}`);
    const { classes, plugin } = measured.sides;
    return classes.resources === plugin.resources && plugin.resources === measured.units
        ? missed
        : [...missed, `${classes.resources} and ${plugin.resources} resources are recorded, not ${measured.units}`];
}
