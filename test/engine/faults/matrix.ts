/** Plays rows of the matrix a few at a time, and tells which break a promise. */
import { type ShellName, startProvider } from "../../harness/provider-process.js";
import { CELLS } from "./calls.js";
import { type Fault, type Played, play, type Served } from "./row.js";
import { SCENARIO_NAMES, type ScenarioName } from "./scenarios.js";

export interface Row extends Fault {
    readonly scenario: ScenarioName;
}

/** Most of a row with a fault that lasts is waiting: so many wait side by side, each with a provider process of its own. */
const BESIDE = 5;

async function beside<Task>(
    tasks: readonly Task[],
    work: (task: Task, served: Served) => Promise<void>,
    shell: ShellName = "dynamic",
): Promise<void> {
    const left = [...tasks];
    const all = async (served: Served): Promise<void> => {
        for (let task = left.shift(); task !== undefined; task = left.shift()) await work(task, served);
    };
    const worker = async (): Promise<void> => {
        // The plugin is started for each phase.
        if (shell === "native") return await all({ shell });
        await using process = await startProvider({ renewable: true });
        await all({ process });
    };
    await Promise.all(Array.from({ length: Math.min(BESIDE, tasks.length) }, worker));
}

/** Each command where nothing goes wrong: what it asks for, and how it ends. */
export async function undisturbed(
    names: readonly ScenarioName[] = SCENARIO_NAMES,
    shell: ShellName = "dynamic",
): Promise<ReadonlyMap<ScenarioName, Played>> {
    const found = new Map<ScenarioName, Played>();
    await beside(names, async (name, served) => void found.set(name, await play(name, served)), shell);
    return found;
}

/** Commands whose requests are not those of the table. */
export function notInTable(found: ReadonlyMap<ScenarioName, Played>): readonly string[] {
    return [...found].flatMap(([name, { requests, broken }]) => {
        const [made, listed] = [new Set(Object.keys(requests)), CELLS.filter(({ scenario }) => scenario === name).map(({ call }) => call)];
        const unlisted = [...made].filter((call) => !listed.some((each) => each === call));
        return [
            ...unlisted.map((call) => `${name}: ${call} is not in the table`),
            ...listed.filter((call) => !made.has(call)).map((call) => `${name}: ${call} is in the table, and was not made`),
            ...broken.map((what) => `${name}: ${what}`),
        ];
    });
}

export const titleOf = ({ scenario, call, kind, duration, skip = 0 }: Row): string =>
    `${scenario}, ${call}${skip === 0 ? "" : ` number ${skip + 1}`} ${kind} ${duration}`;

/** Plays rows through the classes' provider or the plugin. */
export async function playedIn(rows: readonly Row[], shell: ShellName = "dynamic"): Promise<ReadonlyMap<Row, Played>> {
    const found = new Map<Row, Played>();
    await beside(rows, async (row, served) => void found.set(row, await play(row.scenario, served, row)), shell);
    return found;
}

/** What is not as promised, row by row: it ends as if nothing had gone wrong, in two runs, with nothing doubled, lost or looser on the way. */
export function promisesBroken(played: ReadonlyMap<Row, Played>, expected: ReadonlyMap<ScenarioName, Played>): readonly string[] {
    return [...played]
        .flatMap(([row, { broken, outcome }]) => {
            const wanted = expected.get(row.scenario)?.outcome ?? [];
            const found = new Set(outcome);
            const missing = wanted.filter((line) => !found.has(line));
            const besides = outcome.filter((line) => !wanted.includes(line));
            return [
                ...broken.map((what) => `${titleOf(row)}: ${what}`),
                ...missing.map((line) => `${titleOf(row)}: not there: ${line}`),
                ...besides.map((line) => `${titleOf(row)}: there: ${line}`),
            ];
        })
        .sort();
}

export const brokenIn = async (rows: readonly Row[], expected: ReadonlyMap<ScenarioName, Played>): Promise<readonly string[]> =>
    promisesBroken(await playedIn(rows), expected);

/** By the title of its row, what was said in it, without what is made up anew in each: tokens, instants, ports. */
export const saidIn = (played: ReadonlyMap<Row, Played>): Readonly<Record<string, readonly string[]>> =>
    Object.fromEntries([...played].map(([row, { said }]): [string, string[]] => [titleOf(row), said.map(lasting)]).sort());

const lasting = (text: string): string =>
    text
        .replaceAll(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, "<token>")
        .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, "<then>")
        .replaceAll(/127\.0\.0\.1:\d+/g, "<gateway>");
