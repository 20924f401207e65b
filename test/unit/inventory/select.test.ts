/** Which part of a tree is selected, and what of it is missing: nothing may be told missing that is there. */
import type { Level, TreeUnit } from "../../../provider/gateway/index.js";
import { type Selection, selected, type Wanted } from "../../../provider/inventory/select.js";

const unit = (level: Level, name: string, ...below: readonly TreeUnit[]): TreeUnit => ({
    level,
    name,
    token: `t-${name}`,
    inactive: false,
    deletionTimestamp: undefined,
    above: undefined,
    made: false,
    came: false,
    returned: false,
    below,
});
const TREE = unit(
    "reseller",
    "R",
    unit("customer", "Acme", unit("account", "Claims", unit("project", "Hotline")), unit("account", "Sales")),
    unit("customer", "City", unit("account", "Water")),
);

const names = ({ unit: { name }, below }: Wanted): readonly string[] => [name, ...below.flatMap(names)];
function of(selection: Selection) {
    const { top, missing } = selected(TREE, selection);
    return { units: names(top).slice(1), missing: missing.map(({ by, asked, called }) => [by, asked, called.map(({ name }) => name)]) };
}

test("what is nowhere is missing, and nothing is called that", () => {
    expect(of({ customers: ["Nord"], include: ["Süd"], exclude: ["West"] }).missing).toEqual([
        ["customers", "Nord", []],
        ["include", "Süd", []],
        ["exclude", "West", []],
    ]);
});

test("a unit of another level is no customer, and it is said which", () => {
    expect(of({ customers: ["Claims"] }).missing).toEqual([["customers", "Claims", ["Claims"]]]);
    expect(selected(TREE, { customers: ["t-Hotline"] }).missing[0]?.called).toEqual([
        { level: "project", name: "Hotline", token: "t-Hotline", customer: "Acme" },
    ]);
    expect(selected(TREE, { customers: ["R"] }).missing[0]?.called).toEqual([
        { level: "reseller", name: "R", token: "t-R", customer: undefined },
    ]);
});

test("what is asked for and left out besides is missing, and it is there", () => {
    expect(of({ include: ["Hotline"], exclude: ["Hotline"] })).toEqual({ units: [], missing: [["include", "Hotline", ["Hotline"]]] });
    expect(of({ include: ["Hotline"], exclude: ["Acme"] }).missing).toEqual([["include", "Hotline", ["Hotline"]]]);
    expect(of({ customers: ["City"], include: ["Hotline"] }).missing).toEqual([["include", "Hotline", ["Hotline"]]]);
    expect(of({ customers: ["Acme"], exclude: ["Acme"] }).missing).toEqual([["customers", "Acme", ["Acme"]]]);
});

test("what is included twice, with what is above it too, is not missing", () => {
    expect(of({ include: ["Acme", "Claims", "Hotline"] })).toEqual({ units: ["Acme", "Claims", "Hotline", "Sales"], missing: [] });
});

test("what is to be left out may be left out already", () => {
    expect(of({ customers: ["City"], exclude: ["Hotline"] })).toEqual({ units: ["City", "Water"], missing: [] });
    expect(of({ exclude: ["Acme", "Hotline"] })).toEqual({ units: ["City", "Water"], missing: [] });
    expect(of({ exclude: ["R"] }).missing).toEqual([["exclude", "R", ["R"]]]);
});
