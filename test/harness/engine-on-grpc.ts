/**
 * A small stand-in for the engine's steps over a real provider process: fast enough for matrices of hundreds of cases.
 * One resource after the other, in the program's order, except for those that are declared to go together; deletes in the reverse order.
 * What it leaves out on purpose: any other parallelism, aliases, transforms, and deleting dependents before a replacement. For these there is the real engine (`pulumi-cli.ts`).
 */
import type { Message } from "./fake-engine.js";
import { type Properties, UNKNOWN, unsealedProperties } from "./properties.js";
import type { Diff } from "./provider-client.js";
import { ProviderError } from "./provider-error.js";
import { handledBy, type ProviderProcess } from "./provider-process.js";
import { changedKeys, type ResourceState } from "./stack-state.js";

/** What a program knows of a resource that it has declared: in a preview, `id` and outputs may be `UNKNOWN`. */
export interface Declared {
    readonly id: string;
    readonly urn: string;
    out(property: string): unknown;
}

export interface Declaration {
    /** As in the package's type tokens: `cvg:Customer` is served by the handler `customer`, `cvg:PrivacyPolicy` by `privacy-policy`. */
    readonly type: `${string}:${string}`;
    readonly name: string;
    /** What the class would send; a function when it needs resources that are declared above. */
    readonly inputs: Properties | ((declared: (name: string) => Declared) => Properties);
    /** Properties (of the top level) that keep their old value, as the option of a resource does. */
    readonly ignoreChanges?: readonly string[];
    /** Properties (of the top level) whose change replaces the resource, as the option does. */
    readonly replaceOnChanges?: readonly string[];
    /** The name of the resource whose deletion deletes this one too: no DELETE of its own is sent. */
    readonly deletedWith?: string;
    /** Neighbours in the program that say the same run at the same time, as independent resources do in the engine. */
    readonly together?: string;
}

export type Operation = "create" | "update" | "replace" | "delete" | "same" | "refresh";

export interface Step {
    readonly name: string;
    readonly op: Operation;
    /** The keys that changed: of the inputs, for a refresh of the outputs. */
    readonly changed: readonly string[];
}

export interface Problem {
    readonly name: string;
    readonly during: "check" | "diff" | "create" | "update" | "read" | "delete";
    /** Of a check, its failures; of an operation that was half done, its reasons; else the error's message. */
    readonly reasons: readonly string[];
}

