/** Finds, for each resource, the levels above it and who declares their settings. In any order of declaration: it is asked when all constructors have run. */
import * as pulumi from "@pulumi/pulumi";
import type { Level } from "../gateway/index.js";
import type { Declared, Node, PolicyNode, Ref } from "./node.js";

/** A level above as the provider gets it, nearest first. See resources/privacy/above.ts. */
export interface Link {
    readonly level: Level;
    readonly by?: string;
    readonly name?: unknown;
    readonly id?: unknown;
    readonly effective?: unknown;
    readonly decidedBy?: unknown;
}

/** A link whose outputs have settled, without the dependencies that outputs carry: what must be there first is said in `dependsOn`. */
async function settledLink(link: Link): Promise<Link> {
    const entries = await Promise.all(Object.entries(link).map(async ([key, value]) => [key, await settled(value)] as const));
    return { ...link, ...Object.fromEntries(entries) };
}

/** A value that a resource answered, or that it is not known. */
export async function settled(value: unknown): Promise<unknown> {
    if (!pulumi.Output.isInstance(value)) return value;
    return new Promise((resolve, reject) => {
        const known: Promise<boolean> = Reflect.get(value, "isKnown");
        known.then((is) => (is ? value.apply(resolve) : resolve(pulumi.runtime.unknownValue)), reject);
    });
}

export const settledLinks = (links: readonly Link[]): Promise<readonly Link[]> => Promise.all(links.map(settledLink));

/** Everything that one program declares. */
export class Declarations {
    readonly #nodes: Node[] = [];

    add(node: Node): void {
        this.#nodes.push(node);
    }

    /** In the order of declaration. */
    get all(): readonly Node[] {
        return this.#nodes;
    }

    /** All policies whose scope is this very place. */
    policiesOf(place: Ref): readonly PolicyNode[] {
        return this.#nodes.filter((node): node is PolicyNode => node.kind === "policy" && samePlace(node.scope, place));
    }

    /** The resource that declares the settings of a place: its policy, or the unit itself. */
    ownerOf(place: Ref): Node | undefined {
        const [policy] = this.policiesOf(place);
        if (policy !== undefined) return policy;
        return place.kind === "unit" && place.unit.settings !== undefined ? place.unit : undefined;
    }

    /** The place above a resource's own. A policy stands where its unit stands. */
    above(node: Node): Ref | undefined {
        if (node.kind === "unit") return node.above;
        return node.scope.kind === "unit" ? node.scope.unit.above : undefined;
    }

    /** The levels above a resource, nearest first, up to the first that declares settings or the last that the program knows. */
    linksAbove(node: Node): readonly Link[] | undefined {
        const start = this.above(node);
        return start === undefined ? undefined : [...this.#climb(start)];
    }

    *#climb(place: Ref): Generator<Link> {
        const owner = this.ownerOf(place);
        const known = describe(place);
        if (owner !== undefined) {
            const { effective, decidedBy } = owner.declared();
            yield { ...known, level: known.level ?? "reseller", by: owner.by, effective, decidedBy };
        } else if (known.level !== undefined && place.kind !== "reseller") {
            yield { ...known, level: known.level };
            if (place.kind === "unit") yield* this.#climb(place.unit.above);
        }
    }

    /** The nearest resource above that declares settings: it must be there first. */
    nearestOwner(node: Node): Declared | undefined {
        for (let place = this.above(node); place !== undefined; place = place.kind === "unit" ? place.unit.above : undefined) {
            const owner = this.ownerOf(place);
            if (owner !== undefined) return owner.declared();
        }
        return undefined;
    }
}

function describe(place: Ref): { readonly level: Level | undefined; readonly name?: unknown; readonly id?: unknown } {
    if (place.kind === "reseller") return { level: "reseller" };
    if (place.kind === "token") return { level: place.level, id: place.token };
    return { level: place.unit.level, name: place.unit.name, id: place.unit.declared().resource.id };
}

/** Whether two refs name the same unit, as far as a program can know before anything exists. */
export function samePlace(a: Ref, b: Ref): boolean {
    if (a.kind === "reseller" || b.kind === "reseller") return a.kind === b.kind;
    if (a.kind === "unit" && b.kind === "unit") return a.unit === b.unit;
    return a.kind === "token" && b.kind === "token" && typeof a.token === "string" && a.token === b.token;
}
