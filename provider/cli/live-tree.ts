/** Reads the live tree for a review: every unit of the reseller with the settings that it stores. Only reads. */
import { connect, parseConfiguration, purgeAt, settingsFromWire, type TreeUnit } from "../gateway/index.js";
import type { Live, LiveUnit } from "../review/index.js";

const noStack = (): undefined => undefined;

function* every(unit: TreeUnit): Generator<TreeUnit> {
    yield unit;
    for (const below of unit.below) yield* every(below);
}

/**
 * One GET for each unit, as many at a time as `CVG_MAX_CONCURRENCY` allows.
 *
 * @param env holds the configuration, `CVG_ENDPOINT` and so on: no stack is at hand
 * @throws CvgError CVG401 where it is incomplete, CVG5xx where the gateway does not answer
 */
export async function readLive(env: NodeJS.ProcessEnv): Promise<Live> {
    const gateway = connect(parseConfiguration(noStack, env));
    try {
        const [tree, { deletionRetentionTimeInDays }] = await Promise.all([gateway.tree(), gateway.defaults()]);
        const units = await Promise.all(
            [...every(tree.reseller)].map(async (unit): Promise<LiveUnit> => {
                const { level, token, name, inactive, deletionTimestamp, above } = unit;
                return {
                    ...{ level, token, name, inactive },
                    above: above?.token,
                    purgeAt: deletionTimestamp === undefined ? undefined : await purgeAt(gateway, deletionTimestamp),
                    stored: settingsFromWire(await gateway.settings(level, token)),
                };
            }),
        );
        return { units: new Map(units.map((unit) => [unit.token, unit])), retentionDays: deletionRetentionTimeInDays };
    } finally {
        await gateway.close();
    }
}
