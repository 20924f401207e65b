/** What the tests of the shell share: an embedded gateway, and a provider process that is configured for it. */
import { type Sandbox, startSandbox } from "../../../provider/sandbox/index.js";
import { type Console, openConsole } from "../../harness/console.js";
import { type EngineOnGrpc, engineOnGrpc, type Run } from "../../harness/engine-on-grpc.js";
import type { Properties } from "../../harness/properties.js";
import { providerConfiguration } from "../../harness/provider-environment.js";
import { handledBy, type ProviderProcess, startProvider } from "../../harness/provider-process.js";

export const HANDLERS = ["customer", "account", "project", "privacy-policy"] as const;
export type Handler = (typeof HANDLERS)[number];

type Config = Readonly<Record<string, string>>;

export interface Shell extends AsyncDisposable {
    readonly sandbox: Sandbox;
    readonly console: Console;
    readonly provider: ProviderProcess;
    readonly engine: EngineOnGrpc;
    close(): Promise<void>;
}

/** The environment of a provider that is configured by its stack only. */
export const bareEnvironment: NodeJS.ProcessEnv = Object.fromEntries(
    Object.keys(process.env)
        .filter((name) => name.startsWith("CVG_"))
        .map((name) => [name, undefined]),
);

/** Requests are not held back, so that tests are quick. */
const unlimited: Config = { "cvg:maxRequestsPerSecond": "1000" };

export const configurationOf = (sandbox: Sandbox): Config => ({ ...unlimited, ...providerConfiguration(sandbox) });

/** For a small server of a test's own, which needs no token endpoint. */
export const configurationAt = (url: string): Config => ({
    ...unlimited,
    "cvg:endpoint": `${url}/master-api`,
    "cvg:reseller": "the-reseller",
    "cvg:accessToken": "MARKER-access-token",
});

export async function configured(config: Config, env: NodeJS.ProcessEnv = {}): Promise<ProviderProcess> {
    const provider = await startProvider({ env: { ...bareEnvironment, ...env } });
    await provider.configure(config);
    return provider;
}

export async function openShell(): Promise<Shell> {
    const sandbox = await startSandbox();
    const [console, provider] = await Promise.all([openConsole(sandbox), configured(configurationOf(sandbox))]);
    const close = async (): Promise<void> => {
        await provider.close();
        await sandbox.close();
    };
    return { sandbox, console, provider, engine: engineOnGrpc(provider), close, [Symbol.asyncDispose]: close };
}

/** `pulumi destroy`, in a process of its own as the engine has it: one that has just written units knows that resources hold them. */
export async function destroyed(shell: Shell, engine: EngineOnGrpc): Promise<Run> {
    await using provider = await configured(configurationOf(shell.sandbox));
    const run = await engineOnGrpc(provider, { state: engine.state }).destroy();
    engine.forget();
    return run;
}

/** Inputs as the engine hands them to a handler. */
export const to = (handler: Handler, inputs: Properties): Properties => ({ ...inputs, ...handledBy(handler) });

/** Everything that a provider process prints when all goes well is its port. */
export const QUIET = /^\d+\n$/;

/** The reasons of one check. */
export async function refusals(provider: ProviderProcess, handler: Handler, inputs: Properties): Promise<readonly string[]> {
    const { failures } = await provider.check("urn", {}, to(handler, inputs));
    return failures.map(({ reason }) => reason);
}

/** The message of an operation that must fail. */
export async function messageOf(failing: Promise<unknown>): Promise<string> {
    try {
        await failing;
    } catch (error) {
        if (error instanceof Error) return error.message;
        throw error;
    }
    throw new Error("it did not fail");
}
