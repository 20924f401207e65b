/** `pulumi up` is killed at random moments, and the next one ends as declared: nothing doubled, nothing lost, no process left, no edit. */
import { type Sandbox, startSandbox } from "../../provider/sandbox/index.js";
import { strayUnits } from "../engine/faults/outcome.js";
import { looserMeanwhile, unitsByToken, writesSince } from "../engine/policy/never-looser.js";
import { type Console, openConsole } from "../harness/console.js";
import { stackConfiguration } from "../harness/provider-environment.js";
import { type PulumiProject, pulumiProject, type Result } from "../harness/pulumi-cli.js";
import { createRandom } from "./gateway-kills/random.js";
import { writePage } from "./kills-of-up/page.js";
import { putBack } from "./kills-of-up/state-file.js";
import { PROGRAM, UNITS } from "./kills-of-up/tenants.js";
import { kill, VICTIMS, type Victim } from "./kills-of-up/victims.js";

const FULL = 200;
const KILLS = Number(process.env.CVG_SOAK_KILLS ?? FULL);
const SEED = Number(process.env.CVG_SOAK_SEED ?? Date.now() % 2 ** 31);
const random = createRandom(SEED);
const started = Date.now();
const counts = {
    kills: { "the command line": 0, "the provider": 0, both: 0 },
    beforeOrAfter: 0,
    unrecorded: 0,
    emptied: 0,
    locks: 0,
    pending: 0,
    longestEnd: 0,
};

const wait = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));
/** Milliseconds. */
const PATIENCE = 5000;
const LOOK = 10;

interface Stack {
    readonly sandbox: Sandbox;
    readonly console: Console;
    readonly project: PulumiProject;
}

async function killedAt(stack: Stack, victim: Victim, write: number): Promise<void> {
    const { console, project } = stack;
    let commandLine = 0;
    const running = project.up({
        started: (pid) => {
            commandLine = pid;
        },
    });
    let over = false;
    const ended = running.then(() => {
        over = true;
    });
    // Before the first write it is a moment of the start, which takes a second or two.
    const begun = Date.now() + random.whole(0, 3000);
    const isThere = async () => (write === 0 ? Date.now() >= begun : (await console.writes()) >= write);
    while (!over && !(await isThere())) await wait(LOOK);
    await wait(random.whole(0, 15));
    const before = await console.writes();
    const killed = kill(victim, commandLine, project.leftRunning());
    if (!killed || before === 0 || before >= UNITS) counts.beforeOrAfter += 1;
    counts.kills[victim] += 1;
    await ended;
    const dead = Date.now();
    while (project.leftRunning().length > 0 && Date.now() - dead < PATIENCE) await wait(50);
    counts.longestEnd = Math.max(counts.longestEnd, Date.now() - dead);
    expect(project.leftRunning()).toEqual([]);
}

/** What a pipeline does next. */
async function goneOn({ project }: Stack): Promise<Result> {
    const next = await project.up();
    if (!next.text.includes("currently locked by")) return next;
    counts.locks += 1;
    await project.raw(["cancel", "--yes"]);
    return await project.up();
}

const idsIn = async (project: PulumiProject): Promise<ReadonlySet<string>> => {
    const { deployment } = await project.stackExport();
    if (deployment.pending_operations.length > 0) counts.pending += 1;
    return new Set(deployment.resources.flatMap(({ id }) => (id === undefined ? [] : [id])));
};

async function endsAsDeclared({ console, project }: Stack, at: string, thoroughly: boolean): Promise<void> {
    const end = await unitsByToken(console);
    const units = [...end.values()].filter(({ level, inactive }) => level !== "reseller" && !inactive);
    const looser = looserMeanwhile(await writesSince(console), { start: new Map(), end, isDeclared: () => true });
    expect({ at, units: units.length, stray: await strayUnits(console, await idsIn(project)), looser }).toEqual({
        at,
        units: UNITS,
        stray: [],
        looser: [],
    });
    if (!thoroughly) return;
    const { code, text } = await project.preview({ args: ["--expect-no-changes"] });
    expect({ at, code, text }).toEqual({ at, code: 0, text });
}

test(
    `${KILLS} kills of an up of ${UNITS} units`,
    async () => {
        for (let each = 0; each < KILLS; each += 1) {
            const [victim, write] = [VICTIMS[each % VICTIMS.length] ?? "both", random.whole(0, UNITS)];
            const at = `seed ${SEED}, kill ${each + 1}: ${victim} at write ${write}`;
            const sandbox = await startSandbox();
            const console = await openConsole(sandbox);
            await console.control("POST", "/limits", { latencyMs: random.whole(0, 30) });
            const { config, secrets } = stackConfiguration(sandbox);
            const project = await pulumiProject({
                files: { "index.js": PROGRAM },
                config: { ...config, "cvg:ifExists": "continue", "cvg:maxRequestsPerSecond": "200" },
                secrets,
                timeoutSeconds: 1800,
            });
            try {
                const stack = { sandbox, console, project };
                await killedAt(stack, victim, write);
                if (putBack(project)) counts.emptied += 1;
                const known = await idsIn(project);
                counts.unrecorded += (await console.everyUnit()).filter(
                    ({ level, token }) => level !== "reseller" && !known.has(token),
                ).length;
                const { code, text } = await goneOn(stack);
                expect({ at, code, text: code === 0 ? "" : text }).toEqual({ at, code: 0, text: "" });
                await endsAsDeclared(stack, at, each % 5 === 4);
                // After each: a run that is ended before its time has a result too.
                if (KILLS >= 60) writePage({ ...counts, seed: SEED, seconds: (Date.now() - started) / 1000 });
            } finally {
                await project.close();
                await sandbox.close();
            }
        }
    },
    4 * 3600_000,
);
