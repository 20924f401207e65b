import type { Level, Tree } from "./contract.js";
import type { TreeUnit, UnitTree } from "./gateway.js";

interface WireUnit {
    readonly level: Level;
    readonly token: string;
    readonly name: string;
    readonly inactive: boolean;
    readonly deletionTimestamp?: number | undefined;
    readonly below: readonly WireUnit[];
}

/** The tree as the wire has it, in one shape for all levels, linked both ways and found by token. */
export function unitTree(tree: Tree): UnitTree {
    const byToken = new Map<string, TreeUnit>();

    function grow(wire: WireUnit, above?: TreeUnit): TreeUnit {
        const below: TreeUnit[] = [];
        const unit: TreeUnit = {
            level: wire.level,
            token: wire.token,
            name: wire.name,
            inactive: wire.inactive,
            ...(wire.deletionTimestamp === undefined ? {} : { deletionTimestamp: wire.deletionTimestamp }),
            ...(above === undefined ? {} : { above }),
            below,
        };
        byToken.set(unit.token, unit);
        below.push(...wire.below.map((inner) => grow(inner, unit)));
        return unit;
    }

    const reseller = grow(levelled(tree));
    return { reseller, find: (token) => byToken.get(token) };
}

function levelled({ resellerToken, resellerName, customers }: Tree): WireUnit {
    return {
        level: "reseller",
        token: resellerToken,
        name: resellerName,
        inactive: false,
        below: customers.map(({ customerToken, customerName, accounts, ...customer }) => ({
            level: "customer",
            token: customerToken,
            name: customerName,
            inactive: customer.inactive,
            deletionTimestamp: customer.deletionTimestamp,
            below: accounts.map(({ accountToken, accountName, projects, ...account }) => ({
                level: "account",
                token: accountToken,
                name: accountName,
                inactive: account.inactive,
                deletionTimestamp: account.deletionTimestamp,
                below: projects.map(({ projectToken, projectName, ...project }) => ({
                    level: "project",
                    token: projectToken,
                    name: projectName,
                    inactive: project.inactive,
                    deletionTimestamp: project.deletionTimestamp,
                    below: [],
                })),
            })),
        })),
    };
}
