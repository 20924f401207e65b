/** What a program's lock refuses does not depend on the order in which its resources are declared, and is what the rules refuse. */
import assert from "node:assert/strict";
import fc from "fast-check";
import { settingsToWire } from "../../../provider/gateway/index.js";
import { SETTING_NAMES, type Settings, violations } from "../../../provider/policy/index.js";
import { Judge } from "../../../provider/program/judge/settings-judge.js";
import { Declarations } from "../../../provider/program/picture/declarations.js";
import { Values } from "../../../provider/program/picture/later-values.js";
import { Needs } from "../../../provider/program/picture/needs.js";
import { declaredLater, type Node, type Ref, type UnitNode } from "../../../provider/program/picture/node.js";
import { Places } from "../../../provider/program/picture/places.js";
import { closed, open } from "../../harness/settings.js";
import { runs } from "./laws/index.js";
import { type Veiled, written } from "./laws/partial-laws.js";
import { pairs, type Said, type Tree, tree } from "./laws/trees.js";

/** What stands for an output in a program: a value that nobody knows yet. */
const OUTPUT = new Promise<never>(() => undefined);
const NOTHING_MORE = { ignored: new Set<never>(), needs: new Needs(undefined), written: () => ({}), mistakes: () => [] };

/** A program that declares the tree: settings inline, or as a policy of their own. Resources in a random order. */
function program(
    { tree: { units }, hidden }: Pick<Veiled, "tree" | "hidden">,
    policies: readonly boolean[],
    order: readonly number[],
): readonly Node[] {
    const nodes: Node[] = [];
    const places: Ref[] = [];
    for (const [place, unit] of units.entries()) {
        const above = unit.above === null ? undefined : places[unit.above];
        const settings =
            unit.by === "live"
                ? undefined
                : { ...written(unit.own), ...Object.fromEntries((hidden[place] ?? []).map((name) => [name, OUTPUT])) };
        const more = { ...NOTHING_MORE, ...declaredLater(unit.by), identity: `policy-${place}`, within: undefined };
        if (unit.level === "reseller" || above === undefined) {
            places.push({ kind: "reseller" });
            if (settings !== undefined) nodes.push({ kind: "policy", by: unit.by, scope: { kind: "reseller" }, settings, ...more });
            continue;
        }
        const inline = policies[place] === true ? undefined : settings;
        const by = inline === undefined ? `unit-${place}` : unit.by;
        const node: UnitNode = {
            kind: "unit",
            level: unit.level,
            by,
            name: undefined,
            above,
            settings: inline,
            ...more,
            identity: `unit-${place}`,
        };
        const scope: Ref = { kind: "unit", unit: node };
        nodes.push(node);
        places.push(scope);
        if (settings !== undefined && inline === undefined) nodes.push({ kind: "policy", by: unit.by, scope, settings, ...more });
    }
    const drawn = nodes.map((node, index) => ({ node, at: order[index % order.length] ?? 0 }));
    return drawn.sort((a, b) => a.at - b.at).map(({ node }) => node);
}

async function refusals(nodes: readonly Node[], stored: Settings): Promise<readonly string[]> {
    const values = new Values();
    const gateway = {
        reseller: "top",
        settings: async () => settingsToWire(stored),
        tree: () => Promise.reject(new Error("nothing is named by token")),
    };
    const places = new Places(values, () => gateway);
    await places.readStored([{ kind: "reseller" }]);
    const declarations = new Declarations(places, values);
    for (const node of nodes) declarations.add(node);
    const judge = new Judge(declarations, places, values);
    return nodes.flatMap((node) => judge.judge(node).map(({ message }) => message)).sort();
}

/** A program can only declare or leave out: what is live below the reseller says nothing. */
const declarable = ({ stored, units }: Tree): Tree => ({
    stored,
    units: units.map((unit): Said => (unit.by === "live" ? { ...unit, own: {} } : unit)),
});

const policies = fc.array(fc.boolean(), { minLength: 15, maxLength: 15 });
const order = fc.array(fc.nat(), { minLength: 30, maxLength: 30 });

test("the same is refused in every order of declaration, inline or as a policy, and just what the rules refuse", async () => {
    let refused = 0;
    await fc.assert(
        fc.asyncProperty(tree.map(declarable), policies, order, order, async (all, asPolicies, one, other) => {
            const found = await refusals(program({ tree: all, hidden: [] }, asPolicies, one), all.stored);
            assert.deepEqual(await refusals(program({ tree: all, hidden: [] }, asPolicies, other), all.stored), found);
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

test("a value of the reseller that is not known yet refuses nothing below, whatever is stored there", async () => {
    const [stored, own] = [closed(600_000), open(604_800_000)];
    const units: readonly Said[] = [
        { level: "reseller", above: null, by: "top", own: {} },
        { level: "customer", above: 0, by: "acme", own },
        { level: "account", above: 1, by: "claims", own },
    ];
    const order = [1, 2, 3];
    expect(await refusals(program({ tree: { stored, units }, hidden: [[...SETTING_NAMES]] }, [], order), stored)).toEqual([]);
    expect(await refusals(program({ tree: { stored, units }, hidden: [] }, [], order), stored)).toHaveLength(2 * SETTING_NAMES.length);
});
