/** What a program's lock refuses does not depend on the order in which its resources are declared, and is what the rules refuse. */
import assert from "node:assert/strict";
import fc from "fast-check";
import { effectiveAtTop, type Resolved, SETTING_NAMES, type SettingName, violations } from "../../../provider/policy/index.js";
import { Declarations } from "../../../provider/program/links.js";
import { declaredLater, type Node, type Ref } from "../../../provider/program/node.js";
import { Judge } from "../../../provider/program/rules.js";
import { runs } from "./laws/index.js";
import { type Veiled, written } from "./laws/partial-laws.js";
import { pairs, type Said, type Tree, tree } from "./laws/trees.js";

/** What stands for an output in a program. */
const OUTPUT = { apply: () => undefined };

/** A program that declares the tree: settings inline, or as a policy of their own. Resources in a random order. */
function program(
    { tree: { units }, hidden }: Pick<Veiled, "tree" | "hidden">,
    policies: readonly boolean[],
    order: readonly number[],
): Declarations {
    const nodes: Node[] = [];
    const places: Ref[] = [];
    for (const [place, unit] of units.entries()) {
        const above = unit.above === null ? undefined : places[unit.above];
        const settings =
            unit.by === "live"
                ? undefined
                : { ...written(unit.own), ...Object.fromEntries((hidden[place] ?? []).map((name) => [name, OUTPUT])) };
        const { declared } = declaredLater(unit.by);
        if (unit.level === "reseller" || above === undefined) {
            places.push({ kind: "reseller" });
            if (settings !== undefined) nodes.push({ kind: "policy", by: unit.by, scope: { kind: "reseller" }, settings, declared });
            continue;
        }
        const inline = policies[place] === true ? undefined : settings;
        const by = inline === undefined ? `unit-${place}` : unit.by;
        const node: Node = { kind: "unit", level: unit.level, by, name: undefined, above, settings: inline, declared };
        const scope: Ref = { kind: "unit", unit: node };
        nodes.push(node);
        places.push(scope);
        if (settings !== undefined && inline === undefined) nodes.push({ kind: "policy", by: unit.by, scope, settings, declared });
    }
    const declarations = new Declarations();
    const drawn = nodes.map((node, index) => ({ node, at: order[index % order.length] ?? 0 })).sort((a, b) => a.at - b.at);
    for (const { node } of drawn) declarations.add(node);
    return declarations;
}

const refusals = (declarations: Declarations, live: Resolved): readonly string[] => {
    const judge = new Judge(declarations, () => live);
    return declarations.all.flatMap((node) => judge.judge(node).map(({ message }) => message)).sort();
};

/** A program can only declare or leave out: what is live below the reseller says nothing. */
const declarable = ({ stored, units }: Tree): Tree => ({
    stored,
    units: units.map((unit): Said => (unit.by === "live" ? { ...unit, own: {} } : unit)),
});

const policies = fc.array(fc.boolean(), { minLength: 15, maxLength: 15 });
const order = fc.array(fc.nat(), { minLength: 30, maxLength: 30 });

test("the same is refused in every order of declaration, inline or as a policy, and just what the rules refuse", () => {
    let refused = 0;
    fc.assert(
        fc.property(tree.map(declarable), policies, order, order, (all, asPolicies, one, other) => {
            const live = { effective: effectiveAtTop(all.stored), unknown: new Set<SettingName>() };
            const found = refusals(program({ tree: all, hidden: [] }, asPolicies, one), live);
            assert.deepEqual(refusals(program({ tree: all, hidden: [] }, asPolicies, other), live), found);
            const expected = pairs(all).flatMap(({ unit, above }) =>
                unit.by === "live" ? [] : violations(unit.own, above).map(({ setting }) => `${unit.by}: ${setting}`),
            );
            assert.deepEqual(found.map((message) => message.split(" ").slice(1, 3).join(" ")).sort(), expected.sort());
            if (found.length > 0) refused++;
        }),
        { numRuns: runs(500) },
    );
    expect(refused).toBeGreaterThan(runs(500) / 5);
});

test("a value of the reseller that is not known yet refuses nothing below, whatever is stored there", () => {
    const off = { outboundCalls: false, recordings: false, storeDialogData: false, anonymizeNumbers: true };
    const on = { outboundCalls: true, recordings: true, storeDialogData: true, anonymizeNumbers: false };
    const stored = { ...off, recordingRetention: 600_000, dialogRetention: 600_000 };
    const own = { ...on, recordingRetention: 604_800_000, dialogRetention: 604_800_000 };
    const units: readonly Said[] = [
        { level: "reseller", above: null, by: "top", own: {} },
        { level: "customer", above: 0, by: "acme", own },
        { level: "account", above: 1, by: "claims", own },
    ];
    const live = { effective: effectiveAtTop(stored), unknown: new Set<SettingName>() };
    const order = [1, 2, 3];
    expect(refusals(program({ tree: { stored, units }, hidden: [[...SETTING_NAMES]] }, [], order), live)).toEqual([]);
    expect(refusals(program({ tree: { stored, units }, hidden: [] }, [], order), live)).toHaveLength(2 * SETTING_NAMES.length);
});
