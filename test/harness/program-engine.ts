/**
 * The small stand-in for the engine, under programs of the package's real classes: what the program side finds, tells and refuses is its own,
 * and so is what the provider hears of it. One process runs all programs, as the Automation API does with inline ones.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { z } from "zod";
import { quickNode, repository } from "./engine-environment.js";
import { collect, type Registered, type Registration, type Run, type Step, Stopped, stepsOf } from "./engine-steps.js";
import { startFakeEngine } from "./fake-engine.js";
import type { Properties } from "./properties.js";
import type { ProviderProcess } from "./provider-process.js";
import { startResourceMonitor } from "./resource-monitor.js";
import type { ResourceState } from "./stack-state.js";

/** A constructor call, as data: `program-host.cjs` says what stands for objects in it. */
export interface Written {
    readonly resource: "Customer" | "Account" | "Project" | "PrivacyPolicy";
    readonly name: string;
    readonly args: Properties;
    readonly options?: Properties;
}

export const object = (name: string): Properties => ({ "~": "resource", name });
export const RESELLER: Properties = { "~": "reseller" };
export const atMost = (value: string): Properties => ({ "~": "atMost", value });
export const ifAllowed = (value: boolean): Properties => ({ "~": "ifAllowed", value });

export interface ProgramHost {
    run(order: {
        readonly program: readonly Written[];
        readonly monitor: string;
        readonly engine: string;
        readonly dryRun: boolean;
        readonly configuration: Readonly<Record<string, string>>;
    }): Promise<string | undefined>;
    /** After a run that the engine has stopped: its program never ends, and what is left of it would disturb the next. */
    abandon(): Promise<void>;
    [Symbol.asyncDispose](): Promise<void>;
}

const Ended = z.object({ run: z.number(), error: z.string().optional() });

function startHost(): ChildProcess {
    return spawn(process.execPath, [join(__dirname, "program-host.cjs")], {
        cwd: repository,
        env: { ...process.env, ...quickNode },
        stdio: ["ignore", "ignore", "inherit", "ipc"],
    });
}

async function ended(child: ChildProcess | undefined): Promise<void> {
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, "exit");
    child.kill("SIGKILL");
    await gone;
}

export function programHost(): ProgramHost {
    let child: ChildProcess | undefined;
    let runs = 0;
    return {
        run(order) {
            runs += 1;
            const run = runs;
            child ??= startHost();
            const host = child;
            return new Promise<string | undefined>((resolve, reject) => {
                const died = (code: number | null): void => reject(new Error(`the program's process ended with ${code}`));
                const hear = (message: unknown): void => {
                    const { run: of, error } = Ended.parse(message);
                    if (of !== run) return;
                    host.off("message", hear).off("exit", died);
                    resolve(error);
                };
                host.on("message", hear).once("exit", died);
                host.send({ run, ...order });
            });
        },
        async abandon() {
            child?.removeAllListeners();
            await ended(child);
            child = undefined;
        },
        [Symbol.asyncDispose]: async () => {
            child?.removeAllListeners();
            await ended(child);
        },
    };
}

export interface ProgramRun extends Run {
    /** Inputs as check left them, by name. */
    readonly inputs: ReadonlyMap<string, Properties>;
}

interface HowToRun {
    readonly dryRun: boolean;
    readonly configuration: Readonly<Record<string, string>>;
    /** Whether the engine answers what the stack has recorded, as a real one does. */
    readonly tellsState?: boolean;
    /** Names of resources that the run leaves out, as `--exclude` does. */
    readonly without?: readonly string[];
}

/** What an engine answers of a resource that it leaves out, as far as it is recorded. Source: the engine's `SameStep`, which is one that skips a create. */
function leftOut({ name, inputs }: Registration, old: ResourceState | undefined): Registered {
    return {
        step: { name, op: "same", changed: [] },
        inputs: old?.inputs ?? inputs,
        id: old?.id,
        outputs: old?.outputs ?? {},
        more: false,
    };
}

/** One run of a program. `state` changes as it goes. */
export async function runProgram(
    {
        provider,
        host,
        state,
    }: { readonly provider: ProviderProcess; readonly host: ProgramHost; readonly state: Map<string, ResourceState> },
    program: readonly Written[],
    { dryRun, configuration, tellsState = false, without = [] }: HowToRun,
): Promise<ProgramRun> {
    const inputs = new Map<string, Properties>();
    const broken: string[] = [];
    const steps = stepsOf(provider, state, !dryRun);
    const registered: Step[] = [];
    let stopped: Error | undefined;
    let stop: () => void = () => undefined;
    const isStopped = new Promise<undefined>((resolve) => {
        stop = () => resolve(undefined);
    });
    let line: Promise<unknown> = Promise.resolve();
    const turn = <T>(work: () => Promise<T>): Promise<T> => {
        const next = line.then(() => {
            if (stopped !== undefined) throw stopped;
            return work();
        });
        line = next.catch(() => undefined);
        return next;
    };
    /** What is on its way is let end, whatever has stopped the run. */
    const underWay = new Set<Promise<unknown>>();
    const engine = await startFakeEngine();
    const monitor = await startResourceMonitor(
        async (resource) => {
            const { name, dependencies = [] } = resource;
            // An engine like 3.259 writes such a state, and refuses to read it ever after; one like 3.276 refuses it in previews, too.
            const dangling = dependencies.filter((other) => without.includes(other) && !state.has(other));
            if (dangling.length > 0 && !without.includes(name)) broken.push(`${name} refers to missing dependency ${dangling.join(", ")}`);
            const registering = without.includes(name)
                ? Promise.resolve(leftOut(resource, state.get(name)))
                : steps.register(resource, turn);
            underWay.add(registering);
            try {
                const made = await registering;
                registered.push(made.step);
                inputs.set(resource.name, made.inputs);
                return made;
            } catch (error) {
                stopped ??= error instanceof Error ? error : new Error(String(error));
                stop();
                return undefined;
            }
        },
        tellsState ? () => state.values() : undefined,
    );
    async function* all(): AsyncGenerator<Step> {
        const order = { program, monitor: monitor.address, engine: engine.address, dryRun, configuration };
        // A program whose engine has stopped never ends by itself: the engine ends its process, and the Automation API leaves it.
        const error = await Promise.race([host.run(order), isStopped]);
        await Promise.allSettled(underWay);
        if (stopped !== undefined || error !== undefined) await host.abandon();
        else if (!monitor.hasEnded()) throw new Error("the program ended without a word to its engine");
        yield* registered;
        if (stopped !== undefined) throw stopped;
        if (broken.length > 0) throw new Error(`snapshot integrity failure: ${broken.join("; ")}`);
        const errors = engine.messages.filter(({ severity }) => severity === "error").map(({ text }) => text);
        if (error !== undefined || errors.length > 0)
            throw new Stopped({ name: "the program", during: "program", reasons: errors.length > 0 ? errors : [String(error)] });
        yield* steps.removeLeft(without);
    }
    try {
        return { ...(await collect(all(), () => [...provider.messages, ...engine.messages])), inputs };
    } finally {
        monitor.close();
        engine.kill();
    }
}
