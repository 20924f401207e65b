import { createClient } from "./client.js";
import type { Configuration } from "./configuration.js";
import type { Gateway } from "./gateway.js";
import { type Clock, systemClock } from "./transport/clock.js";
import { createTransport } from "./transport/transport.js";
import type { Watch } from "./transport/watch.js";

export interface ConnectOptions {
    /** Stops everything: no request is sent any more, those under way are broken off. Calls then fail with CVG503, a create that had been sent with CVG505. @default never */
    readonly signal?: AbortSignal;
    /** No request is sent any more; those under way go on to their end, so that what they do is known. @default never */
    readonly ending?: AbortSignal;
    /** @default the system's */
    readonly clock?: Clock;
    /** Is told what happens. @default nobody */
    readonly watch?: Watch | undefined;
}

/** The gateway of a configuration. Sends nothing, and loads no HTTP library, before the first call. */
export function connect(configuration: Configuration, { signal, ending, clock = systemClock, watch }: ConnectOptions = {}): Gateway {
    const never = new AbortController().signal;
    const transport = createTransport(configuration, clock, { signal: signal ?? never, ending: ending ?? never }, watch);
    return createClient(configuration, transport);
}
