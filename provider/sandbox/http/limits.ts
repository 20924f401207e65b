/** How many requests the gateway takes, and how long it thinks about each. */
import { setTimeout as wait } from "node:timers/promises";
import { z } from "zod";

export const Limits = z.strictObject({
    requestsPerSecond: z.number().positive().nullable().optional(),
    /** Requests that may come at once; one second's worth if it is not given. */
    burst: z.int().positive().nullable().optional(),
    /** A minute at most. */
    latencyMs: z.int().nonnegative().max(60_000).nullable().optional(),
});
export type Limits = Readonly<z.infer<typeof Limits>>;

export interface RateLimit {
    change(limits: Limits): Limits;
    /** Seconds after which to ask again; undefined when this request is within the limit. */
    secondsToWait(): number | undefined;
    /** Undefined: no latency is set. */
    latency(): Promise<void> | undefined;
}

export function createRateLimit(): RateLimit {
    let limits: Limits = {};
    let left = 0;
    let since = 0;

    const capacity = (perSecond: number) => limits.burst ?? Math.max(1, Math.ceil(perSecond));

    return {
        change: (changes) => {
            limits = { ...limits, ...changes };
            left = limits.requestsPerSecond == null ? 0 : capacity(limits.requestsPerSecond);
            since = performance.now();
            return limits;
        },
        secondsToWait: () => {
            const { requestsPerSecond } = limits;
            if (requestsPerSecond == null) return undefined;
            const now = performance.now();
            left = Math.min(capacity(requestsPerSecond), left + ((now - since) / 1000) * requestsPerSecond);
            since = now;
            if (left < 1) return Math.ceil((1 - left) / requestsPerSecond);
            left -= 1;
            return undefined;
        },
        latency: () => (limits.latencyMs != null && limits.latencyMs > 0 ? wait(limits.latencyMs) : undefined),
    };
}
