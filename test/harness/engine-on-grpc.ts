/**
 * A small stand-in for the engine's steps over a real provider process: fast enough for matrices of hundreds of cases.
 * One resource after the other, in the program's order, except for those that are declared to go together; deletes in the reverse order.
 * What it leaves out on purpose: any other parallelism, aliases, transforms, and deleting dependents before a replacement. For these there is the real engine (`pulumi-cli.ts`).
 */
import { tell } from "../../provider/told.js";
import { collect, during, type Registration, type Run, remove, type Step, stepsOf } from "./engine-steps.js";
import { asReference, type Properties, unsealedProperties as plain, UNKNOWN } from "./properties.js";
import { handledBy, type ProviderProcess, type ShellName } from "./provider-process.js";
import { changedKeys, type ResourceState } from "./stack-state.js";

export type { Operation, Problem, Run, Step } from "./engine-steps.js";

/** What a program knows of a resource that it has declared: in a preview, `id` and outputs may be `UNKNOWN`. */
export interface Declared {
    readonly id: unknown;
    readonly urn: string;
    out(property: string): unknown;
}

export interface Declaration extends Omit<Registration, "urn" | "inputs"> {
    /** What the class would send; a function when it needs resources that are declared above. */
    readonly inputs: Properties | ((declared: (name: string) => Declared) => Properties);
    /** Neighbours in the program that say the same run at the same time, as independent resources do in the engine. */
    readonly together?: string;
}

export interface EngineOnGrpc {
    up(program: readonly Declaration[]): Promise<Run>;
    preview(program: readonly Declaration[]): Promise<Run>;
    refresh(): Promise<Run>;
    destroy(): Promise<Run>;
    /** By name. Types do not share names here, unlike in the engine. */
    readonly state: ReadonlyMap<string, ResourceState>;
    /** Everything recorded, in the order of creation; `forget()` drops all of it, as a lost state would. */
    forget(): void;
}

const handlerOf = (type: string): string =>
    type
        .slice(type.indexOf(":") + 1)
        .replace(/(?<=[a-z])(?=[A-Z])/g, "-")
        .toLowerCase();

/** Neighbours that run at the same time. */
function groups(program: readonly Declaration[]): readonly (readonly Declaration[])[] {
    const found: Declaration[][] = [];
    for (const declaration of program) {
        const last = found.at(-1);
        if (declaration.together !== undefined && last?.[0]?.together === declaration.together) last.push(declaration);
        else found.push([declaration]);
    }
    return found;
}

export interface EngineOptions {
    readonly stack?: string;
    readonly project?: string;
    /** What earlier runs recorded. */
    readonly state?: ReadonlyMap<string, ResourceState>;
    /** Makes the input that names the handler; only tests of the harness need another. */
    readonly provider?: (handler: string) => Properties;
    /** "native": types are the plugin's, units are passed as resources, and nothing is told beside them. Default: "dynamic". */
    readonly shell?: ShellName;
}

/** What a program in any language sends: no word of what the classes would tell. */
const untold = (inputs: Properties): Properties => Object.fromEntries(Object.entries(inputs).filter(([key]) => !key.startsWith("__")));

export function engineOnGrpc(provider: ProviderProcess, options: EngineOptions = {}): EngineOnGrpc {
    const { stack = "test", project = "test", provider: providerInput = handledBy, shell = "dynamic" } = options;
    const isNative = shell === "native";
    const state = new Map<string, ResourceState>(options.state);
    const typeIn = (type: string) => (isNative ? type.replace(":", ":index:") : `pulumi-nodejs:dynamic/${type}`);
    const urnOf = (type: string, name: string) => `urn:pulumi:${stack}::${project}::${typeIn(type)}::${name}`;

    const run = (steps: AsyncIterable<Step>): Promise<Run> => collect(steps, () => provider.messages);

    async function* apply(program: readonly Declaration[], wet: boolean): AsyncGenerator<Step> {
        const steps = stepsOf(provider, state, wet);
        const declared = new Map<string, Declared>();
        const lookUp = (name: string): Declared => {
            const found = declared.get(name);
            if (!found) throw new Error(`the program declares no "${name}" above`);
            return isNative ? { ...found, id: asReference(found.urn, found.id) } : found;
        };
        const one = async ({ inputs: given, together: _group, ...options }: Declaration): Promise<Step> => {
            const { type, name } = options;
            const urn = urnOf(type, name);
            const said = typeof given === "function" ? given(lookUp) : given;
            const inputs = isNative ? untold(said) : { ...said, ...(wet ? tell({ writes: true }) : {}), ...providerInput(handlerOf(type)) };
            const { step, id = UNKNOWN, outputs, more } = await steps.register({ ...options, urn, inputs });
            const out = (property: string): unknown => (property in outputs ? outputs[property] : more ? UNKNOWN : undefined);
            declared.set(name, { urn, id, out });
            return step;
        };
        for (const group of groups(program)) {
            const ends = await Promise.allSettled(group.map(one));
            for (const end of ends) if (end.status === "fulfilled") yield end.value;
            for (const end of ends) if (end.status === "rejected") throw end.reason;
        }
        yield* steps.removeLeft();
    }

    async function* readAll(): AsyncGenerator<Step> {
        for (const old of [...state.values()]) {
            const found = await during(old.name, "read", provider.read(old.id, old.urn, plain(old.outputs), plain(old.inputs)));
            if (found.id === undefined) {
                state.delete(old.name);
                yield { name: old.name, op: "delete", changed: [] };
                continue;
            }
            state.set(old.name, { ...old, id: found.id, outputs: found.properties, inputs: found.inputs ?? old.inputs });
            yield { name: old.name, op: "refresh", changed: changedKeys(old.outputs, found.properties) };
        }
    }

    async function* removeAll(): AsyncGenerator<Step> {
        const gone = new Set(state.keys());
        const all = [...state.values()].flatMap((each) => [each, ...(each.replaced ?? [])]);
        for (const resource of all.reverse()) yield await remove(provider, state, resource, gone, true);
    }

    return {
        up: (program) => run(apply(program, true)),
        preview: (program) => run(apply(program, false)),
        refresh: () => run(readAll()),
        destroy: () => run(removeAll()),
        state,
        forget: () => state.clear(),
    };
}

/** A declaration without options, for tables of cases. */
export const declare = (type: Declaration["type"], name: string, inputs: Declaration["inputs"]): Declaration => ({ type, name, inputs });
