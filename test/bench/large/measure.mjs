// A fleet of 5,000 units in one stack: seconds, processor time and memory. Without checkpoints: with them the engine writes for an hour.
// `npm run bench -- 5000`.
import { differences, expectedRequests } from "../arithmetic.mjs";
import { ourProgram, spread } from "../fleet.mjs";
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
    const stack = await openStack({ program: ourProgram(counts), config, checkpoints: false });
    const phases = [];
    try {
        for (const phase of COMMANDS) {
            await gateway.count();
            const run = await stack.run(phase);
            const counted = await gateway.count();
            phases.push({ phase, run, wrong: differences(expectedRequests(phase, counts, counted), counted) });
            tell(`  ${phase}: ${run.seconds.toFixed(1)} s (${processorOf(run).toFixed(1)} s)`);
        }
    } finally {
        stack.close();
        await gateway.close();
    }
    return { units, counts, phases };
}

/** What must hold and does not: the requests. Time and memory are no conditions. */
export const violationsOfLarge = ({ units, phases }) =>
    phases.flatMap(({ phase, wrong }) => wrong.map((line) => `${units} units, ${phase}: ${line}`));
