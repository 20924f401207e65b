import type { TreeUnit, UnitTree } from "./gateway.js";
import { isSameToken, type Level, Tree, type UnitLevel } from "./wire/contract.js";

/** The answer to who asks for the tree of a reseller: that one's, with each unit in it once. */
export const treeOf = (reseller: string) =>
    Tree.superRefine((tree, { addIssue }) => {
        if (!isSameToken(tree.resellerToken, reseller))
            addIssue({ code: "custom", path: ["resellerToken"], message: "it is the tree of another reseller" });
        const tokens = tree.customers.flatMap(({ customerToken, accounts }) => [
            customerToken,
            ...accounts.flatMap(({ accountToken, projects }) => [accountToken, ...projects.map(({ projectToken }) => projectToken)]),
        ]);
        if (new Set(tokens).size !== tokens.length) addIssue({ code: "custom", message: "one token stands for two units" });
    });

interface WireUnit {
    readonly level: Level;
    readonly token: string;
    readonly name: string;
    readonly inactive: boolean;
    readonly deletionTimestamp?: number | undefined;
    readonly below: readonly WireUnit[];
}

/** What this process did to a unit. It holds in the tree although that may have been read before. */
export type TreeChange =
    | { readonly kind: "made"; readonly token: string; readonly level: UnitLevel; readonly name: string; readonly above: string }
    /** `forgotten`: the gateway does not know it any more. What the tree itself holds stays, so that it can tell otherwise. */
    | { readonly kind: "inactive" | "active" | "returned" | "forgotten"; readonly token: string }
    | { readonly kind: "moved"; readonly token: string; readonly above: string };

/** A unit of the tree; others see it as a TreeUnit, which they cannot change. */
interface Node extends TreeUnit {
    inactive: boolean;
    deletionTimestamp: number | undefined;
    made: boolean;
    came: boolean;
    returned: boolean;
    above: Node | undefined;
    below: Node[];
}

/** The tree as it was read, in one shape for all levels, linked both ways and found by token; and what this process has changed since. */
export interface ChangingTree extends UnitTree {
    change(change: TreeChange): void;
}

/** @param isNew of each unit by its token: whether it was not there when the tree was read first */
export function unitTree(wire: Tree, isNew: (token: string) => boolean = () => false): ChangingTree {
    const byToken = new Map<string, Node>();

    function hang(node: Node, above: Node | undefined): void {
        if (node.above !== undefined) node.above.below = node.above.below.filter((unit) => unit !== node);
        node.above = above;
        above?.below.push(node);
    }

    function add(unit: Pick<Node, "level" | "token" | "name" | "inactive" | "deletionTimestamp" | "made">, above: Node | undefined): Node {
        const node: Node = { ...unit, came: isNew(unit.token), returned: false, above: undefined, below: [] };
        byToken.set(node.token, node);
        hang(node, above);
        return node;
    }

    function grow({ below, ...unit }: WireUnit, above: Node | undefined): Node {
        const node = add({ ...unit, deletionTimestamp: unit.deletionTimestamp, made: false }, above);
        for (const inner of below) grow(inner, node);
        return node;
    }

    function make({ token, level, name, above }: TreeChange & { readonly kind: "made" }): void {
        const known = byToken.get(token);
        // Made by this process, it is not the tree that tells of it.
        wired.delete(token);
        if (known !== undefined) known.made = true;
        else add({ level, token, name, inactive: false, deletionTimestamp: undefined, made: true }, byToken.get(above));
    }

    const reseller = grow(levelled(wire), undefined);
    const wired = new Set(byToken.keys());
    return {
        reseller,
        find: (token) => byToken.get(token),
        change: (change) => {
            if (change.kind === "made") return make(change);
            const node = byToken.get(change.token);
            if (node === undefined) return;
            if (change.kind === "moved") hang(node, byToken.get(change.above) ?? node.above);
            else if (change.kind === "forgotten") {
                if (wired.has(node.token)) return;
                hang(node, undefined);
                byToken.delete(node.token);
            } else {
                node.inactive = change.kind === "inactive";
                node.returned = change.kind === "returned";
                node.deletionTimestamp = undefined;
            }
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
