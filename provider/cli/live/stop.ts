/** Ctrl-C while something is at work that must be tidied up: a folder with secrets in it. */
import type { ChildProcess } from "node:child_process";

const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** From here on a signal ends the process that is running, and this one when `over` is called. */
export class Stop {
    /** What has come. */
    signal: NodeJS.Signals | undefined;
    running: ChildProcess | undefined;

    constructor() {
        for (const signal of SIGNALS) process.on(signal, this.#come);
    }

    readonly #come = (signal: NodeJS.Signals): void => {
        const isFirst = this.signal === undefined;
        this.signal = signal;
        // Whoever types Ctrl-C reaches both, and Pulumi takes a second one for "at once".
        if (!isFirst || signal !== "SIGINT" || !process.stdin.isTTY) this.running?.kill(signal);
    };

    /** Everything is tidied up: the process ends as the signal has it, where one has come. */
    over(): void {
        for (const signal of SIGNALS) process.off(signal, this.#come);
        if (this.signal !== undefined) process.kill(process.pid, this.signal);
    }
}
