/** Plays rows of the matrix a few at a time, and tells which break a promise. */
import { type ProviderProcess, startProvider } from "../../harness/provider-process.js";
import { CELLS } from "./calls.js";
import { type Fault, type Played, play } from "./row.js";
import { SCENARIO_NAMES, type ScenarioName } from "./scenarios.js";

export interface Row extends Fault {
    readonly scenario: ScenarioName;
}

/** Most of a row with a fault that lasts is waiting: so many wait side by side, each with a provider process of its own. */
const BESIDE = 5;

async function beside<Task>(tasks: readonly Task[], work: (task: Task, process: ProviderProcess) => Promise<void>): Promise<void> {
    const left = [...tasks];
    const worker = async (): Promise<void> => {
        await using process = await startProvider({ renewable: true });
        for (let task = left.shift(); task !== undefined; task = left.shift()) await work(task, process);
    };
    await Promise.all(Array.from({ length: Math.min(BESIDE, tasks.length) }, worker));
}

/** Each command where nothing goes wrong: what it asks for, and how it ends. */
export async function undisturbed(names: readonly ScenarioName[] = SCENARIO_NAMES): Promise<ReadonlyMap<ScenarioName, Played>> {
    const found = new Map<ScenarioName, Played>();
    await beside(names, async (name, process) => void found.set(name, await play(name, process)));
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

/** What is not as promised, row by row: it ends as if nothing had gone wrong, in two runs, with nothing doubled, lost or looser on the way. */
export async function brokenIn(rows: readonly Row[], expected: ReadonlyMap<ScenarioName, Played>): Promise<readonly string[]> {
    const broken: string[] = [];
    await beside(rows, async (row, process) => {
        const played = await play(row.scenario, process, row);
        const wanted = expected.get(row.scenario)?.outcome ?? [];
        const found = new Set(played.outcome);
        const missing = wanted.filter((line) => !found.has(line));
        const besides = played.outcome.filter((line) => !wanted.includes(line));
        broken.push(
            ...played.broken.map((what) => `${titleOf(row)}: ${what}`),
            ...missing.map((line) => `${titleOf(row)}: not there: ${line}`),
            ...besides.map((line) => `${titleOf(row)}: there: ${line}`),
        );
    });
    return broken.sort();
}
