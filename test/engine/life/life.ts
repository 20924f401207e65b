/** A stack over gRPC: each phase in a provider process of its own, and between them an admin in the console. */
import { z } from "zod";
import type { Sandbox } from "../../../provider/sandbox/index.js";
import { type Console, openConsole, type ShownUnit } from "../../harness/console.js";
import { type EngineOnGrpc, engineOnGrpc, type Run } from "../../harness/engine-on-grpc.js";
import { providerConfiguration } from "../../harness/provider-environment.js";
import { type ProviderProcess, type ShellName, startProvider } from "../../harness/provider-process.js";
import type { ResourceState } from "../../harness/stack-state.js";

export interface Stack extends AsyncDisposable {
    readonly console: Console;
    /** What the engine remembers, between runs. */
    readonly state: ReadonlyMap<string, ResourceState>;
    /** Runs in a new process, which is ended. What was done in the console before, it does not know. `configuration`: of this phase only. */
    phase(work: (engine: EngineOnGrpc) => Promise<void>, configuration?: Readonly<Record<string, string>>): Promise<void>;
    /** What was exported once is there again: `pulumi stack import`. */
    bringBack(state: ReadonlyMap<string, ResourceState>): void;
    /** A declared unit as the gateway has it now. */
    unit(name: string): Promise<ShownUnit>;
}

export interface StackOptions {
    /** Configuration of the stack. */
    readonly configuration?: Readonly<Record<string, string>>;
    /** One process serves all phases, each with the package loaded anew. Default: each phase has a process of its own, as in the engine. */
    readonly oneProcess?: boolean;
    /** The process that serves all phases, where several stacks share one after the other: renewable, and not ended with the stack. */
    readonly process?: ProviderProcess;
    /** Default: "dynamic". The plugin has a process for each phase. */
    readonly shell?: ShellName;
}

export async function openStack(sandbox: Sandbox, options: StackOptions = {}): Promise<Stack> {
    const { configuration: own = {}, oneProcess = false, process: shared, shell = "dynamic" } = options;
    const console = await openConsole(sandbox);
    const configurationOf = (more: Readonly<Record<string, string>>) => ({
        ...providerConfiguration(sandbox),
        "cvg:maxRequestsPerSecond": "1000",
        ...own,
        ...more,
    });
    let kept: ProviderProcess | undefined;
    let state: ReadonlyMap<string, ResourceState> = new Map();
    return {
        console,
        get state() {
            return state;
        },
        phase: async (work, configuration = {}) => {
            const run = async (provider: ProviderProcess): Promise<void> => {
                const engine = engineOnGrpc(provider, { state, shell });
                state = engine.state;
                await work(engine);
            };
            if (oneProcess && shared === undefined && shell === "dynamic") kept ??= await startProvider({ renewable: true });
            const renewed = shared ?? kept;
            if (renewed !== undefined) {
                await renewed.renew(configurationOf(configuration));
                return run(renewed);
            }
            await using provider = await startProvider({ shell });
            await provider.configure(configurationOf(configuration));
            await run(provider);
            await provider.finish();
        },
        [Symbol.asyncDispose]: async () => {
            await kept?.finish();
        },
        bringBack: (exported) => {
            state = new Map(exported);
        },
        unit: async (name) => {
            const token = state.get(name)?.id;
            const found = [...(await console.units()).values()].find((unit) => unit.token === token);
            if (found === undefined) throw new Error(`the gateway has no ${name} (${token})`);
            return found;
        },
    };
}

/** A run without a problem; fails naming it otherwise. */
export async function fine(run: Promise<Run>): Promise<Run> {
    const { problem } = await run;
    expect(problem).toBeUndefined();
    return run;
}

const Bot = z.object({ platformNumbers: z.array(z.string()), botConfiguration: z.looseObject({ token: z.string().optional() }) });

/** Numbers and bot secret of a project as they are stored, whatever the gateway shows of secrets. */
export async function projectAsStored({ console }: Stack, reseller: string, token: string) {
    const { secretsOnRead } = z.looseObject({ secretsOnRead: z.string() }).parse(await console.control("GET", "/behaviour"));
    await console.control("POST", "/behaviour", { secretsOnRead: "plain" });
    const { platformNumbers, botConfiguration } = Bot.parse(await console.get(`/project/${reseller}/${token}`));
    await console.control("POST", "/behaviour", { secretsOnRead });
    return { platformNumbers, secret: botConfiguration.token };
}
