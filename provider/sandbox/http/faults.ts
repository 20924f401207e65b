/** Faults on order: what networks and servers do at the worst moment. */
import { z } from "zod";

const Fault = z.strictObject({
    match: z.strictObject({ method: z.string().optional(), route: z.string().optional() }).default({}),
    /** How many matching requests pass before the first that fails. */
    skip: z.int().nonnegative().default(0),
    times: z.int().positive().default(1),
    kind: z.enum(["drop-before", "drop-after", "delay", "status", "malformed", "error-in-2xx"]),
    status: z.int().min(400).max(599).optional(),
    retryAfterSeconds: z.int().nonnegative().optional(),
    /** Ten minutes at most: longer than any client waits, and than Node's timers can count. */
    delayMs: z.int().nonnegative().max(600_000).optional(),
});
export type Fault = Readonly<z.infer<typeof Fault>>;

/** A list, or one alone. Not a union of the two: its errors would name no field. */
export const Faults = z.preprocess((given) => (Array.isArray(given) ? given : [given]), z.array(Fault));

export interface PlannedFaults {
    add(faults: readonly Fault[]): void;
    /** Those that are still to come. */
    pending(): readonly Fault[];
    clear(): void;
    /** The fault that this request meets: the first that is planned for it. Counts it. */
    meet(method: string, route: string): Fault | undefined;
}

export function createFaults(): PlannedFaults {
    let planned: Fault[] = [];
    return {
        add: (faults) => {
            planned.push(...faults);
        },
        pending: () => planned,
        clear: () => {
            planned = [];
        },
        meet: (method, route) => {
            const index = planned.findIndex(({ match }) => (match.method ?? method) === method && (match.route ?? route) === route);
            const fault = planned[index];
            if (fault === undefined) return undefined;
            if (fault.skip > 0) {
                planned[index] = { ...fault, skip: fault.skip - 1 };
                return undefined;
            }
            if (fault.times > 1) planned[index] = { ...fault, times: fault.times - 1 };
            else planned.splice(index, 1);
            return fault;
        },
    };
}
