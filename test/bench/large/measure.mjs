// A fleet of 5,000 units in one stack, and beside it one of resources that do nothing: seconds, processor time and memory. Without checkpoints: with them the engine writes for an hour.
// `npm run bench -- 5000`.
import { differences, expectedRequests } from "../arithmetic.mjs";
import { idleProgram, ourProgram, spread } from "../fleet.mjs";
import { startGateway } from "../gateway.mjs";
import { NO_LIMIT, processorOf } from "../measure.mjs";
import { openStack } from "../stack.mjs";

const UNITS = 5000;
/** Bytes that the provider should stay below. An aim. */
export const PROVIDER_BELOW = 350e6;
const COMMANDS = ["preview of the empty stack", "up, all created", "preview without a change", "up without a change", "refresh"];

export async function measureLarge(tell, units = UNITS) {
    const counts = spread(units);
    const gateway = await startGateway();
    const config = { ...gateway.configuration, ...NO_LIMIT };
    const stacks = [];
    const open = async (program, settings) => {
        const stack = await openStack({ program, config: settings, checkpoints: false });
        stacks.push(stack);
        return stack;
    };
    const phases = [];
    try {
        const idle = await open(idleProgram(counts), {});
        const ours = await open(ourProgram(counts), config);
        for (const phase of COMMANDS) {
            const idleRun = await idle.run(phase);
            await gateway.count();
            const run = await ours.run(phase);
            const counted = await gateway.count();
            phases.push({ phase, run, idle: idleRun, wrong: differences(expectedRequests(phase, counts, counted), counted) });
            const said = ({ seconds, peaks }) => `${seconds.toFixed(1)} s, provider ${Math.round((peaks.provider ?? 0) / 1e6)} MB`;
            tell(`  ${phase}: ${said(run)} (${processorOf(run).toFixed(1)} s of processor time), idle ${said(idleRun)}`);
        }
    } finally {
        for (const stack of stacks) stack.close();
        await gateway.close();
    }
    return { units, counts, phases };
}

/** What must hold and does not: the requests. Time and memory are no conditions. */
export const violationsOfLarge = ({ units, phases }) =>
    phases.flatMap(({ phase, wrong }) => wrong.map((line) => `${units} units, ${phase}: ${line}`));
