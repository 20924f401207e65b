/** When an inactive unit is purged for good, by the gateway's tree. */
import type { Gateway, TreeUnit } from "../gateway/index.js";

const DAY_MS = 24 * 60 * 60 * 1000;

/** ISO 8601; null of a unit that is active. A deletionTimestamp that lies ahead is the planned date, one that lies behind is the marking. */
export async function purgeAtOf(gateway: Gateway, { inactive, deletionTimestamp }: TreeUnit): Promise<string | null> {
    if (!inactive) return null;
    const stamp = deletionTimestamp ?? gateway.now();
    if (stamp > gateway.now()) return new Date(stamp).toISOString();
    const days = (await gateway.defaults()).deletionRetentionTimeInDays;
    return new Date(stamp + days * DAY_MS).toISOString();
}
