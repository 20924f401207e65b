/** Finds, for each resource, the levels above it and who declares their settings. In any order of declaration: it is asked when all constructors have run. */
import * as pulumi from "@pulumi/pulumi";
import type { Link } from "../../told.js";
import { isKnown, type Values } from "./later-values.js";
import { isDeclared } from "./linked-units.js";
import type { Node, PolicyNode, Ref, UnitNode } from "./node.js";
import type { PlaceKey, Places } from "./places.js";
import { reaches } from "./waits-for.js";

/** A link whose outputs have settled, without the dependencies that outputs carry: what must be there first is said in `dependsOn`. */
async function settledLink(link: Link): Promise<Link> {
    const entries = await Promise.all(Object.entries(link).map(async ([key, value]) => [key, await settled(value)] as const));
    const { existing, ...rest } = { ...link, ...Object.fromEntries(entries) };
    return typeof existing === "string" ? { ...rest, existing } : rest;
}

/** What outputs were asked for, each once: all units below another ask for the same of it. */
const asked = new WeakMap<object, Promise<unknown>>();

function answered(output: pulumi.Output<unknown>): Promise<unknown> {
    const answer = new Promise<unknown>((resolve, reject) => {
        isKnown(output).then((known) => (known ? output.apply(resolve) : resolve(pulumi.runtime.unknownValue)), reject);
    });
    asked.set(output, answer);
    return answer;
}

/** A value that a resource answered, or that it is not known. */
export async function settled(value: unknown): Promise<unknown> {
    return pulumi.Output.isInstance(value) ? (asked.get(value) ?? answered(value)) : value;
}

export const settledLinks = (links: readonly Link[]): Promise<readonly Link[]> => Promise.all(links.map(settledLink));

interface Index {
    /** As of which declarations and values. */
    readonly of: string;
    /** Resources that declare settings, by place, in the order of declaration. */
    readonly owners: ReadonlyMap<PlaceKey, readonly Node[]>;
    /** Units that name a declared unit above them by its token. */
    readonly byToken: ReadonlyMap<UnitNode, readonly UnitNode[]>;
}

/** Everything that one program declares. */
export class Declarations {
    readonly #nodes = new Set<Node>();
    readonly #children = new Map<UnitNode, UnitNode[]>();
    /** How many resources have each logical name, by kind. */
    readonly #named = new Map<string, number>();
    #changes = 0;
    #index: Index = { of: "", owners: new Map(), byToken: new Map() };

    constructor(
        private readonly places: Places,
        private readonly values: Values,
    ) {}

    add(node: Node): void {
        this.#nodes.add(node);
        this.#count(node, 1);
        if (node.kind !== "unit" || node.above.kind !== "unit") return;
        const children = this.#children.get(node.above.unit) ?? [];
        children.push(node);
        this.#children.set(node.above.unit, children);
    }

    /** A resource whose constructor was refused: it never came to be. */
    remove(node: Node): void {
        this.#nodes.delete(node);
        this.#count(node, -1);
        if (node.kind !== "unit" || node.above.kind !== "unit") return;
        const { unit } = node.above;
        this.#children.set(
            unit,
            (this.#children.get(unit) ?? []).filter((child) => child !== node),
        );
    }

