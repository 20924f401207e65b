// The plugin beside the classes: the same fleet, the same gateway's code, commands that take turns. What counts is the ratio.
import { nativeProgram, nativeResources, ourProgram, quietNativeProgram, spread } from "../fleet.mjs";
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

/** What the shares are shares of. */
const CLASSES = "classes";
/** In Node without the line of docs/native.md that keeps the SDK's stacks from being formatted: what that line is worth, and no bar. */
const WITH_STACKS = "plugin, Node, with stacks";
/** The plugin, by the language of the program: its SDK and its host are no part of the plugin, and most of what a preview takes. */
export const PLUGINS = ["plugin, YAML", "plugin, Node", WITH_STACKS];
const sides = {
    [CLASSES]: { program: ourProgram, plugin: false },
    "plugin, YAML": { program: nativeResources, plugin: true },
    "plugin, Node": { program: quietNativeProgram, plugin: true },
    [WITH_STACKS]: { program: nativeProgram, plugin: true },
};

async function open(side, counts) {
    const gateway = await startGateway();
    const config = { ...gateway.configuration, maxRequestsPerSecond: "1000" };
    const { program, plugin } = sides[side];
    const stack = await openStack({ program: program(counts), config, checkpoints: false, plugin });
    return { stack, gateway, seconds: {}, processor: {}, provider: [] };
}

/** @param tell is told of each command that has ended */
export async function measureNative(tell, units = UNITS) {
    const counts = spread(units);
    const opened = {};
    try {
        for (const side of Object.keys(sides)) opened[side] = await open(side, counts);
        const turn = async (phase) => {
            for (const [side, each] of Object.entries(opened)) {
                const { seconds, peaks, processor } = await each.stack.run(phase);
                const all = Object.values(processor).reduce((sum, one) => sum + one, 0);
                each.seconds[phase] = [...(each.seconds[phase] ?? []), seconds];
                each.processor[phase] = [...(each.processor[phase] ?? []), all];
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

const middles = (byPhase) => Object.fromEntries(Object.entries(byPhase).map(([phase, all]) => [phase, middle(all)]));
/** Where in its sources a program declares a resource is the SDK's and the host's of its language. */
const withoutPositions = (state) => state.map(({ sourcePosition: _position, stackTrace: _calls, ...rest }) => rest);

function sideOf({ seconds, processor, provider }, state) {
    return {
        state: bytes(withoutPositions(state)) / state.length,
        whole: bytes(state) / state.length,
        seconds: middles(seconds),
        processor: middles(processor),
        memory: Math.max(...provider),
        resources: state.length,
    };
}

/** What one of the sides with the plugin takes, by what is measured: both values, and the plugin's share. */
export function sharesOf({ sides: { [CLASSES]: classes, ...plugins } }, side) {
    const plugin = plugins[side];
    const pairs = {
        state: [classes.state, plugin.state],
        "state, with positions in the source": [classes.whole, plugin.whole],
        ...Object.fromEntries(
            Object.keys(classes.seconds).flatMap((phase) => [
                [phase, [classes.seconds[phase], plugin.seconds[phase]]],
                [`${phase}, processor time`, [classes.processor[phase], plugin.processor[phase]]],
            ]),
        ),
        memory: [classes.memory, plugin.memory],
    };
    return Object.fromEntries(Object.entries(pairs).map(([what, [of, is]]) => [what, { of, is, share: is / of }]));
}

function missedBy(measured, side) {
    const shares = sharesOf(measured, side);
    const bars = side === WITH_STACKS ? {} : AT_MOST;
    const missed = Object.entries(bars)
        .filter(([what, limit]) => !(shares[what].share <= limit))
        .map(([what, limit]) => `${side}: ${what} is ${shares[what].share.toFixed(2)} of that of the classes, more than ${limit}`);
    const { resources } = measured.sides[side];
    return resources === measured.units ? missed : [...missed, `${side}: ${resources} resources are recorded, not ${measured.units}`];
}

/** Which bars are missed. */
export function violationsOfNative(measured) {
    const { resources } = measured.sides[CLASSES];
    const broken = resources === measured.units ? [] : [`classes: ${resources} resources are recorded, not ${measured.units}`];
    return [...broken, ...PLUGINS.flatMap((side) => missedBy(measured, side))];
}
