/** The whole matrix of faults: each call of the contract in each command that makes it, with each fault, once and lasting. */
import { CELLS } from "../engine/faults/calls.js";
import { DURATIONS, KIND_NAMES } from "../engine/faults/kinds.js";
import { brokenIn, notInTable, type Row, undisturbed } from "../engine/faults/matrix.js";
import { SCENARIO_NAMES, type ScenarioName } from "../engine/faults/scenarios.js";
import { soaked } from "./matrices.js";

const found = soaked("Faults of each call");

/** Where a command makes a call several times, a fault that comes once meets the first and, in rows of its own, the last. */
function rowsOf(scenario: ScenarioName, requests: Readonly<Record<string, number>>): readonly Row[] {
    const faults = DURATIONS.flatMap((duration) => KIND_NAMES.map((kind) => ({ duration, kind })));
    return CELLS.filter((cell) => cell.scenario === scenario).flatMap((cell) =>
        faults.flatMap((fault): readonly Row[] => {
            const last = (requests[cell.call] ?? 1) - 1;
            const first = { ...cell, ...fault };
            return last > 0 && fault.duration === "once" ? [first, { ...first, skip: last }] : [first];
        }),
    );
}

test.each(SCENARIO_NAMES)("%s", async (scenario) => {
    const expected = await undisturbed([scenario]);
    expect(notInTable(expected)).toEqual([]);
    const rows = rowsOf(scenario, expected.get(scenario)?.requests ?? {});
    expect(await brokenIn(rows, expected)).toEqual([]);
    found.add(rows.length);
});

found.write(
    SCENARIO_NAMES.length,
    (rows) =>
        `${rows} rows: ${new Set(CELLS.map(({ call }) => call)).size} calls in ${SCENARIO_NAMES.length} commands, ${KIND_NAMES.length} faults, once (at the first such request and at the last) and lasting (4)`,
);