    #count(node: Node, more: number): void {
        this.#changes += 1;
        this.#named.set(kindAndName(node), (this.#named.get(kindAndName(node)) ?? 0) + more);
    }

    /** How a message names a resource: where several have its logical name, with the component that it is in. */
    nameOf(node: Node): string {
        const isOne = node.within === undefined || (this.#named.get(kindAndName(node)) ?? 0) < 2;
        return isOne ? node.by : `${node.by} (in ${node.within})`;
    }

    /** Grows with each resource that is declared, or taken back. */
    get version(): number {
        return this.#changes;
    }

    /** In the order of declaration. */
    get all(): readonly Node[] {
        return [...this.#nodes];
    }

    /** Units that name this one as the unit above, by object or by its token. */
    childrenOf(unit: UnitNode): readonly UnitNode[] {
        return [...(this.#children.get(unit) ?? []), ...(this.#indexNow().byToken.get(unit) ?? [])];
    }

    /** A place that is named by its token, of a unit that this program declares: the same as by its object. */
    named(place: Ref): Ref {
        return this.places.named(place);
    }

    /** Token of the unit that a policy's unit was taken over from, where that is known. */
    async existingOf(node: Node): Promise<string | undefined> {
        const scope = node.kind === "unit" ? undefined : this.named(node.scope);
        if (scope?.kind !== "unit") return undefined;
        const existing = await settled(scope.unit.declared().existing);
        return typeof existing === "string" ? existing : undefined;
    }

    /** All resources that declare the settings of a place: the policies first, then units with inline settings. */
    ownersOf(place: Ref): readonly Node[] {
        return this.#indexNow().owners.get(this.places.key(place)) ?? [];
    }

    #indexNow(): Index {
        const of = `${this.#changes} ${this.values.version} ${this.places.version}`;
        if (this.#index.of !== of) this.#index = { of, owners: this.#owners(), byToken: this.#namedByToken() };
        return this.#index;
    }

    #namedByToken(): ReadonlyMap<UnitNode, readonly UnitNode[]> {
        const children = new Map<UnitNode, UnitNode[]>();
        for (const node of this.#nodes) {
            if (node.kind !== "unit" || node.above.kind === "reseller") continue;
            const above = this.named(node.above);
            if (above.kind !== "unit" || (node.above.kind === "unit" && node.above.unit === above.unit)) continue;
            children.set(above.unit, [...(children.get(above.unit) ?? []), node]);
        }
        return children;
    }

    #owners(): ReadonlyMap<PlaceKey, readonly Node[]> {
        const owners = new Map<PlaceKey, Node[]>();
        const enter = (node: Node, place: Ref): void => {
            const key = this.places.key(place);
            const known = owners.get(key);
            if (known === undefined) owners.set(key, [node]);
            else known.push(node);
        };
        const isPolicy = (node: Node): node is PolicyNode => node.kind === "policy";
        for (const policy of this.all.filter(isPolicy)) enter(policy, policy.scope);
        for (const node of this.#nodes) if (node.kind === "unit" && node.settings !== undefined) enter(node, { kind: "unit", unit: node });
        return owners;
    }

    /** The resource that declares the settings of a place: its policy, or the unit itself. */
    ownerOf(place: Ref): Node | undefined {
        return this.ownersOf(place)[0];
    }

    /** The place above a resource's own. A policy stands where its unit stands. */
    above(node: Node): Ref | undefined {
        return this.places.above(placeOf(node));
    }

    /** All places above, nearest first. */
    *placesAbove(node: Node): Generator<Ref> {
        for (let place = this.above(node); place !== undefined; place = this.places.above(place)) yield place;
    }

    /** The levels above a resource, nearest first, up to the last that the program knows. */
    *linksAbove(node: Node): Generator<Link> {
        for (const place of this.placesAbove(node)) {
            const level = this.places.level(place);
            if (level === undefined) return;
            const known = { ...this.#describe(place), level };
            const owner = this.#ownerToWaitFor(node, place);
            if (owner !== undefined) {
                const { effective, decidedBy } = owner.declared();
                yield { ...known, by: owner.by, owner: owner.identity, effective, decidedBy };
            } else if (level !== "reseller") yield known;
        }
    }

    /** Settles when it is known what whoever declares the settings above, or the unit that is named, is made after: perhaps this resource. */
    async needsAbove(node: Node): Promise<void> {
        const owners = [...this.placesAbove(node)].map((place) => this.ownerOf(place)).filter((owner) => owner !== undefined);
        const place = node.kind === "unit" ? node.above : node.scope;
        const named = this.named(place);
        const unit = named.kind === "unit" && named !== place ? [named.unit] : [];
        await Promise.all([node, ...owners, ...unit].map(({ needs }) => needs.settled));
    }

    /** Resources that are made before this one, as the program says it (`dependsOn`). */
    before(node: Node): readonly Node[] {
        return node.needs.isExplicit ? this.all.filter((other) => other !== node && reaches(node, other, this)) : [];
    }

    /** Whether something names a unit by a token: by object all is known at once. */
    get namesTokens(): boolean {
        return this.all.some((node) => {
            const place = node.kind === "unit" ? node.above : node.scope;
            return place.kind === "token" || (place.kind === "unit" && !isDeclared(place.unit));
        });
    }

    /**
     * The unit that a resource names by its token and that the program declares, where it can be there first: it is written before, as if it were
     * named by its object.
     */
    namedByToken(node: Node): UnitNode | undefined {
        const place = node.kind === "unit" ? node.above : node.scope;
        const named = this.named(place);
        return named.kind !== "unit" || named === place || reaches(named.unit, node, this) ? undefined : named.unit;
    }

    /** The nearest resource above that declares settings: it must be there first. */
    nearestOwner(node: Node): Node | undefined {
        for (const place of this.placesAbove(node)) {
            const owner = this.#ownerToWaitFor(node, place);
            if (owner !== undefined) return owner;
        }
        return undefined;
    }

    /** An owner whose own values come out of the resource, in whatever way, cannot be there before it. */
    #ownerToWaitFor(node: Node, place: Ref): Node | undefined {
        const owner = this.ownerOf(place);
        return owner !== undefined && reaches(owner, node, this) ? undefined : owner;
    }

    #describe(place: Ref): Partial<Link> {
        if (place.kind === "reseller") return {};
        if (place.kind === "token") return { id: place.token };
        const { resource, existing } = place.unit.declared();
        return { name: place.unit.name, id: resource.id, existing, unit: place.unit.by };
    }
}

const kindAndName = (node: Node): string => `${node.kind === "unit" ? node.level : node.kind} ${node.by}`;

/** The place whose settings a resource declares. */
export const placeOf = (node: Node): Ref => (node.kind === "unit" ? { kind: "unit", unit: node } : node.scope);
