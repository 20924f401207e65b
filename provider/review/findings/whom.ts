/** How readers know a unit: by the names from its customer down. */
import type { LiveUnit } from "../fleet/live.js";
import type { Ancestor, Tree } from "../fleet/tree.js";
import type { Unit } from "../fleet/unit.js";
import type { Whom } from "./finding.js";

const SHORT = 8;

/** A unit that only its token names. */
const nameless = (level: string, token: string | undefined): string => (token === undefined ? level : `${level} ${token.slice(0, SHORT)}`);

/** The last place in time that the preview knows. */
export const pathOf = (above: readonly Ancestor[]): readonly string[] =>
    above.map(({ name, level, token }) => name ?? nameless(level, token));

export function whomOf(unit: Unit, tree: Tree): Whom {
    const side = unit.after ?? unit.before;
    const when = unit.after === undefined ? "before" : "after";
    if (unit.isPolicy) {
        const token = side?.above.token;
        // Of a unit that another program declares, or of the reseller.
        const own = unit.level === "reseller" ? "the reseller" : (tree.nameOf(token) ?? nameless(unit.level, token));
        const above = unit.level === "reseller" ? [] : tree.aboveToken(token);
        return who(unit, [...pathOf(above), own], above[0]?.token ?? token, token);
    }
    const above = tree.above(unit, when);
    return who(unit, [...pathOf(above), side?.name ?? nameless(unit.level, side?.token)], above[0]?.token ?? side?.token, side?.token);
}

const who = (
    { level, resource, urn }: Unit,
    path: readonly string[],
    tenantToken: string | undefined,
    token: string | undefined,
): Whom => ({
    ...{ level, path, resource, urn, token, tenantToken },
    tenant: path[0] ?? level,
});

/** A unit of the gateway that the program does not declare. */
export function whomLive({ level, name, token }: LiveUnit, above: readonly Ancestor[]): Whom {
    const path = [...pathOf(above), name];
    return {
        ...{ level, path, token },
        tenant: path[0] ?? name,
        tenantToken: above[0]?.token ?? token,
        resource: undefined,
        urn: undefined,
    };
}
