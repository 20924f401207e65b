/** The vendor's Python SDK in a process of its own, asked one thing after the other. */
import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Sandbox } from "../../provider/sandbox/index.js";
import { accessToken } from "../gateway/sandbox/open-sandbox.js";

/** What the SDK returned; or the status it raised for; or why it could not read the answer. */
export interface SdkAnswer {
    readonly result?: ReturnType<typeof Reflect.get>;
    readonly status?: number;
    readonly raised?: string;
}

export interface Sdk {
    ask(api: string, method: string, args: readonly unknown[], options?: object): Promise<SdkAnswer>;
    close(): void;
}

/** The interpreter that has the vendor's packages. @throws Error where they were not prepared */
export function pythonPath(): string {
    const path = process.env.CVG_FIDELITY_PYTHON;
    if (path === undefined) throw new Error("run it by `npm run fidelity`: it prepares the Python environment");
    return path;
}

/** An object of one of the SDK's models. */
export const model = (name: string, module: string, value: unknown) => ({ model: name, module, value });

export async function startSdk(sandbox: Sandbox): Promise<Sdk> {
    const args = [join(__dirname, "sdk.py"), sandbox.runtime, await accessToken(sandbox)];
    const child: ChildProcess = spawn(pythonPath(), args, { stdio: ["pipe", "pipe", "inherit"] });
    const { stdin, stdout } = child;
    if (stdin === null || stdout === null) throw new Error("the SDK's process has no pipes");
    const lines = createInterface({ input: stdout })[Symbol.asyncIterator]();
    return {
        ask: async (api, method, given, options = {}) => {
            stdin.write(`${JSON.stringify({ api, method, args: given, options })}\n`);
            const { value, done } = await lines.next();
            if (done) throw new Error("the SDK's process has ended");
            return JSON.parse(value);
        },
        close: () => {
            stdin.end();
            child.kill();
        },
    };
}
