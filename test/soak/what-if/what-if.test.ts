/** 500 random changes: what `cvg what-if` foretells, and what the provider then does. */
import { declared, edits, ROWS, type Tally, undeclared } from "../../engine/what-if/law.js";
import { soaked } from "../matrices.js";

const SEED = Number(process.env.LAWS_SEED ?? 20261127);
/** Some ask for what cannot be asked, such as to follow at the reseller, and are left out: these are more than are needed. */
const EACH = 56;
const BAR = 500;

const all: Tally[] = [];
const soak = soaked("What-if, and what then happens");
soak.write(
    2 * ROWS.length,
    (cases) =>
        `${cases} random changes in ${2 * ROWS.length} tenancies, under ${ROWS.length} combinations of what tightening and looser writes do (seed ${SEED})`,
);

test.each(ROWS.map((row, index) => [row, index] as const))("of units that nobody declares: %j", async (row, index) => {
    const tally = await undeclared(row, edits(EACH, SEED + index), SEED + index);
    all.push(tally);
    soak.add(tally.done);
});

test.each(ROWS.map((row, index) => [row, index] as const))("in programs: %j", async (row, index) => {
    const tally = await declared(row, edits(EACH, SEED + 100 + index), SEED + index);
    all.push(tally);
    soak.add(tally.done);
});

test("they were enough, and of every kind", () => {
    const sum = (of: keyof Tally): number => all.reduce((total, tally) => total + tally[of], 0);
    console.log(
        `done ${sum("done")}, refused ${sum("refused")}, with units cut ${sum("cut")}, with units that follow ${sum("followed")}, with units pinned ${sum("pinned")}`,
    );
    expect(sum("done")).toBeGreaterThanOrEqual(BAR);
    for (const kind of ["refused", "cut", "followed", "pinned"] as const) expect(sum(kind)).toBeGreaterThan(10);
});
