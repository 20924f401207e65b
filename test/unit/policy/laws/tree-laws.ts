/** Laws of what applies, what is refused, and what a change does. */
import assert from "node:assert/strict";
import fc from "fast-check";
import {
    compare,
    consequences,
    type Effective,
    effective,
    effectiveAtTop,
    isPeriod,
    type OwnSettings,
    SETTING_NAMES,
    type SettingName,
    type Settings,
    violations,
} from "../../../../provider/policy/index.js";
import type { Law } from "./law.js";
import { applied, decider, noLooser, own, pairs, type Said, settings, type Tree, tree, weight, wishOf } from "./trees.js";

const anyone = { level: "project", by: "anyone" } as const;

/** What a level asks for, by a reading of the manual that is not the rules' own. */
function asks(said: OwnSettings, name: SettingName, above: Settings): boolean | number | undefined {
    const value = said[name];
    if (typeof value !== "object") return value;
    const wish = wishOf(value);
    return weight(name, wish) <= weight(name, above[name]) ? wish : undefined;
}

/** Every unit from this one up to the reseller. */
function upwards(units: readonly Said[], place: number): readonly Said[] {
    const unit = units[place];
    if (unit === undefined) return [];
    return unit.above === null ? [unit] : [unit, ...upwards(units, unit.above)];
}

const isBelow = (units: readonly Said[], place: number, other: number): boolean => {
    const high = units[other];
    return high !== undefined && upwards(units, place).slice(1).includes(high);
};

/** The same, but stricter or equal in some settings: a plain value, or a period that was left out and now is not. */
function tightened(said: OwnSettings, by: OwnSettings, now: Settings): OwnSettings {
    const stricter = SETTING_NAMES.flatMap((name): readonly (readonly [SettingName, unknown])[] => {
        const value = by[name];
        if (value === undefined) return [];
        if (typeof value === "object")
            return typeof said[name] === "object" || said[name] === undefined ? [[name, stricterWish(name, said[name], value)]] : [];
        return weight(name, value) <= weight(name, now[name]) ? [[name, value]] : [];
    });
    return { ...said, ...Object.fromEntries(stricter) };
}

type Wish = Parameters<typeof wishOf>[0];

function stricterWish(name: SettingName, said: OwnSettings[SettingName], by: Wish): Wish {
    if (typeof said !== "object") return by;
    return weight(name, wishOf(said)) <= weight(name, wishOf(by)) ? said : by;
}

