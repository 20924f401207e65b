/** Laws of previews in which not everything is known: what is claimed then, full knowledge must not contradict. */
import assert from "node:assert/strict";
import fc from "fast-check";
import {
    type Effective,
    effectiveAtTop,
    formatPeriod,
    groupDeciders,
    isPeriod,
    LOOSEST,
    type OwnSettings,
    type Resolved,
    readDeciders,
    readOwn,
    refused,
    resolve,
    resolveAtTop,
    SETTING_NAMES,
    type SettingName,
    unknownLevel,
    violations,
} from "../../../../provider/policy/index.js";
import { closed } from "../../../harness/settings.js";
import type { Law } from "./law.js";
import { applied, decider, declaredTree, own, type Said, type Tree, tidy, tree } from "./trees.js";

/** What stands for a value that is not known yet. */
const UNKNOWN = Symbol("unknown");
const isUnknown = (value: unknown): boolean => value === UNKNOWN;

export type Written = Readonly<Record<string, unknown>>;

/** As a program writes it. */
export function written(said: OwnSettings): Written {
    const text = (value: unknown): unknown => {
        if (typeof value === "number") return formatPeriod(value);
        return typeof value === "object" && value !== null && "atMost" in value ? { atMost: formatPeriod(Number(value.atMost)) } : value;
    };
    return Object.fromEntries(Object.entries(said).map(([name, value]) => [name, text(value)]));
}

/** With some settings not known yet; where `atMost` or `ifAllowed` was written only what stands in it may be unknown. */
function veiled(said: OwnSettings, hidden: readonly SettingName[]): Written {
    const veil = (name: SettingName): unknown =>
        typeof said[name] === "object" ? { [isPeriod(name) ? "atMost" : "ifAllowed"]: UNKNOWN } : UNKNOWN;
    return { ...written(said), ...Object.fromEntries(hidden.map((name) => [name, veil(name)])) };
}

export interface Veiled {
    readonly tree: Tree;
    /** By place in the tree: the settings of which nobody knows yet what they will say, if anything. */
    readonly hidden: readonly (readonly SettingName[])[];
    /** Whether what the gateway holds for the reseller could be read. */
    readonly read: boolean;
}

/** Seven trees are enough to hide every setting at every level somewhere; hiding most would leave nothing to claim. */
const hidden = fc.oneof(
    { weight: 3, arbitrary: fc.constant([]) },
    { weight: 2, arbitrary: fc.subarray([...SETTING_NAMES], { maxLength: 3 }) },
);
export const veiledTree: fc.Arbitrary<Veiled> = fc.record({
    tree: declaredTree,
    hidden: fc.array(hidden, { minLength: 15, maxLength: 15 }),
    read: fc.boolean(),
});

/** What a preview makes of the tree, as the program's side does. */
export function known({ tree: { stored, units }, hidden, read }: Veiled): readonly Resolved[] {
    const found: Resolved[] = [];
    for (const [place, unit] of units.entries()) {
        const said = readOwn(veiled(unit.own, hidden[place] ?? []), isUnknown);
        const above = unit.above === null ? undefined : found[unit.above];
        if (above !== undefined) {
            found.push(resolve(said, above, decider(unit)));
            continue;
        }
        const live = read
            ? { effective: effectiveAtTop(stored), unknown: new Set<SettingName>() }
            : unknownLevel({ level: "reseller", by: "live" });
        found.push(resolveAtTop(said, live, decider(unit)));
    }
    return found;
}

/** The same with `fill` where nobody knows yet. */
function filled({ tree, hidden, read }: Veiled, fill: "nothing" | "strictest"): readonly Effective[] {
    const strictest = closed(1);
    const stored = read ? tree.stored : fill === "nothing" ? LOOSEST : Object.assign({}, tree.stored, strictest);
    const units = tree.units.map((unit, place): Said => {
        const now = (hidden[place] ?? []).map((name) => [name, fill === "nothing" ? undefined : strictest[name]]);
        const said = { ...unit.own, ...Object.fromEntries(now) };
        return { ...unit, own: Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined)) };
    });
    return applied({ stored, units });
}

export const partialLaws: readonly Law[] = [
    {
        name: "What is known of a setting before everything is known, its value and who decides it, stays where nothing is refused",
        property: fc.property(veiledTree, (drawn) => {
            const veil = { ...drawn, tree: tidy(drawn.tree) };
            const full = applied(veil.tree);
            for (const [place, { effective, unknown }] of known(veil).entries()) {
                for (const name of SETTING_NAMES.filter((each) => !unknown.has(each))) {
                    assert.equal(effective.settings[name], full[place]?.settings[name], name);
                    assert.deepEqual(effective.decidedBy[name], full[place]?.decidedBy[name], name);
                }
            }
        }),
    },
    {
        name: "A setting that is not known yet may turn out either way: what is hidden changes its value or who decides it",
        property: fc.property(veiledTree, (veil) => {
            const [open, strict] = [filled(veil, "nothing"), filled(veil, "strictest")];
            for (const [place, { unknown }] of known(veil).entries()) {
                for (const name of unknown) {
                    const outcomes = [open, strict].map((all) => ({ value: all[place]?.settings[name], by: all[place]?.decidedBy[name] }));
                    assert.notDeepEqual(outcomes[0], outcomes[1], `${name} at ${place}`);
                }
            }
        }),
    },
    {
        name: "What is refused before everything is known is refused afterwards",
        property: fc.property(veiledTree, (veil) => {
            const resolved = known(veil);
            const full = applied(veil.tree);
            for (const [place, unit] of veil.tree.units.entries()) {
                const [above, fully] = unit.above === null ? [] : [resolved[unit.above], full[unit.above]];
                if (above === undefined || fully === undefined) continue;
                const early = refused(readOwn(veiled(unit.own, veil.hidden[place] ?? []), isUnknown), above).map(({ setting }) => setting);
                const later = new Set(violations(unit.own, fully).map(({ setting }) => setting));
                assert.deepEqual(
                    early.filter((setting) => !later.has(setting)),
                    [],
                );
            }
        }),
    },
    {
        name: "Where everything is known, a preview and the rules say the same",
        property: fc.property(declaredTree, (all) => {
            const full = applied(all);
            const resolved = known({ tree: all, hidden: [], read: true });
            assert.deepEqual(
                resolved.map(({ effective, unknown }) => ({ effective, unknown: [...unknown] })),
                full.map((effective) => ({ effective, unknown: [] })),
            );
            for (const unit of all.units) {
                const [above, fully] = unit.above === null ? [] : [resolved[unit.above], full[unit.above]];
                if (above === undefined || fully === undefined) continue;
                assert.deepEqual(refused(readOwn(written(unit.own), isUnknown), above), violations(unit.own, fully));
            }
        }),
    },
    {
        name: "Settings are read as they are written, and who decides is read as it is stored",
        property: fc.property(own, tree, (said, all) => {
            assert.deepEqual(readOwn(written(said), isUnknown), { settings: said, unknown: new Set() });
            for (const { decidedBy } of applied(all)) assert.deepEqual(readDeciders(groupDeciders(decidedBy)), decidedBy);
        }),
    },
];
