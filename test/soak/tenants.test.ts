/** A hundred tenants, a thousand units, in a program of a dozen lines: the life that test/e2e/tenants.test.ts has with three. */
import { changed, fleetOf, moved, openFleet, PROGRAM, renamed, UNITS_OF_A_TENANT } from "../harness/tenant-fleet.js";

const TENANTS = 100;

test("a hundred tenants are made, renamed, moved, changed, removed and restored, and no token is lost", async () => {
    expect(PROGRAM.trim().split("\n").length).toBeLessThanOrEqual(25);
    const fleet = await openFleet(1200);
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

        await fleet.project.config("strict", "1 hour");
        await fleet.up(next);
        expect(await fleet.tokens()).toEqual(tokens);

        const { t2, ...others } = next;
        if (t2 === undefined) throw new Error("there is no t2");
        await fleet.up(others);
        await fleet.up({ ...others, t2: { ...t2, ifExists: "restore" } });
        expect(await fleet.tokens()).toEqual(tokens);
        expect(await fleet.plan(next)).toEqual({});
    } finally {
        await fleet.close();
    }
});
