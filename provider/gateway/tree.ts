import type { Level, Tree, UnitLevel } from "./contract.js";
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

/** Units that this process made: younger than the tree, and found in it all the same. */
export interface MadeUnits {
    add(level: UnitLevel, above: string, token: string, name: string): void;
    /** The gateway does not know it any more. */
    forget(token: string): void;
    /** The tree with them. They are found, with what is above them; the units of the tree stay as they were read. */
    within(tree: UnitTree): UnitTree;
}

export function createMadeUnits(): MadeUnits {
    const made = new Map<string, { readonly level: UnitLevel; readonly above: string; readonly name: string }>();
    return {
        add: (level, above, token, name) => made.set(token, { level, above, name }),
        forget: (token) => made.delete(token),
        within(tree) {
            const find = (token: string): TreeUnit | undefined => {
                const unit = made.get(token);
                const read = tree.find(token);
                if (unit === undefined) return read;
                if (read !== undefined) return { ...read, made: true };
                const above = find(unit.above);
                const { level, name } = unit;
                return { level, token, name, inactive: false, ...(above === undefined ? {} : { above }), below: [], made: true };
            };
            return { reseller: tree.reseller, find };
        },
    };
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
