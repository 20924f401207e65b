/** What the engine does with one resource: checks, compares, writes, removes it, and records what there is then. */
import type { Message } from "./fake-engine.js";
import { type Properties, unsealedProperties as plain, unsealedProperties } from "./properties.js";
import type { Diff } from "./provider-client.js";
import { ProviderError } from "./provider-error.js";
import type { ProviderProcess } from "./provider-process.js";
import { changedKeys, type ResourceState } from "./stack-state.js";

/** A resource as an engine is asked to register it. */
export interface Registration {
    readonly urn: string;
    /** As in the package's type tokens: `cvg:Customer`. */
    readonly type: `${string}:${string}`;
    readonly name: string;
    /** What the class sends, `__provider` included. */
    readonly inputs: Properties;
    /** Properties (of the top level) that keep their old value, as the option of a resource does. */
    readonly ignoreChanges?: readonly string[];
    /** Properties (of the top level) whose change replaces the resource, as the option does. */
    readonly replaceOnChanges?: readonly string[];
    /** The names of the resources that the program said this one depends on, in whatever way. */
    readonly dependencies?: readonly string[];
    /** The name of the resource whose deletion deletes this one too: no DELETE of its own is sent. */
    readonly deletedWith?: string;
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
    readonly during: "check" | "diff" | "create" | "update" | "read" | "delete" | "program";
    /** Of a check, its failures; of an operation that was half done, its reasons; of a program, what it told; else the error's message. */
    readonly reasons: readonly string[];
}

export interface Run {
    readonly steps: readonly Step[];
    /** The first problem ends a run, as it does in the engine. */
    readonly problem: Problem | undefined;
    /** What the provider said in this run, and the program, where one runs. */
    readonly messages: readonly Message[];
    /** The steps that are not `same`, as `{ acme: "update" }`. */
    readonly plan: Readonly<Record<string, Operation>>;
}

/** What a run ends with. */
export class Stopped extends Error {
    constructor(readonly problem: Problem) {
        super(problem.reasons.join("\n"));
    }
}

/** A resource once it is registered. */
export interface Registered {
    readonly step: Step;
    /** The inputs as check left them. */
    readonly inputs: Properties;
    /** Undefined: not known before the update, or left out. */
    readonly id: string | undefined;
    /** What is known of its outputs. */
    readonly outputs: Properties;
    /** Whether it may have outputs that are not among these: in a preview that changes it. */
    readonly more: boolean;
}

export interface Steps {
    /** @param turn runs what the engine does for one resource after the other, which a write is not */
    register(resource: Registration, turn?: <T>(work: () => Promise<T>) => Promise<T>): Promise<Registered>;
    /** Deletes what this run did not register, and what it replaced. @param without what it has left out */
    removeLeft(without?: readonly string[]): AsyncGenerator<Step>;
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

const same: Diff = { changes: "none", replaces: [], deleteBeforeReplace: false };

/** Calls the provider; its error ends the run under the name of the resource. */
export async function during<T>(name: string, what: Problem["during"], call: Promise<T>): Promise<T> {
    try {
        return await call;
    } catch (error) {
        if (!(error instanceof ProviderError)) throw error;
        throw new Stopped({ name, during: what, reasons: error.halfMade?.reasons ?? [error.message] });
    }
}

/** Collects the steps of a run until it is done or the first problem stops it. */
export async function collect(steps: AsyncIterable<Step>, messages: () => readonly Message[]): Promise<Run> {
    const said = messages().length;
    const done: Step[] = [];
    let problem: Problem | undefined;
    try {
        for await (const step of steps) done.push(step);
    } catch (error) {
        if (!(error instanceof Stopped)) throw error;
        problem = error.problem;
    }
    const plan = Object.fromEntries(done.filter(({ op }) => op !== "same").map(({ name, op }) => [name, op]));
    return { steps: done, problem, messages: messages().slice(said), plan };
}

/** Deletes one resource; in a preview it only says so. */
export async function remove(
    provider: ProviderProcess,
    state: Map<string, ResourceState>,
    resource: ResourceState,
    gone: ReadonlySet<string>,
    wet: boolean,
): Promise<Step> {
    const { name, id, urn, outputs, deletedWith } = resource;
    if (wet && !(deletedWith && gone.has(deletedWith))) await during(name, "delete", provider.delete(id, urn, plain(outputs)));
    if (wet && state.get(name) === resource) state.delete(name);
    const by = state.get(name);
    if (wet && by?.replaced?.includes(resource)) state.set(name, withReplaced(by, without(by.replaced, resource)));
    return { name, op: "delete", changed: [] };
}

/** The steps of one run. `state`: by name, changed as the run goes; types do not share names here, unlike in the engine. `wet`: no preview. */
export function stepsOf(provider: ProviderProcess, state: Map<string, ResourceState>, wet: boolean): Steps {
    const declared = new Set<string>();
    const replaced: ResourceState[] = [];

    const check = async (name: string, urn: string, olds: Properties, news: Properties): Promise<Properties> => {
        const { inputs, failures } = await during(name, "check", provider.check(urn, unsealedProperties(olds), unsealedProperties(news)));
        if (failures.length > 0) throw new Stopped({ name, during: "check", reasons: failures.map(({ reason }) => reason) });
        return inputs;
    };

    const compare = async (old: ResourceState, inputs: Properties): Promise<Diff> => {
        const diff = await during(old.name, "diff", provider.diff(old.id, old.urn, plain(old.outputs), plain(inputs), plain(old.inputs)));
        if (old.initErrors) return { ...diff, changes: "some" };
        if (diff.changes !== "unknown") return diff;
        return changedKeys(old.inputs, inputs).length > 0 ? { ...diff, changes: "some" } : same;
    };

    /** In the order of the last run, so that what depends on others stands behind them. */
    const record = (resource: ResourceState): void => {
        state.delete(resource.name);
        state.set(resource.name, resource);
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
            record({ ...base, id, inputs, outputs: properties });
        } catch (error) {
            if (error instanceof ProviderError && error.halfMade) {
                const { id, properties, reasons } = error.halfMade;
                // Seen in the real engine: after an update that was half done the state keeps the old inputs.
                record({ ...base, id, inputs: old?.inputs ?? inputs, outputs: properties, initErrors: reasons });
            }
            await during(name, what, Promise.reject(error));
        }
    };

