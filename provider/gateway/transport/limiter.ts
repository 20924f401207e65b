/** How many requests go out: at the same time, one after the other, and none while the gateway asks for a pause. */
import type { Configuration } from "../configuration.js";
import type { Slots } from "./budget/slots.js";
import type { Kind } from "./call.js";
import type { Clock } from "./clock.js";
import { createPace } from "./pace.js";

/** What waits for its turn. */
export interface Turn {
    readonly kind: Kind;
    /** It belongs to a read that was just made: the sooner it is sent, the less can change meanwhile. */
    readonly follows: boolean;
    /** How often it has failed: what failed more often goes first, so that the oldest call is never starved. */
    readonly failed: number;
}

export interface Limiter {
    /** Runs a request when its turn has come. Rejects with the signal's reason when it has been stopped by then. */
    run<T>(request: () => Promise<T>, turn: Turn): Promise<T>;
    /** Holds all requests back for so many milliseconds, and goes on with fewer at the same time; each that succeeds lets one more in. */
    pause(milliseconds: number): void;
    /** The gateway refused a request that was sent then, because they were too many: from now on there are fewer in a second. */
    refused(sentAt: number): void;
    succeeded(): void;
    /** Requests in a second, for now. */
    rate(): number;
    /** Milliseconds in which nothing went out, because the gateway had asked for it. */
    paused(): number;
}

/** Reads do not wait behind the writes of everybody else, and the write that ends a change waits behind nothing that is new. */
const priority = ({ kind, follows, failed }: Turn): number => failed * 4 + (follows ? 2 : kind === "read" ? 1 : 0);

/**
 * @param signal what is under way has been broken off · @param over nothing goes out any more: what waits is rejected when its turn comes
 * @param slots of a budget that others share
 */
export function createLimiter(
    configuration: Configuration,
    clock: Clock,
    { signal, over }: { readonly signal: AbortSignal; readonly over: AbortSignal },
    slots: Slots | undefined,
): Limiter {
    const { maxConcurrency, maxRequestsPerSecond, shareOfLimit } = configuration;
    async function make() {
        const { default: PQueue } = await import("p-queue");
        return new PQueue({ concurrency: maxConcurrency });
    }
    let queue: ReturnType<typeof make> | undefined;
    function queued() {
        queue ??= make();
        return queue;
    }
    const pace = createPace(maxRequestsPerSecond * shareOfLimit, clock, over);
    let pauses = 0;

    return {
        run: async (request, turn) => {
            const go = async () => {
                await pace.turn();
                await slots?.turn();
                over.throwIfAborted();
                try {
                    return await request();
                } catch (error) {
                    // Whatever it says: it was broken off.
                    signal.throwIfAborted();
                    throw error;
                }
            };
            // Without the signal: thousands that wait would each listen to it. When it aborts, what is under way ends, and what waits starts and hears of it.
            return await (await queued()).add(go, { priority: priority(turn) });
        },
        pause: (milliseconds) => {
            pauses += 1;
            pace.pause(milliseconds);
            slots?.hold(milliseconds);
            void queued().then(async (paused) => {
                paused.pause();
                paused.concurrency = Math.max(1, Math.floor(paused.concurrency / 2));
                // When the run is over, all that wait have to hear of it.
                await clock.sleep(milliseconds, over).catch(() => undefined);
                pauses -= 1;
                if (pauses === 0) paused.start();
            });
        },
        refused: pace.refused,
        succeeded: () => {
            pace.took();
            void queued().then((running) => {
                if (running.concurrency < maxConcurrency) running.concurrency += 1;
            });
        },
        rate: pace.rate,
        paused: pace.paused,
    };
}
