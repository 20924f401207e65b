/** How many requests go out: at the same time, in any second, and none while the gateway asks for a pause. */

import type { Configuration } from "../configuration.js";
import type { Clock } from "./clock.js";

export interface Limiter {
    /** Runs a request when its turn has come. What failed more often goes first, so that the oldest call is never starved. Rejects with the signal's reason when stopped before. */
    run<T>(request: () => Promise<T>, failed: number): Promise<T>;
    /** Holds all requests back for so many milliseconds, and goes on with fewer at the same time; each that succeeds lets one more in. */
    pause(milliseconds: number): void;
    succeeded(): void;
}

export function createLimiter(configuration: Configuration, clock: Clock, signal: AbortSignal): Limiter {
    const { maxConcurrency, maxRequestsPerSecond } = configuration;
    async function make() {
        const { default: PQueue } = await import("p-queue");
        return new PQueue({ concurrency: maxConcurrency, intervalCap: maxRequestsPerSecond, interval: 1000, strict: true });
    }
    let queue: ReturnType<typeof make> | undefined;
    function queued() {
        queue ??= make();
        return queue;
    }
    let pauses = 0;

    return {
        run: async (request, failed) => await (await queued()).add(request, { priority: failed, signal }),
        pause: (milliseconds) => {
            pauses += 1;
            void queued().then(async (paused) => {
                paused.pause();
                paused.concurrency = Math.max(1, Math.floor(paused.concurrency / 2));
                // When the run is stopped, all that wait are rejected by their own signal.
                await clock.sleep(milliseconds, signal).catch(() => undefined);
                pauses -= 1;
                if (pauses === 0) paused.start();
            });
        },
        succeeded: () => {
            void queued().then((running) => {
                if (running.concurrency < maxConcurrency) running.concurrency += 1;
            });
        },
    };
}
