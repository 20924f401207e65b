/**
 * What a resource is declared with, and so is made after: its inputs, and `dependsOn`. A component stands for everything in it, and `dependsOn`
 * may be a promise or an output, whose resources are known only when it settles.
 */
import * as pulumi from "@pulumi/pulumi";
import { hush, sources } from "./later-values.js";

const nobodyListens = (): undefined => undefined;

/** What the SDK keeps in a component: what was declared with it as parent. */
type Component = pulumi.Resource & { readonly __childResources?: Iterable<pulumi.Resource> };

/** The resources that the engine waits for where one is named: a component's own are those in it. */
function* meant(resource: Component, seen: Set<pulumi.Resource>): Generator<pulumi.Resource> {
    if (seen.has(resource)) return;
    seen.add(resource);
    const { __childResources = [] } = resource;
    if (pulumi.ComponentResource.isInstance(resource)) for (const child of __childResources) yield* meant(child, seen);
    else yield resource;
}

export class Needs {
    readonly #late = new Set<pulumi.Resource>();
    /** Settles when what `dependsOn` promises is known, as far as that waits for no resource that is known already. */
    readonly settled: Promise<unknown>;

    /** @param inputs as written · @param dependsOn as written · @param parent the component that it is in, which it does not wait for the rest of */
    constructor(
        private readonly inputs: unknown,
        private readonly dependsOn?: unknown,
        private readonly parent?: pulumi.Resource,
    ) {
        this.settled = this.#gather(dependsOn).catch(nobodyListens);
    }

    /** Whether the program says itself what it is made after. */
    get isExplicit(): boolean {
        return this.dependsOn !== undefined;
    }

    async #gather(value: unknown): Promise<void> {
        if (Array.isArray(value)) await Promise.all(value.map((each) => this.#gather(each)));
        else if (value instanceof Promise) await this.#gather(await value);
        else if (pulumi.Resource.isInstance(value)) this.#late.add(value);
        else if (pulumi.Output.isInstance(value)) {
            hush(value);
            const inner = new Promise<unknown>((resolve) => void value.apply(resolve)).then((known) => this.#gather(known));
            // What comes out of a resource is known to wait for it: nobody has to wait for what it says.
            if ([...sources(value)].length === 0) await inner;
        }
    }

    *resources(): Generator<pulumi.Resource> {
        const seen = new Set<pulumi.Resource>();
        for (const source of [...sources([this.inputs, this.dependsOn]), ...this.#late]) yield* meant(source, seen);
        if (this.parent !== undefined) yield this.parent;
    }
}
