import type { Draft, Migrations } from "../../../provider/definition/resource-definition.js";
import { migrated, SCHEMA, versionOf } from "../../../provider/definition/state-version.js";
import { CvgError } from "../../../provider/errors/index.js";

/** A made-up history: a field was renamed, then a number became a text. */
const migrations: Migrations = [
    ({ title, ...rest }: Draft) => ({ ...rest, name: title }),
    ({ period, ...rest }: Draft) => ({ ...rest, period: `${String(period)} days` }),
];

test("without a migration the format is version 1, with two it is version 3", () => {
    expect(versionOf([])).toBe(1);
    expect(versionOf(migrations)).toBe(3);
});

test.each([
    ["no version, which is version 1", {}, { title: "Acme", period: 7 }],
    ["version 1", { [SCHEMA]: 1 }, { title: "Acme", period: 7 }],
    ["version 2", { [SCHEMA]: 2 }, { name: "Acme", period: 7 }],
    ["this version", { [SCHEMA]: 3 }, { name: "Acme", period: "7 days" }],
])("a state of %s goes through every step that it lacks, in order", (_, stamp, state) => {
    expect(migrated({ ...state, ...stamp }, migrations)).toEqual({ name: "Acme", period: "7 days" });
});

test("without migrations a state stays as it is", () => {
    expect(migrated({ name: "Acme", [SCHEMA]: 1 }, [])).toEqual({ name: "Acme" });
});

test("a state of a later version is refused, and says what to install", () => {
    const read = () => migrated({ name: "Acme", [SCHEMA]: 4 }, migrations);
    expect(read).toThrow(CvgError);
    expect(read).toThrow(/^CVG321 .*its format is 4, this version knows 3.*\n.*npm install pulumi-cvg@latest/);
});

test("a state is not changed in its place", () => {
    const state = Object.freeze({ title: "Acme", period: 7 });
    migrated(state, migrations);
    expect(state).toEqual({ title: "Acme", period: 7 });
});