    /** What is to be done about a resource. */
    const planned = async ({ urn, name, inputs: news, ignoreChanges = [], replaceOnChanges = [] }: Registration) => {
        const old = state.get(name);
        const ignored = old ? Object.fromEntries(ignoreChanges.map((key) => [key, old.inputs[key]])) : {};
        const inputs = await check(name, urn, old?.inputs ?? {}, { ...news, ...ignored });
        const diff = old ? await compare(old, inputs) : undefined;
        const changed = old ? changedKeys(old.inputs, inputs) : [];
        const isReplaced = (found: Diff) => found.replaces.length > 0 || changed.some((key) => replaceOnChanges.includes(key));
        const op: Operation = !diff ? "create" : diff.changes === "none" ? "same" : isReplaced(diff) ? "replace" : "update";
        // A replacement is checked again, as if there had been nothing before.
        return { old, diff, changed, op, inputs: op === "replace" ? await check(name, urn, {}, news) : inputs };
    };

    return {
        async register(resource, turn = (work) => work()) {
            const { urn, type, name, deletedWith } = resource;
            const { old, diff, changed, op, inputs } = await turn(() => planned(resource));
            const left = old?.replaced ?? [];
            if (wet && old && op === "replace" && diff?.deleteBeforeReplace) await remove(provider, state, old, new Set(), true);
            const toDelete = wet && old && op === "replace" && !diff?.deleteBeforeReplace ? [...left, withReplaced(old, [])] : left;
            const base = withReplaced({ urn, type, name, ...(deletedWith ? { deletedWith } : {}) }, toDelete);
            if (wet && op === "same" && old) record({ ...old, ...base, inputs });
            else if (wet) await write(base, op === "update" ? "update" : "create", inputs, op === "update" ? old : undefined);
            declared.add(name);
            replaced.push(...toDelete);

            const now = op === "same" || wet ? state.get(name) : undefined;
            const id = now?.id ?? (op === "update" ? old?.id : undefined);
            return { step: { name, op, changed }, inputs, id, outputs: now?.outputs ?? inputs, more: !wet && op !== "same" };
        },
        async *removeLeft(without = []) {
            const left = [...state.values()].filter(({ name }) => !declared.has(name) && !without.includes(name));
            const gone = new Set(left.map(({ name }) => name));
            for (const resource of [...left, ...replaced].reverse()) {
                const step = await remove(provider, state, resource, gone, wet);
                if (!replaced.includes(resource)) yield step;
            }
        },
    };
}
