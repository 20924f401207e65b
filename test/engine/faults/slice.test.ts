/** A slice of the matrix of faults: every call once, every kind of fault, once or lasting. `npm run soak -- faults` plays all of it. */
import { servedRoutes } from "../../gateway/sandbox/served-routes.js";
import { CELLS } from "./calls.js";
import { DURATIONS, KIND_NAMES } from "./kinds.js";
import { brokenIn, notInTable, type Row, undisturbed } from "./matrix.js";

const CALLS = [...new Set(CELLS.map(({ call }) => call))];

/** Another command and another fault for each call. */
const SLICE = CALLS.flatMap((call, index): readonly Row[] => {
    const cells = CELLS.filter((cell) => cell.call === call);
    const [cell, kind, duration] = [cells[index % cells.length], KIND_NAMES[index % KIND_NAMES.length], DURATIONS[index % 2]];
    return cell === undefined || kind === undefined || duration === undefined ? [] : [{ ...cell, kind, duration }];
});

test("the table has every call of the contract", () => {
    const served = servedRoutes().flatMap(({ method, path }) => {
        const [, route = ""] = /^\/master-api(\/.+)$/.exec(path) ?? [];
        return route === "" ? [] : [`${method} ${route.replace(/:(\w+)/g, "{$1}")}`];
    });
    expect([...CALLS].sort()).toEqual(["POST token", ...served].sort());
});

test("a command that meets a fault ends as if nothing had gone wrong, in two runs", async () => {
    expect(SLICE).toHaveLength(CALLS.length);
    const expected = await undisturbed();
    expect(notInTable(expected)).toEqual([]);
    expect(await brokenIn(SLICE, expected)).toEqual([]);
}, 240_000);
