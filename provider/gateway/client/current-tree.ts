/** The tree as this process sees it: as it was read, and what the process has done to units since. */
import type { TreeUnit, UnitTree } from "../gateway.js";
import type { KnownUnits } from "../known-units.js";
import { singleFlight } from "../single-flight.js";
import { type ChangingTree, type TreeChange, treeOf, unitTree } from "../tree.js";
import { plain } from "../wire/json.js";
import { TREE } from "../wire/routes.js";
import type { Calls } from "./calls.js";

export interface CurrentTree {
    /** Undefined while nobody has read it. */
    known(): UnitTree | undefined;
    /** As it is known; read where nobody has. */
    get(): Promise<UnitTree>;
    /** Read anew. */
    read(): Promise<UnitTree>;
    changed(change: TreeChange): void;
    /** A unit's own read is younger than the tree. */
    seen(token: string, inactive: boolean): void;
    /** To be called once a unit is restored: what came back along with it has to be pinned or cut like any other unit. */
    lookBelow(token: string): Promise<void>;
}

export function createCurrentTree(reseller: string, calls: Calls, known: KnownUnits): CurrentTree {
    const once = singleFlight<UnitTree>({ keep: true });
    /** In this order: an answer that was under way meanwhile may hold them or not. */
    const changes: TreeChange[] = [];
    let tree: ChangingTree | undefined;
    /** Tokens of the units that were there first. */
    let first: ReadonlySet<string> | undefined;

    async function read(): Promise<UnitTree> {
        const wire = await calls(
            TREE,
            {},
            {
                kind: "read",
                method: "GET",
                subject: () => `The tree of ${known.subject("reseller", reseller)}`,
                parse: (raw) => treeOf(reseller).parse(plain(raw)),
            },
        );
        const fresh = unitTree(wire, (token) => first?.has(token) === false);
        const tokens = new Set<string>();
        everyUnit(fresh.reseller, (unit) => {
            known.name(unit);
            tokens.add(unit.token);
        });
        first ??= tokens;
        for (const change of changes) fresh.change(change);
        tree = fresh;
        return fresh;
    }

    function changed(change: TreeChange): void {
        changes.push(change);
        tree?.change(change);
    }

    /** Whether a restore brings back what is below is our guess until one has been seen. Looked at once, where that can be seen; then only if it does. */
    let restoresBelow = true;

    return {
        known: () => tree,
        get: async () => tree ?? (await once("", read)),
        read,
        changed,
        seen: (token, inactive) => {
            const unit = tree?.find(token);
            if (unit !== undefined && unit.inactive !== inactive) tree?.change({ kind: inactive ? "inactive" : "active", token });
        },
        lookBelow: async (token) => {
            const inactive = inactiveBelow(tree?.find(token));
            if (inactive.length === 0 || !restoresBelow) return;
            const now = await read();
            const returned = inactive.filter((below) => now.find(below)?.inactive === false);
            for (const below of returned) changed({ kind: "returned", token: below });
            restoresBelow = returned.length > 0;
        },
    };
}

const inactiveBelow = (unit: TreeUnit | undefined): readonly string[] =>
    (unit?.below ?? []).flatMap((child) => [...(child.inactive ? [child.token] : []), ...inactiveBelow(child)]);

function everyUnit(unit: TreeUnit, visit: (unit: TreeUnit) => void): void {
    visit(unit);
    for (const below of unit.below) everyUnit(below, visit);
}
