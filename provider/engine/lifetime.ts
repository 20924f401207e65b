/** A provider process ends when its engine is gone, and says one line when it is asked to end. */
import { engineClient, tell } from "./engine-log.js";

/** gRPC's connectivity state READY. */
const READY = 2;

export interface Lifetime {
    /** The engine is gone: nothing may be sent any more. */
    readonly onGone: () => void;
    /** One line about the run, or nothing. */
    readonly summary: () => string | undefined;
}

/**
 * Watches the engine. When it was killed, this process would otherwise go on with its requests and then live for ever, with credentials.
 * At the end of a run the engine sends SIGINT and waits 5 seconds: time for the summary, if the process then really ends.
 */
export function endWithEngine({ onGone, summary }: Lifetime): void {
    void watch(onGone);
    process.once("SIGINT", () => {
        const line = summary();
        if (line === undefined) process.exit(0);
        void tell("info", line, 1500).finally(() => process.exit(0));
    });
}

async function watch(onGone: () => void): Promise<void> {
    const engine = await engineClient();
    engine.waitForReady(Date.now() + 10_000, (error) => {
        if (error !== undefined && error !== null) return;
        engine.getChannel().watchConnectivityState(READY, Number.POSITIVE_INFINITY, () => {
            onGone();
            process.exit(0);
        });
    });
}
