/** Runs a command to its end, or to the end of our patience, and leaves none of its processes behind. */
import { type ChildProcess, spawn } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";

export interface Outcome {
    readonly code: number | null;
    readonly signal: NodeJS.Signals | null;
    readonly stdout: string;
    readonly stderr: string;
}

export interface CommandOptions {
    readonly cwd: string;
    readonly env: NodeJS.ProcessEnv;
    readonly timeoutSeconds: number;
    /** Called with the running process, for tests that interrupt it. */
    readonly started?: (child: ChildProcess) => void;
}

export function runCommand(command: string, args: readonly string[], options: CommandOptions): Promise<Outcome> {
    const { cwd, env, timeoutSeconds, started } = options;
    return new Promise((resolve, reject) => {
        const child = spawn(command, args, { cwd, env, stdio: ["ignore", "pipe", "pipe"] });
        const stdout: Buffer[] = [];
        const stderr: Buffer[] = [];
        child.stdout.on("data", (data: Buffer) => stdout.push(data));
        child.stderr.on("data", (data: Buffer) => stderr.push(data));
        let late = false;
        const patience = setTimeout(() => {
            late = true;
            child.kill("SIGKILL");
        }, timeoutSeconds * 1000);
        child.once("error", reject);
        const end = () => {
            const outcome = {
                code: child.exitCode,
                signal: child.signalCode,
                stdout: Buffer.concat(stdout).toString(),
                stderr: Buffer.concat(stderr).toString(),
            };
            const text = `${command} ${args.join(" ")} took longer than ${timeoutSeconds} s\n${outcome.stdout}\n${outcome.stderr}`;
            if (late) reject(new Error(text));
            else resolve(outcome);
        };
        // A provider that outlives its engine holds the pipes open: after the exit, "close" is not waited for long.
        child.once("close", end);
        child.once("exit", () => {
            clearTimeout(patience);
            setTimeout(end, 1000).unref();
        });
        started?.(child);
    });
}

const processIds = (): readonly number[] => readdirSync("/proc").map(Number).filter(Number.isInteger);

/** The processes that were started with this in their environment. Only where there is /proc; elsewhere they end with their engine. */
export function processesMarked(mark: string): readonly number[] {
    if (process.platform !== "linux") return [];
    return processIds().filter((pid) => {
        try {
            return pid !== process.pid && readFileSync(`/proc/${pid}/environ`, "utf8").includes(mark);
        } catch {
            return false;
        }
    });
}

export function killMarked(mark: string): void {
    for (const pid of processesMarked(mark)) {
        try {
            process.kill(pid, "SIGKILL");
        } catch {
            // It has ended by itself.
        }
    }
}
