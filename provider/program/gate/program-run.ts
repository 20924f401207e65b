/** One run of a user's program: what it declares, and its one view of the gateway. The Automation API runs several in one process. */
import * as pulumi from "@pulumi/pulumi";
import type { Gateway } from "../../gateway/index.js";
import { connection, makesSecond } from "../connection.js";
import { claimRun, mapOfThisVersion } from "../copies.js";
import { Declarations, placeOf } from "../picture/declarations.js";
import { hush, Values } from "../picture/later-values.js";
import { LeavingProjects } from "../picture/leaving.js";
import { linkedUnits } from "../picture/linked-units.js";
import type { Node, Ref, UnitNode } from "../picture/node.js";
import { Places } from "../picture/places.js";
import { RecordedUnits } from "../picture/recorded-units.js";
import { checkProviderPlace } from "../provider-place.js";
import { GateState } from "./gate-state.js";

const runs = mapOfThisVersion<Run>("runs");

/** Under mocks there is no engine: nobody is told of violations but the constructor's caller. */
export const isMocked = (): boolean => pulumi.runtime.getEngine() === undefined;

/** What identifies a run: its stack; under mocks, which have none, the mocks; without these, one object that all copies have. */
const keyOfRun = (): object => pulumi.runtime.getStackResource() ?? pulumi.runtime.getMonitor() ?? runs;

export class Run {
    /** The values that tell where a resource stands, apart from all others: a change of them changes who declares what. */
    readonly #tokens = new Values();
    readonly values = new Values();
    readonly places = new Places(this.#tokens, () => this.gateway());
    readonly declarations = new Declarations(this.places, this.#tokens);
    readonly #recorded = new RecordedUnits();
    readonly leaving = new LeavingProjects(this.declarations, this.values, this.#recorded);
    readonly gate = new GateState();
    /** Under mocks nobody may be refused late: a rejection that nobody awaits ends any test runner. */
    readonly mocked = isMocked();
    /** How many have registered. */
    registered = 0;
    /** What every unit's deletion is explained with, where the program asked for it. */
    deleteHook: pulumi.ResourceHook | undefined;
    /** The stack's resource, to which the program's own end is known. */
    readonly stack = pulumi.runtime.getStackResource();
    #gateway: readonly [Gateway | undefined] | undefined;

    /**
     * The gateway, for reads; undefined where nothing may be asked. One for the whole run, so that nothing is asked twice. It is never
     * closed: nobody knows when the last constructor has run, and connections that are idle keep no process alive.
     */
    gateway(): Gateway | undefined {
        this.#gateway ??= [connection()];
        return this.#gateway[0];
    }

    /** Grows with everything that happens. */
    get activity(): number {
        return this.values.version + this.#tokens.version + this.registered;
    }

    /** Begins to follow what a resource was declared with. Called when it exists. */
    follow(node: Node): void {
        void this.tokensOf(node);
        void this.valuesOf(node);
        for (const value of Object.values(node.written())) void this.values.settled(value);
        void this.values.settled(node.kind === "unit" ? node.name : undefined);
        const counted = (): void => {
            this.registered += 1;
        };
        void new Values().settled(node.declared().resource.urn).then(counted);
    }

    /** Settles when it is known where a resource stands. Answers whether that had to be waited for. */
    tokensOf(node: Node): Promise<boolean> {
        return settledNow(this.#tokens, this.#tokensAsked(node));
    }

    #tokensAsked(node: Node): readonly unknown[] {
        const place = node.kind === "unit" ? node.above : node.scope;
        const token = place.kind === "token" ? place.token : place.kind === "unit" ? place.unit.token : undefined;
        return [token, node.kind === "unit" ? node.token : undefined];
    }

    /** Settles when the values that the rules ask for are known. Answers whether they had to be waited for. */
    valuesOf(node: Node): Promise<boolean> {
        return settledNow(this.values, this.valuesAsked(node));
    }

    /** Whether anything that the rules ask for is not known by now. */
    isOpen(node: Node): boolean {
        return (
            this.#tokensAsked(node).some((token) => this.#tokens.look(token) === "open") ||
            this.valuesAsked(node).some((value) => this.values.look(value) === "open")
        );
    }

    /** The values of a resource that the rules ask for. */
    valuesAsked(node: Node): readonly unknown[] {
        const { settings } = node;
        const each =
            typeof settings === "object" && settings !== null && !pulumi.Output.isInstance(settings) ? Object.values(settings) : [settings];
        return node.kind === "unit" ? [...each, node.active, node.numbers] : each;
    }

    /** Finds which units of the tree are those that the program declares, where it names any by a token. */
    async #link(): Promise<void> {
        const { tree } = this.places;
        if (tree === undefined || !this.declarations.namesTokens) return;
        const units = this.declarations.all.filter((node): node is UnitNode => node.kind === "unit" && node.exists());
        const recorded = await this.#recorded.all();
        this.places.link(linkedUnits(units, { tree, recorded, values: this.values, places: this.#tokens, makesSecond: makesSecond() }));
    }

    /** Reads what the rules need of units that this program does not declare: the tree, and each level above, once. */
    async readLive(nodes: readonly Node[] = this.declarations.all): Promise<void> {
        const managed = nodes.filter(({ settings }) => settings !== undefined);
        if (this.declarations.all.every(({ settings }) => settings === undefined)) return;
        await this.places.readTree(nodes.flatMap((node) => (node.kind === "unit" ? [node.above, placeOf(node)] : [node.scope])));
        await this.#link();
        const above = managed.flatMap((node) => [...this.declarations.placesAbove(node)]);
        const reseller = managed.filter((node) => this.places.level(placeOf(node)) === "reseller").map(placeOf);
        const isUndeclared = (place: Ref): boolean => this.declarations.ownerOf(place) === undefined;
        const undeclared = above.filter((place) => isUndeclared(place) || this.places.level(place) === "reseller");
        // What applies today at a level that nobody declares depends on those above it, whoever declares them.
        const further = undeclared.flatMap((place) => [...this.places.allAboveToday(place)]);
        await this.places.readStored([...undeclared, ...further, ...reseller]);
    }
}

async function settledNow(values: Values, wanted: readonly unknown[]): Promise<boolean> {
    const open = wanted.filter((value) => values.look(value) === "open");
    await Promise.all(open.map((value) => values.settled(value)));
    return open.length > 0;
}

/** Begins a run in place of the one that is under way. */
export function newRun(): Run {
    const key = keyOfRun();
    const run = new Run();
    claimRun(key, (error) => run.gate.fail(error));
    if (!run.mocked) checkProviderPlace();
    // Where the program throws they fail, and are listened to only later: Node would warn of that beside the program's own error.
    if (pulumi.Output.isInstance(run.stack?.outputs)) hush(run.stack.outputs);
    runs.set(key, run);
    return run;
}

export const currentRun = (): Run => runs.get(keyOfRun()) ?? newRun();
