/** One row of the matrix: a command meets a fault, and is run again as a pipeline would. */
import { startSandbox } from "../../../provider/sandbox/index.js";
import { openConsole } from "../../harness/console.js";
import type { EngineOnGrpc, Run } from "../../harness/engine-on-grpc.js";
import { openStack, type StackOptions } from "../life/life.js";
import { looserMeanwhile, unitsByToken, writesSince } from "../policy/never-looser.js";
import type { Requested } from "./calls.js";
import { type Duration, FOR_EVER, IMPATIENT, KINDS, type KindName } from "./kinds.js";
import { outcomeOf, strayUnits } from "./outcome.js";
import { SCENARIOS, type Scenario, type ScenarioName } from "./scenarios.js";

export interface Fault {
    readonly call: Requested;
    readonly kind: KindName;
    readonly duration: Duration;
    /** How many such requests pass before. Default: none. */
    readonly skip?: number;
}

export interface Played {
    /** Requests of the command where nothing went wrong. */
    readonly requests: Readonly<Record<string, number>>;
    /** How things stand in the end. */
    readonly outcome: readonly string[];
    /** Runs until one ended well, the first included; 99: none did. */
    readonly runs: number;
    /** What is not as promised, in words. */
    readonly broken: readonly string[];
    /** What each run that did not end well failed with, what it left half done, and what was said in all of them. */
    readonly said: readonly string[];
}

/** Which of the two ways in serves the rows, and the process that does, where one serves several. */
export type Served = Pick<StackOptions, "process" | "shell">;

const NEVER = 99;
/** So many runs have to do: the one that met a fault that came once, and one more; after a fault that lasted, two. */
const RUNS = { once: 2, lasting: 3 } as const;

export async function play(name: ScenarioName, served: Served, fault?: Fault): Promise<Played> {
    const scenario: Scenario = SCENARIOS[name];
    await using sandbox = await startSandbox();
    const console = await openConsole(sandbox);
    await using stack = await openStack(sandbox, served);
    const phase = async (work: (engine: EngineOnGrpc) => Promise<Run>, configuration = {}): Promise<Run> => {
        let run: Run | undefined;
        await stack.phase(async (engine) => {
            run = await work(engine);
        }, configuration);
        if (run === undefined) throw new Error("nothing ran");
        return run;
    };

    for (const program of scenario.before) {
        const { problem } = await phase((engine) => engine.up(program));
        if (problem !== undefined) throw new Error(`${name} could not be prepared: ${problem.reasons.join("\n")}`);
    }
    await scenario.inConsole?.(console, sandbox.reseller, (by) => stack.state.get(by)?.id ?? "");
    const start = await unitsByToken(console);
    for (const log of ["/history", "/requests"]) await console.control("DELETE", log);

    const broken: string[] = [];
    if (fault !== undefined) await console.control("POST", "/faults", orderOf(fault));
    let last = await phase(scenario.command, fault?.kind === "late" ? IMPATIENT : {});
    const requests = await console.counts();
    const met = fault === undefined || (await isMet(console, fault));
    if (!met) broken.push("the fault was not met");
    await console.control("DELETE", "/faults");
    const reasons: string[] = [];
    const said = sayingsOf(last, stack.state);
    let runs = 1;
    while (last.problem !== undefined && runs < RUNS[fault?.duration ?? "once"]) {
        reasons.push(reasonOf(last));
        last = await phase(scenario.command);
        said.push(...sayingsOf(last, stack.state));
        runs += 1;
    }
    if (last.problem !== undefined) {
        broken.push(`no run ended well: ${[...reasons, reasonOf(last)].join(" | ")}`);
        runs = NEVER;
    }
    const end = await unitsByToken(console);
    const declared = new Set([...stack.state.values()].filter(({ outputs }) => outputs.effective !== undefined).map(({ id }) => id));
    broken.push(
        ...looserMeanwhile(await writesSince(console), { start, end, isDeclared: (unit) => declared.has(unit) }).map(
            (unit) => `looser: ${unit}`,
        ),
        ...(await strayUnits(console, new Set([...stack.state.values()].map(({ id }) => id)))),
        ...[...start.values()].filter(({ token }) => !end.has(token)).map((unit) => `${unit.name} is lost`),
    );
    const outcome = await outcomeOf(console, sandbox.reseller, stack.state);
    broken.push(...(await leftToDo(phase, scenario)));
    return { requests, outcome, runs, broken, said };
}

const reasonOf = ({ problem }: Run): string => `${problem?.during} ${problem?.name}: ${problem?.reasons.join(" ")}`;

const sayingsOf = (run: Run, state: EngineOnGrpc["state"]): string[] => [
    ...(run.problem === undefined ? [] : [reasonOf(run)]),
    ...[...state.values()].flatMap(({ name, initErrors = [] }) => initErrors.map((reason) => `${name} is half done: ${reason}`)),
    ...run.messages.map(({ severity, text }) => `${severity}: ${text}`),
];

function orderOf({ call, kind, duration, skip = 0 }: Fault) {
    const [method = "", route = ""] = call.split(" ");
    return { match: { method, route }, skip, times: duration === "once" ? 1 : FOR_EVER, ...KINDS[kind] };
}

async function isMet(console: Awaited<ReturnType<typeof openConsole>>, { duration }: Fault): Promise<boolean> {
    const { faults } = Object(await console.control("GET", "/faults"));
    if (!Array.isArray(faults)) throw new Error("the gateway tells no faults");
    return duration === "once" ? faults.length === 0 : faults[0]?.times !== FOR_EVER;
}

/** What a preview and a refresh still find, where the run has ended. */
async function leftToDo(
    phase: (work: (engine: EngineOnGrpc) => Promise<Run>) => Promise<Run>,
    { after }: Scenario,
): Promise<readonly string[]> {
    const [refresh, preview] = [await phase((engine) => engine.refresh()), await phase((engine) => engine.preview(after))];
    const drift = refresh.steps
        .filter(({ op, changed }) => op !== "refresh" || changed.length > 0)
        .map(({ name, changed }) => `${name}.${changed}`);
    const problems = [refresh, preview].flatMap((run) => (run.problem === undefined ? [] : [reasonOf(run)]));
    const planned = Object.entries(preview.plan).map(([name, op]) => `${name}: ${op} is left to do`);
    return [...drift.map((of) => `drift: ${of}`), ...problems, ...planned];
}
