/**
 * The SDK's own dynamic provider process, started as the engine starts it, with a stand-in for the engine behind it.
 * It loads the built package (`npm run build` first) by the name that a user's program has for it.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { quickNode, repository } from "./engine-environment.js";
import { type Message, startFakeEngine } from "./fake-engine.js";
import type { Properties } from "./properties.js";
import { connectProvider, type ProviderClient } from "./provider-client.js";

export interface Exit {
    readonly code: number | null;
    readonly signal: NodeJS.Signals | null;
}

export interface ProviderProcess extends ProviderClient {
    /** What the provider told the engine, in order. */
    readonly messages: readonly Message[];
    /** How many requests they came in. */
    messageRequests(): number;
    /** Everything the process printed. */
    printed(): string;
    /** Where it listens. */
    readonly address: string;
    readonly pid: number;
    readonly exited: Promise<Exit>;
    /** Ends the engine as `kill -9` would. A provider should then end by itself: await `exited`. */
    killEngine(): void;
    /** The connection to the engine breaks, but the engine lives: a provider should go on. */
    dropConnections(): void;
    /** The next phase begins, in which the package knows nothing of earlier ones. Of a renewable process, which is configured by this alone. */
    renew(configuration: Readonly<Record<string, string>>): Promise<void>;
    /** Ends a run as the engine does: SIGINT, and five seconds of patience. A patience that ran out is the signal SIGKILL. */
    finish(): Promise<Exit>;
    /** Leaves nothing running. */
    close(): Promise<void>;
    [Symbol.asyncDispose](): Promise<void>;
}

/** Which of the package's two ways in is asked: the SDK's dynamic provider, or the plugin. */
export type ShellName = "dynamic" | "native";

export interface ProviderOptions {
    /** Default: "dynamic". */
    readonly shell?: ShellName;
    /** The folder that the process runs in, and resolves the package from. Default: the repository. */
    readonly cwd?: string;
    /** Added to this process's environment; undefined takes a variable away. */
    readonly env?: NodeJS.ProcessEnv;
    /** Serves several phases, each with the package loaded anew (`renewed-package.cjs`): faster than a process for each. Default: false. */
    readonly renewable?: boolean;
}

/** What a class of the package puts into its inputs so that the process loads this handler, e.g. `customer`. */
export const handledBy = (handler: string): Properties => ({
    __provider: `exports.handler = () => require("pulumi-cvg/handlers/${handler}")`,
});

const plugin = join(repository, "dist/native/main.js");
const renewing = `--require=${join(__dirname, "renewed-package.cjs")}`;

export async function startProvider({
    shell = "dynamic",
    cwd = repository,
    env = {},
    renewable = false,
}: ProviderOptions = {}): Promise<ProviderProcess> {
    const engine = await startFakeEngine();
    const script = shell === "native" ? plugin : require.resolve("@pulumi/pulumi/cmd/dynamic-provider");
    const child = spawn(process.execPath, [...(renewable ? [renewing] : []), script, engine.address], {
        cwd,
        env: { ...process.env, ...quickNode, ...env },
        stdio: ["ignore", "pipe", "pipe", ...(renewable ? (["ipc"] as const) : [])],
    });
    const { stdout, stderr } = child;
    if (stdout === null || stderr === null) throw new Error("its outputs are no pipes");
    const output: string[] = [];
    for (const stream of [stdout, stderr]) stream.on("data", (data: Buffer) => output.push(data.toString()));
    const printed = () => output.join("");
    const exited = new Promise<Exit>((resolve) => {
        child.once("error", () => resolve({ code: null, signal: null }));
        child.once("close", (code, signal) => resolve({ code, signal }));
    });

    const [port] = await Promise.race([once(createInterface({ input: stdout }), "line"), exited.then(() => [])]);
    if (!/^\d+$/.test(String(port))) {
        child.kill("SIGKILL");
        engine.kill();
        throw new Error(`the provider process did not start:\n${printed()}`);
    }
    const address = `127.0.0.1:${port}`;
    const client = connectProvider(address);

    const close = async () => {
        client.hangUp();
        if (child.exitCode === null && child.signalCode === null) child.kill("SIGKILL");
        await exited;
        engine.kill();
    };
    return {
        ...client,
        messages: engine.messages,
        messageRequests: engine.requests,
        printed,
        address,
        pid: child.pid ?? 0,
        exited,
        killEngine: engine.kill,
        dropConnections: engine.dropConnections,
        async renew(configuration) {
            const renewed = once(child, "message");
            child.send(configuration);
            await Promise.race([renewed, exited.then(({ code }) => Promise.reject(new Error(`it ended with ${code}:\n${printed()}`)))]);
        },
        async finish() {
            child.kill("SIGINT");
            const patience = setTimeout(() => child.kill("SIGKILL"), 5000);
            const exit = await exited;
            clearTimeout(patience);
            await close();
            return exit;
        },
        close,
        [Symbol.asyncDispose]: close,
    };
}
