/** The calls of the HTTP contract, as the rest of the provider wants them. */
import { callsOf } from "./client/calls.js";
import { createCreates } from "./client/creates.js";
import { createCurrentTree } from "./client/current-tree.js";
import { createReads } from "./client/reads.js";
import { createWrites } from "./client/writes.js";
import type { Configuration } from "./configuration.js";
import type { Gateway } from "./gateway.js";
import { createKnownUnits } from "./known-units.js";
import { oneAtATime } from "./one-at-a-time.js";
import type { Transport } from "./transport/transport.js";
import type { RawBody } from "./wire/contract.js";

/** Which gateway, and what its user asserts of it. */
type Which = Pick<Configuration, "endpoint" | "reseller" | "maxConcurrency" | "maskedSecrets">;

export function createClient({ endpoint, reseller, maxConcurrency, maskedSecrets }: Which, transport: Transport): Gateway {
    const calls = callsOf(reseller, transport);
    const known = createKnownUnits();
    const tree = createCurrentTree(reseller, calls, known);
    const reads = createReads(calls, known, tree);
    const written = new Map<string, RawBody | undefined>();
    const means = { calls, known, tree, reads, locked: oneAtATime(), written };
    return {
        reseller,
        endpoint,
        maxConcurrency,
        defaults: reads.defaults,
        tree: tree.get,
        read: reads.read,
        settings: reads.settings,
        known: known.settings,
        create: createCreates({ ...means, sleep: transport.sleep }),
        ...createWrites({ ...means, maskedSecrets }),
        now: transport.now,
        requests: transport.requests,
        effort: transport.effort,
        hasWritten: (token) => written.has(token),
        found: (token) => written.get(token),
        close: transport.close,
    };
}
