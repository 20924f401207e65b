/** A hundred tenants, a thousand units, in a program of a dozen lines: the life that test/e2e/tenants.test.ts has with three. */

import { ourLines, plannedSteps } from "../harness/steps.js";
import { changed, fleetOf, moved, openFleet, PROGRAM, renamed, UNITS_OF_A_TENANT } from "../harness/tenant-fleet.js";
import { soaked } from "./matrices.js";

const TENANTS = 100;
/** Lines of ours in a preview with one cause, however many units it reaches. */
const MOST_LINES = 40;
/** For each command: an update of a thousand units takes minutes, and more where other work shares the machine. */
const SECONDS_PER_COMMAND = 3000;
/** The engine's own switch: the state is written once at the end, not before and after each of a thousand steps. */
const FEW_CHECKPOINTS = { PULUMI_SKIP_CHECKPOINTS: "true" };

const life = soaked("A hundred tenants");
life.write(
    1,
    (units) => `${units} units from a file: made, renamed, moved, changed by their preset, removed and restored; no token was lost (3)`,
);

test(
    "a hundred tenants are made, renamed, moved, changed, removed and restored, and no token is lost",
    async () => {
        expect(PROGRAM.trim().split("\n").length).toBeLessThanOrEqual(25);
        const fleet = await openFleet(SECONDS_PER_COMMAND, FEW_CHECKPOINTS);
        try {
            const first = fleetOf(TENANTS);
            expect(Object.keys(await fleet.plan(first))).toHaveLength(TENANTS * UNITS_OF_A_TENANT);
            await fleet.up(first);
            const tokens = await fleet.tokens();
            expect(Object.keys(tokens)).toHaveLength(TENANTS * UNITS_OF_A_TENANT);
            expect(await fleet.plan(first)).toEqual({});

            const next = changed(renamed(first, "t0", "zero"), "t1", moved);
            expect(Object.values(await fleet.plan(next)).filter((op) => op !== "update")).toEqual([]);
            await fleet.up(next);
            expect(await fleet.tokens()).toEqual(tokens);

            // One cause, half of all units: few lines, and every unit among the steps.
            await fleet.project.config("strict", "1 hour");
            const { json } = await fleet.project.preview({ json: true });
            expect(Object.keys(plannedSteps(json))).toHaveLength((TENANTS / 2) * UNITS_OF_A_TENANT);
            expect(ourLines(json)).toBeLessThanOrEqual(MOST_LINES);
            await fleet.up(next);
            expect(await fleet.tokens()).toEqual(tokens);

            const { t2, ...others } = next;
            if (t2 === undefined) throw new Error("there is no t2");
            await fleet.up(others);
            await fleet.up({ ...others, t2: { ...t2, ifExists: "restore" } });
            expect(await fleet.tokens()).toEqual(tokens);
            expect(await fleet.plan(next)).toEqual({});
            life.add(TENANTS * UNITS_OF_A_TENANT);
        } finally {
            await fleet.close();
        }
    },
    3 * 3_600_000,
);
