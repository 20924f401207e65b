/** When an inactive unit is purged for good. */
import type { Gateway } from "./gateway.js";

const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * ISO 8601.
 *
 * @param stamp of the deletion, in milliseconds since the epoch: one that lies ahead is the planned date, any other is the marking
 */
export async function purgeAt(gateway: Gateway, stamp: number): Promise<string> {
    if (stamp > gateway.now()) return new Date(stamp).toISOString();
    const days = (await gateway.defaults()).deletionRetentionTimeInDays;
    return new Date(stamp + days * DAY_MS).toISOString();
}

/** When a unit is purged that is made inactive now. */
export const plannedPurge = (gateway: Gateway): Promise<string> => purgeAt(gateway, gateway.now());