export interface Run {
    readonly steps: readonly Step[];
    /** The first problem ends a run, as it does in the engine. */
    readonly problem: Problem | undefined;
    /** What the provider said in this run. */
    readonly messages: readonly Message[];
    /** The steps that are not `same`, as `{ acme: "update" }`. */
    readonly plan: Readonly<Record<string, Operation>>;
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

class Stopped extends Error {
    constructor(readonly problem: Problem) {
        super(problem.reasons.join("\n"));
    }
}

/** A resource with what it has replaced and is not deleted yet. */
const withReplaced = <State extends object>(
    { replaced: _before, ...state }: State & Pick<ResourceState, "replaced">,
    left: readonly ResourceState[],
) => ({
    ...state,
    ...(left.length === 0 ? {} : { replaced: left }),
});
const without = <T>(list: readonly T[], one: T): readonly T[] => list.filter((each) => each !== one);

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

const same: Diff = { changes: "none", replaces: [], deleteBeforeReplace: false };

export interface EngineOptions {
    readonly stack?: string;
    readonly project?: string;
    /** What earlier runs recorded. */
    readonly state?: ReadonlyMap<string, ResourceState>;
    /** Makes the input that names the handler; only tests of the harness need another. */
    readonly provider?: (handler: string) => Properties;
}

export function engineOnGrpc(provider: ProviderProcess, options: EngineOptions = {}): EngineOnGrpc {
    const { stack = "test", project = "test", provider: providerInput = handledBy } = options;
    const state = new Map<string, ResourceState>(options.state);
    const urnOf = (type: string, name: string) => `urn:pulumi:${stack}::${project}::pulumi-nodejs:dynamic/${type}::${name}`;

    /** Calls the provider; its error ends the run under the name of the resource. */
    const during = async <T>(name: string, what: Problem["during"], call: Promise<T>): Promise<T> => {
        try {
            return await call;
        } catch (error) {
            if (!(error instanceof ProviderError)) throw error;
            throw new Stopped({ name, during: what, reasons: error.halfMade?.reasons ?? [error.message] });
        }
    };

    const check = async (name: string, urn: string, olds: Properties, news: Properties): Promise<Properties> => {
        const { inputs, failures } = await during(name, "check", provider.check(urn, unsealedProperties(olds), unsealedProperties(news)));
        if (failures.length > 0) throw new Stopped({ name, during: "check", reasons: failures.map(({ reason }) => reason) });
        return inputs;
    };

    const plain = unsealedProperties;
    const compare = async (old: ResourceState, inputs: Properties): Promise<Diff> => {
        const diff = await during(old.name, "diff", provider.diff(old.id, old.urn, plain(old.outputs), plain(inputs), plain(old.inputs)));
        if (old.initErrors) return { ...diff, changes: "some" };
        if (diff.changes !== "unknown") return diff;
        return changedKeys(old.inputs, inputs).length > 0 ? { ...diff, changes: "some" } : same;
    };

    /** Runs a create or an update, and records what there is then: all of it, or the half that an error leaves. */
    const write = async (
        base: Omit<ResourceState, "id" | "outputs" | "inputs">,
        what: "create" | "update",
        inputs: Properties,
        old?: ResourceState,
    ) => {
        const { urn, name } = base;
        const call = old
            ? provider
                  .update(old.id, urn, plain(old.outputs), plain(inputs), plain(old.inputs))
                  .then((properties) => ({ id: old.id, properties }))
            : provider.create(urn, plain(inputs));
        try {
            const { id, properties } = await call;
            state.set(name, { ...base, id, inputs, outputs: properties });
        } catch (error) {
            if (error instanceof ProviderError && error.halfMade) {
                const { id, properties, reasons } = error.halfMade;
                // Seen in the real engine: after an update that was half done the state keeps the old inputs.
                state.set(name, { ...base, id, inputs: old?.inputs ?? inputs, outputs: properties, initErrors: reasons });
            }
            await during(name, what, Promise.reject(error));
        }
    };

    const remove = async (resource: ResourceState, gone: ReadonlySet<string>, wet: boolean): Promise<Step> => {
        const { name, id, urn, outputs, deletedWith } = resource;
        if (wet && !(deletedWith && gone.has(deletedWith))) await during(name, "delete", provider.delete(id, urn, plain(outputs)));
        if (wet && state.get(name) === resource) state.delete(name);
        const by = state.get(name);
        if (wet && by?.replaced?.includes(resource)) state.set(name, withReplaced(by, without(by.replaced, resource)));
        return { name, op: "delete", changed: [] };
    };

    /** Collects the steps of a run until it is done or the first problem stops it. */
    const run = async (steps: AsyncIterable<Step>): Promise<Run> => {
        const said = provider.messages.length;
        const done: Step[] = [];
        let problem: Problem | undefined;
        try {
            for await (const step of steps) done.push(step);
        } catch (error) {
            if (!(error instanceof Stopped)) throw error;
            problem = error.problem;
        }
        const plan = Object.fromEntries(done.filter(({ op }) => op !== "same").map(({ name, op }) => [name, op]));
        return { steps: done, problem, messages: provider.messages.slice(said), plan };
    };

    async function* apply(program: readonly Declaration[], wet: boolean): AsyncGenerator<Step> {
        const declared = new Map<string, Declared>();
        const lookUp = (name: string): Declared => {
            const found = declared.get(name);
            if (!found) throw new Error(`the program declares no "${name}" above`);
            return found;
        };
        const replaced: ResourceState[] = [];
        const one = async ({
            type,
            name,
            inputs: given,
            ignoreChanges = [],
            replaceOnChanges = [],
            deletedWith,
        }: Declaration): Promise<Step> => {
            const urn = urnOf(type, name);
            const old = state.get(name);
            const news = { ...(typeof given === "function" ? given(lookUp) : given), ...providerInput(handlerOf(type)) };
            const ignored = old ? Object.fromEntries(ignoreChanges.map((key) => [key, old.inputs[key]])) : {};
            const left = old?.replaced ?? [];

            let inputs = await check(name, urn, old?.inputs ?? {}, { ...news, ...ignored });
            const diff = old ? await compare(old, inputs) : undefined;
            const changed = old ? changedKeys(old.inputs, inputs) : [];
            const isReplaced = (found: Diff) => found.replaces.length > 0 || changed.some((key) => replaceOnChanges.includes(key));
            const op: Operation = !diff ? "create" : diff.changes === "none" ? "same" : isReplaced(diff) ? "replace" : "update";
            // A replacement is checked again, as if there had been nothing before.
            if (op === "replace") inputs = await check(name, urn, {}, news);

            if (wet && old && op === "replace" && diff?.deleteBeforeReplace) await remove(old, new Set(), true);
            const toDelete = wet && old && op === "replace" && !diff?.deleteBeforeReplace ? [...left, withReplaced(old, [])] : left;
            const base = withReplaced({ urn, type, name, ...(deletedWith ? { deletedWith } : {}) }, toDelete);
            if (wet && op === "same" && old) state.set(name, { ...old, ...base, inputs });
            else if (wet) await write(base, op === "update" ? "update" : "create", inputs, op === "update" ? old : undefined);

            replaced.push(...toDelete);
            const now = op === "same" || wet ? state.get(name) : undefined;
            const known = now?.outputs ?? inputs;
            const unknown = wet || op === "same" ? undefined : UNKNOWN;
            declared.set(name, {
                urn,
                id: now?.id ?? (op === "update" ? old?.id : undefined) ?? UNKNOWN,
                out: (property) => (property in known ? known[property] : unknown),
            });
            return { name, op, changed };
        };
        for (const group of groups(program)) {
            const ends = await Promise.allSettled(group.map(one));
            for (const end of ends) if (end.status === "fulfilled") yield end.value;
            for (const end of ends) if (end.status === "rejected") throw end.reason;
        }
        const left = [...state.values()].filter(({ name }) => !declared.has(name));
        const gone = new Set(left.map(({ name }) => name));
        for (const resource of [...left, ...replaced].reverse()) {
            const step = await remove(resource, gone, wet);
            if (!replaced.includes(resource)) yield step;
        }
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
        for (const resource of all.reverse()) yield await remove(resource, gone, true);
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
