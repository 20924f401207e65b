/** When an inactive unit is purged for good. */
import type { Gateway } from "./gateway.js";

const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * The gateway's clock is known to the second. A marking of just now may seem to lie ahead, and is not a purge that is due: rather is the purge
 * of a unit in its very last minutes told too late than one of today told for at once. Milliseconds.
 */
const JUST_NOW_MS = 5 * 60 * 1000;

/** When a unit is purged that was marked then, and when one was marked that is purged then. Instants in milliseconds since the epoch. */
export const purgeOfMarking = (marked: number, days: number): number => marked + days * DAY_MS;
export const markingOfPurge = (purged: number, days: number): number => purged - days * DAY_MS;

/**
 * ISO 8601.
 *
 * @param stamp of the deletion, in milliseconds since the epoch: one that lies ahead is the planned date, any other is the marking
 */
export async function purgeAt(gateway: Pick<Gateway, "now" | "defaults">, stamp: number): Promise<string> {
    if (stamp > gateway.now() + JUST_NOW_MS) return new Date(stamp).toISOString();
    const days = (await gateway.defaults()).deletionRetentionTimeInDays;
    return new Date(purgeOfMarking(stamp, days)).toISOString();
}

/** When a unit is purged that is made inactive now. */
export const plannedPurge = (gateway: Gateway): Promise<string> => purgeAt(gateway, gateway.now());
