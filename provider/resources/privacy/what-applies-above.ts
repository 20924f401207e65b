/** What applies at the level above a unit: from the resources that declare it, else from what is live there. */
import { type Gateway, type Level, liveAt } from "../../gateway/index.js";
import { appliesAt, type ChainLink, type Resolved, variableOf } from "../../policy/index.js";
import type { Link, Told } from "../../told.js";
import { readResolved } from "./state-settings.js";

export interface Above extends Resolved {
    /** How people know the level, where that is known. */
    readonly name: (level: Level) => string | undefined;
    /** How a program would name the level in a policy's scope. */
    readonly scope: (level: Level) => string | undefined;
}

const tokenOf = ({ id, existing }: Link): string | undefined =>
    typeof id === "string" ? id : typeof existing === "string" ? existing : undefined;

/** A level and those above it, as the rules take them. */
async function chainOf(gateway: Gateway, [link, ...further]: readonly [Link, ...Link[]]): Promise<readonly [ChainLink, ...ChainLink[]]> {
    const { level, by = "live", effective, decidedBy } = link;
    if (effective !== undefined) return [{ kind: "answered", resolved: readResolved(effective, decidedBy, { level, by }) }];
    const [next, ...others] = further;
    const token = tokenOf(link);
    // A unit that is declared here and new in this run is born with what applies above it. Which one another names, nobody knows yet.
    const born = link.name !== undefined;
    if (next !== undefined && (token !== undefined || born)) {
        const above = chainOf(gateway, [next, ...others]);
        if (token === undefined) return [{ kind: "born", level }, ...(await above)];
        // Where a level above gets looser in this run, a level that nobody declares is pinned to what applies there today, whatever it stores.
        const [today, chain] = await Promise.all([liveAt(gateway, level, token), above]);
        return [{ kind: "live", level, stored: today.effective.settings }, ...chain];
    }
    if (token !== undefined) return [{ kind: "answered", resolved: await liveAt(gateway, level, token) }];
    if (level === "reseller" || (born && level === "customer"))
        return [{ kind: "answered", resolved: await liveAt(gateway, "reseller", gateway.reseller) }];
    return [{ kind: "unknown", level }];
}

/**
 * What applies above a unit. `parent` is the unit above, if its token is known; then what the program told.
 * Without the program's word the gateway's tree is asked: a unit below its reseller is never unchecked.
 */
export async function resolveAbove(
    gateway: Gateway,
    parent: { readonly level: Level; readonly token: unknown },
    { above: told = [] }: Told,
): Promise<Above> {
    const [nearest, ...further] = isOf(parent.token, told) ? told : [];
    const links = [nearest ?? { level: parent.level, id: parent.token }, ...further] as const;
    const resolved = appliesAt(await chainOf(gateway, links));
    const known = links.map(tokenOf).find((token) => token !== undefined) ?? parent.token;
    const shown = await shownUpwards(gateway, known);
    for (const { level, name, unit } of links) {
        const { name: inTree, scope } = shown.get(level) ?? {};
        shown.set(level, {
            name: typeof name === "string" ? name : inTree,
            scope: unit === undefined || level === "reseller" ? scope : variableOf(unit),
        });
    }
    return { ...resolved, name: (level) => shown.get(level)?.name, scope: (level) => shown.get(level)?.scope };
}

/** The engine may have kept another parent than the program names: `ignoreChanges`. Then the tree knows better what is above. */
function isOf(parent: unknown, [nearest]: readonly Link[]): boolean {
    const token = nearest === undefined ? undefined : tokenOf(nearest);
    return typeof parent !== "string" || token === undefined || token === parent;
}

interface Shown {
    readonly name?: string | undefined;
    readonly scope?: string | undefined;
}

async function shownUpwards(gateway: Gateway, token: unknown): Promise<Map<Level, Shown>> {
    const tree = await gateway.tree();
    const shown = new Map<Level, Shown>([["reseller", { name: tree.reseller.name, scope: "cvg.reseller" }]]);
    for (
        let unit = typeof token === "string" ? tree.find(token) : undefined;
        unit !== undefined && unit.level !== "reseller";
        unit = unit.above
    )
        shown.set(unit.level, { name: unit.name, scope: JSON.stringify(unit.token) });
    return shown;
}
