/** From the bytes of a preview to a report. */

import { deriveFindings } from "./findings/derive.js";
import { driftOf, lookedAt, mustHaveLooked } from "./fleet/drift.js";
import type { Live } from "./fleet/live.js";
import { FleetBuilder } from "./fleet/unit.js";
import { whatWasTold } from "./preview/changes-in-messages.js";
import { readPreview } from "./preview/read.js";
import { type Report, reportOf } from "./report/report.js";
import { shownUnits } from "./report/units.js";

export interface Options {
    readonly of?: Report["of"];
    readonly live?: Live | undefined;
    /** Milliseconds since the epoch. */
    readonly now: number;
}

/** As the manual has it; the gateway may say otherwise. Source: manual, "Löschen". */
const RETENTION_DAYS = 90;

/**
 * Reviews a preview.
 *
 * @param chunks the bytes of `pulumi preview --json --show-sames`
 * @throws CvgError CVG620 where they are no preview, CVG621 where they end in the middle, CVG624 where drift is asked of one that did not look
 */
export async function review(chunks: AsyncIterable<Buffer>, { of = "change", live, now }: Options): Promise<Report> {
    const builder = new FleetBuilder();
    const { said } = await readPreview(chunks, (step) => builder.add(step));
    const built = builder.build();
    const hasFailed = said.some(({ severity }) => severity === "error");
    // One that failed says so, and may have failed before it looked.
    if (of === "drift" && !hasFailed) mustHaveLooked(built);
    const { fleet, unread } = of === "drift" ? lookedAt(built) : { fleet: built, unread: 0 };
    const clock = { now, retentionDays: live?.retentionDays ?? RETENTION_DAYS };
    const { findings, tree, what } = deriveFindings({
        fleet: of === "drift" ? driftOf(fleet) : fleet,
        told: whatWasTold(said),
        live,
        clock,
        of,
    });
    return reportOf({ of, fleet, findings, units: () => shownUnits(tree, what), said, live: live !== undefined, unread });
}
