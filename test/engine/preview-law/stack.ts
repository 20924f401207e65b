/** A stack of programs of real classes: each phase with the package loaded anew, and with all that it says until it has ended. */
import { type Sandbox, startSandbox } from "../../../provider/sandbox/index.js";
import { engineOnGrpc, type Run } from "../../harness/engine-on-grpc.js";
import { type ProgramHost, type ProgramRun, programHost, runProgram, type Written } from "../../harness/program-engine.js";
import { providerConfiguration } from "../../harness/provider-environment.js";
import { type ProviderProcess, startProvider } from "../../harness/provider-process.js";
import type { ResourceState } from "../../harness/stack-state.js";

/** The processes that serve many stacks, one after the other. */
export interface Processes extends AsyncDisposable {
    readonly provider: ProviderProcess;
    readonly host: ProgramHost;
}

export async function startProcesses(): Promise<Processes> {
    const [provider, host] = [await startProvider({ renewable: true }), programHost()];
    return {
        provider,
        host,
        [Symbol.asyncDispose]: async () => {
            await provider.finish();
            await host[Symbol.asyncDispose]();
        },
    };
}

export interface ProgramStack {
    readonly state: ReadonlyMap<string, ResourceState>;
    /** @param without what the run leaves out, as `--exclude` does */
    preview(program: readonly Written[], without?: readonly string[]): Promise<ProgramRun>;
    /** Only the writing phase of an `up`. */
    update(program: readonly Written[], without?: readonly string[]): Promise<ProgramRun>;
    refresh(): Promise<Run>;
}

/** @param tellsState whether the engine answers what the stack has recorded, as a real one does */
export function programStack({ provider, host }: Processes, sandbox: Sandbox, tellsState = false): ProgramStack {
    const state = new Map<string, ResourceState>();
    const configuration = { ...providerConfiguration(sandbox), "cvg:maxRequestsPerSecond": "1000" };
    const phase = async <R extends Run>(work: () => Promise<R>): Promise<R> => {
        await provider.renew(configuration);
        const before = provider.messages.length;
        const run = await work();
        const during = provider.messages.length;
        // Its last words are said when it ends.
        await provider.renew(configuration);
        const said = [
            ...run.messages.slice(0, during - before),
            ...provider.messages.slice(during),
            ...run.messages.slice(during - before),
        ];
        return { ...run, messages: said };
    };
    const run = (program: readonly Written[], dryRun: boolean, without: readonly string[] = []) =>
        phase(() => runProgram({ provider, host, state }, program, { dryRun, configuration, tellsState, without }));
    return {
        state,
        preview: (program, without) => run(program, true, without),
        update: (program, without) => run(program, false, without),
        refresh: () =>
            phase(async () => {
                const engine = engineOnGrpc(provider, { state });
                const refreshed = await engine.refresh();
                state.clear();
                for (const [name, resource] of engine.state) state.set(name, resource);
                return refreshed;
            }),
    };
}

/** For each test of a file a stack of its own, which tells what it has recorded; the processes serve all of them. */
export function programStackBeforeEach(): ProgramStack {
    let processes: Processes;
    let sandbox: Sandbox;
    let stack: ProgramStack;
    beforeAll(async () => {
        processes = await startProcesses();
    });
    afterAll(() => processes[Symbol.asyncDispose]());
    beforeEach(async () => {
        sandbox = await startSandbox();
        stack = programStack(processes, sandbox, true);
    });
    afterEach(() => sandbox.close());
    return {
        get state() {
            return stack.state;
        },
        preview: (...run) => stack.preview(...run),
        update: (...run) => stack.update(...run),
        refresh: () => stack.refresh(),
    };
}