export const treeLaws: readonly Law[] = [
    {
        name: "What applies at a unit is never looser than what applies above it",
        property: fc.property(tree, (all) => {
            for (const { above, at } of pairs(all)) assert.ok(noLooser(at.settings, above.settings));
        }),
    },
    {
        name: "What applies is the stricter of what is asked for and what applies above",
        property: fc.property(tree, (all) => {
            for (const { unit, above, at } of pairs(all)) {
                for (const name of SETTING_NAMES) {
                    const asked = asks(unit.own, name, above.settings);
                    const open = asked === undefined || weight(name, asked) > weight(name, above.settings[name]);
                    assert.equal(at.settings[name], open ? above.settings[name] : asked, name);
                }
            }
        }),
    },
    {
        name: "A level that inherits everything changes nothing below it, and decides nothing",
        property: fc.property(tree, (all) => {
            for (const { unit, above, at } of pairs(all)) {
                assert.deepEqual(effective({}, above, anyone), above);
                assert.deepEqual(effective(unit.own, effective({}, above, anyone), decider(unit)), at);
            }
        }),
    },
    {
        name: "Tightening a level loosens nothing below it, and changes nothing elsewhere",
        property: fc.property(tree, own, fc.nat(), (all, by, choice) => {
            const before = applied(all);
            const place = choice % all.units.length;
            const units = all.units.map((unit, each): Said => {
                const now = before[each];
                if (each !== place || now === undefined) return unit;
                return {
                    ...unit,
                    by: "tightened",
                    own: tightened(unit.by === "live" && unit.above === null ? {} : unit.own, by, now.settings),
                };
            });
            const after = applied({ ...all, units });
            for (const [each, then] of after.entries()) {
                const now = before[each];
                if (now === undefined) continue;
                assert.ok(noLooser(then.settings, now.settings));
                if (each !== place && !isBelow(units, each, place)) assert.deepEqual(then, now);
            }
        }),
    },
    {
        name: "The order in which levels and settings are declared does not matter",
        property: fc.property(tree, fc.infiniteStream(fc.nat()), (all, chance) => {
            const shuffled = <T>(list: readonly T[]): readonly T[] =>
                list
                    .map((each) => ({ each, at: chance.next().value ?? 0 }))
                    .sort((a, b) => a.at - b.at)
                    .map(({ each }) => each);
            const found = new Map<Said, Effective>();
            const at = (unit: Said): Effective => {
                const own: OwnSettings = Object.fromEntries(shuffled(Object.entries(unit.own)));
                const above = unit.above === null ? undefined : all.units[unit.above];
                const result =
                    found.get(unit) ??
                    (above === undefined
                        ? effectiveAtTop(all.stored, unit.by === "live" ? {} : own, decider(unit))
                        : effective(own, at(above), decider(unit)));
                found.set(unit, result);
                return result;
            };
            for (const unit of shuffled(all.units)) at(unit);
            assert.deepEqual(
                all.units.map((unit) => found.get(unit)),
                applied(all),
            );
        }),
    },
    {
        name: "Nothing is refused exactly where all plain values are what applies; what is refused is named with what is allowed and who decides it",
        property: fc.property(tree, (all) => {
            for (const { unit, above, at } of pairs(all)) {
                const refused = violations(unit.own, above);
                const held = SETTING_NAMES.filter((name) => {
                    const value = unit.own[name];
                    return value !== undefined && typeof value !== "object" && value !== at.settings[name];
                });
                assert.deepEqual(
                    refused,
                    held.map((setting) => ({
                        setting,
                        asked: unit.own[setting],
                        allowed: above.settings[setting],
                        decidedBy: above.decidedBy[setting],
                    })),
                );
            }
        }),
    },
    {
        name: "atMost is never refused, and what applies is the shorter of both",
        property: fc.property(tree, (all) => {
            for (const { unit, above, at } of pairs(all)) {
                for (const name of SETTING_NAMES.filter(isPeriod)) {
                    const value = unit.own[name];
                    if (typeof value !== "object") continue;
                    assert.ok(violations(unit.own, above).every(({ setting }) => setting !== name));
                    assert.equal(at.settings[name], Math.min(value.atMost, above.settings[name]));
                }
            }
        }),
    },
    {
        name: "ifAllowed is never refused, and what applies is what is asked for or, where that is not allowed, what applies above",
        property: fc.property(tree, (all) => {
            for (const { unit, above, at } of pairs(all)) {
                for (const name of SETTING_NAMES) {
                    const value = unit.own[name];
                    if (typeof value !== "object" || !("ifAllowed" in value)) continue;
                    assert.ok(violations(unit.own, above).every(({ setting }) => setting !== name));
                    const { ifAllowed } = value;
                    const isAllowed = weight(name, ifAllowed) <= weight(name, above.settings[name]);
                    assert.equal(at.settings[name], isAllowed ? ifAllowed : above.settings[name]);
                }
            }
        }),
    },
    {
        name: "Who decides a setting is a level on the way up that asks for just what applies; levels nearer to the unit declare nothing that holds",
        property: fc.property(tree, decidersAreTrue),
    },
    {
        name: "What a change does is the opposite of what its undoing does, and nothing where nothing changes",
        property: fc.property(settings, settings, fc.subarray([...SETTING_NAMES]), (before, other, changed) => {
            const after: Settings = Object.assign({}, before, Object.fromEntries(changed.map((name) => [name, other[name]])));
            const opposite = { looser: "stricter", stricter: "looser", same: "same" } as const;
            const there = compare(before, after);
            const back = compare(after, before);
            assert.deepEqual(
                there.map(({ setting }) => setting),
                SETTING_NAMES,
            );
            for (const [index, one] of there.entries()) {
                const other = back[index];
                assert.equal(other?.direction, opposite[one.direction]);
                assert.deepEqual([other?.before, other?.after], [one.after, one.before]);
                assert.deepEqual([one.before, one.after], [before[one.setting], after[one.setting]]);
                assert.equal(one.direction === "same", one.before === one.after);
                assert.equal(one.direction === "looser", weight(one.setting, one.after) > weight(one.setting, one.before));
                assert.ok(one.mayDelete === undefined || one.direction === "stricter");
            }
            assert.ok(compare(before, before).every(({ direction }) => direction === "same"));
        }),
    },
    {
        name: "Every setting that changes has one sentence for a reviewer; data is lost only where something becomes stricter",
        property: fc.property(settings, settings, (before, after) => {
            const changes = compare(before, after).filter(({ direction }) => direction !== "same");
            const told = consequences(before, after);
            assert.deepEqual(
                told.map(({ setting }) => setting),
                changes.map(({ setting }) => setting),
            );
            for (const [index, { direction, mayDelete }] of changes.entries()) {
                const code = told[index]?.code;
                assert.equal(code === "CVG108", direction === "looser");
                assert.equal(code === "CVG107", mayDelete !== undefined);
            }
        }),
    },
];

function decidersAreTrue(all: Tree): void {
    const found = applied(all);
    for (const [place, at] of found.entries()) {
        const way = upwards(all.units, place);
        for (const name of SETTING_NAMES) {
            const value = at.settings[name];
            const { by, level } = at.decidedBy[name];
            // The first on the way up that declares what applies, or that is live and asks for less than applies above it.
            const [nearest] = way.filter((unit) => {
                const above = unit.above === null ? undefined : found[unit.above];
                if (above === undefined) return true;
                if (asks(unit.own, name, above.settings) !== value) return false;
                return unit.by !== "live" || weight(name, value) < weight(name, above.settings[name]);
            });
            const topSilent =
                nearest?.above === null && (nearest.by === "live" || ["undefined", "object"].includes(typeof nearest.own[name]));
            assert.deepEqual({ level, by }, { level: nearest?.level, by: topSilent ? "live" : nearest?.by }, name);
        }
    }
}
