// The same fleet with this package, with the naive provider, with resources that do nothing, and with Terraform and a provider for any REST API, where paths to both are given:
// `npm run bench -- terraform --terraform PATH --rest-provider PATH`.
import { idleProgram, naiveProgram, ourProgram, spread } from "../fleet.mjs";
import { startGateway } from "../gateway.mjs";
import { NO_LIMIT } from "../measure.mjs";
import { openStack, PHASES } from "../stack.mjs";
import { openTerraform } from "./stack.mjs";

const UNITS = 300;
/** Of a gateway that is somewhere else: each answer takes so long, in milliseconds. */
export const LATENCY = 20;
const CHANGED = "up, every unit changed";
const CREATED = "up, all created";
const PROGRAMS = { ours: ourProgram, naive: naiveProgram, idle: idleProgram };

async function opened(side, { counts, paths }) {
    const gateway = await startGateway();
    await gateway.late(LATENCY);
    const { configuration } = gateway;
    if (side === "terraform") return { gateway, stack: await openTerraform({ ...paths, counts, configuration }) };
    const program = PROGRAMS[side];
    const config = { ...(side === "idle" ? {} : configuration), ...(side === "ours" ? NO_LIMIT : {}) };
    const stack = await openStack({ program: program(counts), config, checkpoints: false });
    return { gateway, stack: { ...stack, change: () => stack.write(program(counts, true)) } };
}

const all = ({ processor }) => Object.values(processor).reduce((sum, seconds) => sum + seconds, 0);

/** @param paths of the commands `terraform` and `provider` · @param tell is told of each command that has ended */
export async function measureTerraform(paths, tell, units = UNITS) {
    const counts = spread(units);
    const sides = {};
    try {
        for (const side of ["ours", "naive", "idle", "terraform"]) sides[side] = await opened(side, { counts, paths });
        const phases = [];
        for (const phase of Object.keys(PHASES)) {
            const runs = {};
            for (const [side, { gateway, stack }] of Object.entries(sides)) {
                if (phase === CHANGED) stack.change();
                await gateway.count();
                const run = await stack.run(phase);
                const requests = Object.values(await gateway.count()).reduce((sum, times) => sum + times, 0);
                runs[side] = { seconds: run.seconds, processor: all(run), requests, provider: run.peaks.provider ?? 0 };
                tell(`  ${side}: ${phase}: ${run.seconds.toFixed(1)} s (${runs[side].processor.toFixed(1)} s), ${requests} requests`);
            }
            phases.push({ phase, runs });
        }
        return { units, counts, phases };
    } finally {
        for (const { gateway, stack } of Object.values(sides)) {
            await stack.close();
            await gateway.close();
        }
    }
}

export const creationIn = ({ phases }) => phases.find(({ phase }) => phase === CREATED).runs;

/** What was to hold, and does not. */
export function violationsOfTerraform(measured) {
    const { ours, terraform } = creationIn(measured);
    if (ours.seconds < terraform.seconds) return [];
    return [`a creation takes ${ours.seconds.toFixed(1)} s, not less than the ${terraform.seconds.toFixed(1)} s of Terraform`];
}
