/** The units of a preview as a tree: who stands below whom, before and after. */
import type { Level } from "../../policy/index.js";
import type { Live } from "./live.js";
import type { Place } from "./side.js";
import type { Unit } from "./unit.js";

export type When = "before" | "after";

export interface Ancestor {
    readonly level: Level;
    readonly token: string | undefined;
    readonly name: string | undefined;
    readonly unit: Unit | undefined;
}

export interface Tree {
    readonly units: readonly Unit[];
    /** The units above, from the customer down, without the unit itself. */
    above(unit: Unit, when: When): readonly Ancestor[];
    /** The unit that a policy is about, where the program declares it. */
    subject(policy: Unit, when: When): Unit | undefined;
    byToken(token: string): Unit | undefined;
    /** The units above one that only the gateway knows. */
    aboveToken(token: string | undefined): readonly Ancestor[];
    nameOf(token: string | undefined): string | undefined;
    /** The units of the program that were in use below. */
    below(unit: Unit): readonly Unit[];
}

const UP: Readonly<Record<Level, Level | undefined>> = {
    project: "account",
    account: "customer",
    customer: undefined,
    reseller: undefined,
};

function listIn(lists: Map<Unit, Unit[]>, of: Unit): Unit[] {
    const list = lists.get(of) ?? [];
    lists.set(of, list);
    return list;
}

export function treeOf(units: readonly Unit[], live: Live | undefined): Tree {
    const byUrn = new Map(units.map((unit) => [unit.urn, unit]));
    const byToken = new Map<string, Unit>();
    for (const unit of units)
        for (const side of [unit.before, unit.after]) if (side?.token !== undefined && !unit.isPolicy) byToken.set(side.token, unit);

    const at = ({ token, urn }: Place): Unit | undefined =>
        (token === undefined ? undefined : byToken.get(token)) ?? (urn === undefined ? undefined : byUrn.get(urn));

    /** From the nearest up. */
    function climb(from: Place | undefined, level: Level, when: When): readonly Ancestor[] {
        const found: Ancestor[] = [];
        let [place, upper] = [from, UP[level]];
        // No longer than there are levels, whatever a file says.
        while (place !== undefined && upper !== undefined) {
            const unit = at(place);
            const token: string | undefined = place.token ?? unit?.[when]?.token;
            const there = token === undefined ? undefined : live?.units.get(token);
            const its = unit?.[when] ?? unit?.before ?? unit?.after;
            if (token === undefined && unit === undefined) break;
            found.push({ level: upper, token, name: its?.name ?? there?.name, unit });
            place = unit === undefined ? liveAbove(there?.above) : its?.above;
            upper = UP[upper];
        }
        return found;
    }
    /** Each is asked for several times. */
    const chains = { before: new Map<Unit, readonly Ancestor[]>(), after: new Map<Unit, readonly Ancestor[]>() };
    function above(unit: Unit, when: When): readonly Ancestor[] {
        const known = chains[when].get(unit);
        if (known !== undefined) return known;
        const chain = climb((unit[when] ?? unit.before ?? unit.after)?.above, unit.level, when).toReversed();
        chains[when].set(unit, chain);
        return chain;
    }
    const liveAbove = (token: string | undefined): Place | undefined => (token === undefined ? undefined : { token, urn: undefined });

    let below: Map<Unit, Unit[]> | undefined;
    const sorted = (): Map<Unit, Unit[]> => {
        const found = new Map<Unit, Unit[]>();
        for (const unit of units) {
            if (unit.isPolicy || unit.before?.active !== true) continue;
            for (const { unit: upper } of above(unit, "before")) if (upper !== undefined) listIn(found, upper).push(unit);
        }
        return found;
    };

    return {
        units,
        below: (unit) => {
            below ??= sorted();
            return below.get(unit) ?? [];
        },
        above,
        subject: (policy, when) => {
            const place = policy[when]?.above;
            return place === undefined ? undefined : at(place);
        },
        byToken: (token) => byToken.get(token),
        aboveToken: (token) => {
            const there = token === undefined ? undefined : live?.units.get(token);
            return there === undefined ? [] : climb(liveAbove(there.above), there.level, "after").toReversed();
        },
        nameOf: (token) => (token === undefined ? undefined : live?.units.get(token)?.name),
    };
}
