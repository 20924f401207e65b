/** Thirty units, exported and taken over under every row of the pairwise table. */

import { openOnWire } from "../../harness/bodies.js";
import { PAIRWISE, titleOf } from "../../harness/pairwise.js";
import type { PlantedUnit } from "../../harness/planted-tenancy.js";
import { soaked } from "../matrices.js";
import { formOf, ofTrees } from "./circle.js";

const tighter = { allowRecordings: false, maxDialogRetentionTime: 3_600_000 };
const open = openOnWire(604_800_000, 86_400_000);
const unit = (
    level: PlantedUnit["level"],
    name: string,
    settings: object,
    below: readonly PlantedUnit[] = [],
    inactive = false,
): PlantedUnit => ({ level, name, settings: { ...open, ...settings }, below, inactive });
/** Thirty units: settings at every level, none looser than what is above it, one unit inactive. */
const THIRTY: readonly PlantedUnit[] = ["Acme", "Globex"].map((customer, index) =>
    unit(
        "customer",
        customer,
        index === 0 ? {} : { anonymizeRemoteNumbers: true },
        ["Schaden", "Vertrieb"].map((account, place) =>
            unit(
                "account",
                account,
                { ...(place === 0 ? {} : tighter), ...(index === 0 ? {} : { anonymizeRemoteNumbers: true }) },
                ["A", "B", "C", "D", "E", "F"].map((name) =>
                    unit(
                        "project",
                        name,
                        {
                            ...(place === 0 ? {} : tighter),
                            ...(index === 0 ? {} : { anonymizeRemoteNumbers: true }),
                            ...(name === "B" ? { allowOutboundCalls: false } : {}),
                        },
                        [],
                        name === "F",
                    ),
                ),
            ),
        ),
    ),
);

const soak = soaked("Exported and taken over, under every row");
soak.write(PAIRWISE.length, (cases) => `${cases} units in ${PAIRWISE.length} circles, one under each row of the table (6)`);
test.each(PAIRWISE.map((row, index) => [titleOf(row), row, index] as const))("%s", async (_title, row, index) => {
    const ends = await ofTrees(THIRTY, row, formOf(index));
    expect(ends.written).toBe(ends.foretold);
    if (row.secretsOnRead === "plain") expect(ends.written).toBe(0);
    expect(ends.units).toBe(26);
    soak.add(30);
});
