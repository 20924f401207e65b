/** Reads the live tree for a review: every unit of the reseller with the settings that it stores. Only reads. */
import { connect, type Gateway, parseConfiguration } from "../gateway/index.js";
import { takeInventory } from "../inventory/inventory.js";
import type { Live, LiveUnit } from "../review/index.js";

const noStack = (): undefined => undefined;

/** One GET for each unit, as many at a time as `CVG_MAX_CONCURRENCY` allows. @throws CvgError CVG5xx where the gateway does not answer */
export async function liveOf(gateway: Gateway): Promise<Live> {
    const [{ units }, { deletionRetentionTimeInDays }] = await Promise.all([takeInventory(gateway), gateway.defaults()]);
    const live = units.map(({ level, token, name, inactive, purgeAt, above, stored }): readonly [string, LiveUnit] => [
        token,
        { level, token, name, inactive, purgeAt, above: above?.token, stored },
    ]);
    return { units: new Map(live), retentionDays: deletionRetentionTimeInDays };
}

/**
 * @param env holds the configuration, `CVG_ENDPOINT` and so on: no stack is at hand
 * @throws CvgError CVG401 where it is incomplete, CVG5xx where the gateway does not answer
 */
export async function readLive(env: NodeJS.ProcessEnv): Promise<Live> {
    const gateway = connect(parseConfiguration(noStack, env));
    try {
        return await liveOf(gateway);
    } finally {
        await gateway.close();
    }
}
