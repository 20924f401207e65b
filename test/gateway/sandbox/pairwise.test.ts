/** The checked-in combinations of switches: complete, and no longer than they have to be. */
import { BEHAVIOUR, DEFAULT_BEHAVIOUR } from "../../../provider/sandbox/index.js";
import { EVERY_VALUE, PAIRWISE } from "../../harness/pairwise.js";

const switches = Object.entries(BEHAVIOUR).map(([name, { values }]) => ({ name, values: Object.keys(values) }));

/** Two values of two different switches, as text. */
const meeting = (one: string, value: string, other: string, otherValue: string) => `${one}=${value} ${other}=${otherValue}`;

const wanted = switches.flatMap((one, index) =>
    switches
        .slice(index + 1)
        .flatMap((other) =>
            one.values.flatMap((value) => other.values.map((otherValue) => meeting(one.name, value, other.name, otherValue))),
        ),
);

function met(row: Readonly<Record<string, string>>): readonly string[] {
    return switches.flatMap((one, index) =>
        switches.slice(index + 1).map((other) => meeting(one.name, row[one.name] ?? "", other.name, row[other.name] ?? "")),
    );
}

test("every two values of any two switches meet in a row", () => {
    const found = new Set(PAIRWISE.flatMap((row) => met(row)));
    expect(wanted.length).toBeGreaterThan(300);
    expect(wanted.filter((pair) => !found.has(pair))).toEqual([]);
});

test("the first row is the default, and every row names every switch", () => {
    expect(PAIRWISE[0]).toEqual(DEFAULT_BEHAVIOUR);
    for (const row of PAIRWISE) expect(Object.keys(row).sort()).toEqual(switches.map(({ name }) => name).sort());
});

test("no row could be left out", () => {
    const needless = PAIRWISE.filter((row) => {
        const others = new Set(PAIRWISE.filter((other) => other !== row).flatMap((other) => met(other)));
        return met(row).every((pair) => others.has(pair));
    });
    expect(needless.filter((row) => row !== PAIRWISE[0])).toEqual([]);
    expect(PAIRWISE.length).toBeLessThan(20);
});

test("the rows that stand for all have every value of every switch", () => {
    const missing = switches.flatMap(({ name, values }) =>
        values.filter((value) => !EVERY_VALUE.some((row) => Object.entries(row).some(([key, found]) => key === name && found === value))),
    );
    expect(missing).toEqual([]);
    expect(EVERY_VALUE[0]).toEqual(DEFAULT_BEHAVIOUR);
});
