/** The plugin in a process of its own, and what the engine asks that the stand-in for its steps does not. */
import { credentials, type ServiceError } from "@grpc/grpc-js";
import { ResourceProviderClient } from "@pulumi/pulumi/proto/provider_grpc_pb";
import { type Sandbox, startSandbox } from "../../../provider/sandbox/index.js";
import { type Console, openConsole } from "../../harness/console.js";
import { type EngineOnGrpc, engineOnGrpc } from "../../harness/engine-on-grpc.js";
import { type ProviderProcess, startProvider } from "../../harness/provider-process.js";
import type { ResourceState } from "../../harness/stack-state.js";
import { bareEnvironment, configurationOf } from "../shell/shell.js";

export const urnOf = (type: string, name: string): string => `urn:pulumi:test::test::cvg:index:${type}::${name}`;

export interface Plugin extends AsyncDisposable {
    readonly sandbox: Sandbox;
    readonly console: Console;
    /** A phase of a run in a process of its own, on what the phases before recorded. */
    phase<T>(work: (engine: EngineOnGrpc, provider: ProviderProcess) => Promise<T>): Promise<T>;
    readonly state: ReadonlyMap<string, ResourceState>;
    bringBack(state: ReadonlyMap<string, ResourceState>): void;
}

export async function openPlugin(): Promise<Plugin> {
    const sandbox = await startSandbox();
    const console = await openConsole(sandbox);
    let state: ReadonlyMap<string, ResourceState> = new Map();
    return {
        sandbox,
        console,
        async phase(work) {
            await using provider = await startProvider({ shell: "native", env: bareEnvironment });
            await provider.configure(configurationOf(sandbox));
            const engine = engineOnGrpc(provider, { shell: "native", state });
            state = engine.state;
            return await work(engine, provider);
        },
        get state() {
            return state;
        },
        bringBack: (recorded) => {
            state = new Map(recorded);
        },
        [Symbol.asyncDispose]: async () => await sandbox.close(),
    };
}

/** Asks what `ProviderProcess` has no name for. */
export async function asked<Response>(
    provider: ProviderProcess,
    ask: (client: ResourceProviderClient, respond: (error: ServiceError | null, response: Response) => void) => unknown,
): Promise<Response> {
    const client = new ResourceProviderClient(provider.address, credentials.createInsecure());
    try {
        return await new Promise((resolve, reject) => {
            ask(client, (error, response) => (error === null ? resolve(response) : reject(error)));
        });
    } finally {
        client.close();
    }
}
