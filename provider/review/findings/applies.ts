/** What applies at each unit before and after, as far as it can be known: from the program, from a birth, from the gateway. */
import { isPeriod, looseness, SETTING_NAMES, type SettingName, type Settings } from "../../policy/index.js";
import type { Live } from "../fleet/live.js";
import type { Applied } from "../fleet/side.js";
import type { Tree, When } from "../fleet/tree.js";
import type { Unit } from "../fleet/unit.js";

type Known = Applied["settings"];

/** A project that declares no settings is born with these. Source: docs/settings.md, "Born". */
const BORN_CLOSED: Settings = {
    outboundCalls: false,
    recordings: false,
    recordingRetention: 600_000,
    anonymizeNumbers: true,
    storeDialogData: false,
    dialogRetention: 600_000,
};

/** The console's defaults for a new unit, which a policy that is removed with `onDelete: "reset"` falls back to. Source: docs/gateway-assumptions.md. */
const CONSOLE: Settings = {
    outboundCalls: false,
    recordings: false,
    recordingRetention: 7 * 24 * 3_600_000,
    anonymizeNumbers: false,
    storeDialogData: true,
    dialogRetention: 600_000,
};

function each(of: (name: SettingName) => boolean | number | undefined): Known {
    const known: { [S in SettingName]?: boolean | number } = {};
    for (const name of SETTING_NAMES) {
        const value = of(name);
        if (value !== undefined) known[name] = value;
    }
    return known;
}

/** The stricter of two, where both are known. */
export function stricter(a: Known | undefined, b: Known | undefined): Known | undefined {
    if (a === undefined || b === undefined) return undefined;
    return each((name) => {
        const [one, other] = [a[name], b[name]];
        if (one === undefined || other === undefined) return undefined;
        return looseness(name, one) <= looseness(name, other) ? one : other;
    });
}

/** What is said, cut to what the level above allows, as far as that is known. */
function cut(said: Known, above: Known | undefined): Known {
    return each((name) => {
        const [own, limit] = [said[name], above?.[name]];
        return own === undefined || limit === undefined || looseness(name, own) <= looseness(name, limit) ? own : limit;
    });
}

/** Where two sets of settings say different things; a setting that only one of them knows counts too. */
export const differing = (a: Known | undefined, b: Known | undefined): readonly SettingName[] =>
    a === b ? [] : SETTING_NAMES.filter((name) => a?.[name] !== b?.[name]);

export interface What {
    /** Undefined: nobody here knows. */
    at(unit: Unit, when: When): Known | undefined;
    /** At a unit of the gateway that the program does not declare. */
    live(token: string, when: When): Known | undefined;
    /** Whether the program says what applies there. */
    managed(unit: Unit, when: When): boolean;
    /** The policy that declares the settings of a unit. */
    policyOf(unit: Unit, when: When): Unit | undefined;
}

export function whatApplies(tree: Tree, live: Live | undefined): What {
    const policies = { before: new Map<Unit, Unit>(), after: new Map<Unit, Unit>() };
    const scopes = { before: new Map<string, Unit>(), after: new Map<string, Unit>() };
    for (const policy of tree.units.filter(({ isPolicy }) => isPolicy)) {
        for (const when of ["before", "after"] as const) {
            const subject = tree.subject(policy, when);
            if (subject !== undefined) policies[when].set(subject, policy);
            const token = policy[when]?.above.token;
            if (token !== undefined) scopes[when].set(token, policy);
        }
    }
    const known = { before: new Map<Unit | string, Known | undefined>(), after: new Map<Unit | string, Known | undefined>() };
    const policyOf = (unit: Unit, when: When): Unit | undefined => policies[when].get(unit);
    const declared = (unit: Unit, when: When): Known | undefined =>
        unit[when]?.applied?.settings ?? policyOf(unit, when)?.[when]?.applied?.settings;

    function remembered(key: Unit | string, when: When, of: () => Known | undefined): Known | undefined {
        const memory = known[when];
        if (memory.has(key)) return memory.get(key);
        // A circle, which only a damaged file can hold, ends here.
        memory.set(key, undefined);
        const found = of();
        memory.set(key, found);
        return found;
    }

    function aboveOf(unit: Unit, when: When): Known | undefined {
        const nearest = tree.above(unit, when).at(-1);
        if (nearest?.unit !== undefined) return at(nearest.unit, when);
        if (nearest?.token !== undefined) return atToken(nearest.token, when);
        const reseller = [...(live?.units.values() ?? [])].find(({ level }) => level === "reseller");
        return reseller === undefined ? undefined : atToken(reseller.token, when);
    }

    const isBorn = (unit: Unit): boolean => (unit.before === undefined || unit.replaced) && unit.after?.existing === undefined;

    function at(unit: Unit, when: When): Known | undefined {
        return remembered(unit, when, () => {
            const side = unit[when];
            if (side === undefined) return when === "before" ? beforeTakeover(unit) : undefined;
            const said = declared(unit, when);
            if (said !== undefined) return cut(said, aboveOf(unit, when));
            if (when === "after" && isBorn(unit)) return unit.level === "project" ? BORN_CLOSED : aboveOf(unit, when);
            // No longer managed: it stays as it is, but never looser than above.
            const was = when === "after" ? declared(unit, "before") : undefined;
            const above = aboveOf(unit, when);
            if (was !== undefined) {
                const reset = policyOf(unit, "before")?.before?.onDelete === "reset";
                return cut(reset ? (stricter(was, CONSOLE) ?? was) : was, above);
            }
            const stored = side.token === undefined ? undefined : live?.units.get(side.token)?.stored;
            return stricter(stored, above);
        });
    }

    /** What would apply at a unit that is there already, as it is stored. */
    function beforeTakeover(unit: Unit): Known | undefined {
        const token = unit.after?.existing;
        const stored = token === undefined ? undefined : live?.units.get(token)?.stored;
        return stored === undefined ? undefined : (stricter(stored, aboveOf(unit, "before")) ?? stored);
    }

    function atToken(token: string, when: When): Known | undefined {
        return remembered(token, when, () => {
            const declaredHere = tree.byToken(token);
            if (declaredHere !== undefined) return at(declaredHere, when);
            const policy = scopes[when].get(token)?.[when]?.applied?.settings;
            if (policy !== undefined) return policy;
            const there = live?.units.get(token);
            if (there?.stored === undefined) return undefined;
            return there.above === undefined ? there.stored : stricter(there.stored, atToken(there.above, when));
        });
    }

    return {
        at,
        live: atToken,
        managed: (unit, when) => unit[when]?.applied !== undefined || policyOf(unit, when)?.[when]?.applied !== undefined,
        policyOf,
    };
}

/** Whether a period has an effect: only where what it is about is recorded or stored. Undefined: not known. */
export function hasEffect(setting: SettingName, settings: Known | undefined): boolean | undefined {
    if (!isPeriod(setting)) return true;
    const value = setting === "recordingRetention" ? settings?.recordings : settings?.storeDialogData;
    return typeof value === "boolean" ? value : undefined;
}
