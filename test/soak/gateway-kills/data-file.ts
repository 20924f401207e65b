/** A data file as the death of its gateway left it: looked at in a copy, so that it is the gateway that has to get along with it. */
import { copyFileSync, existsSync, rmSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";

/** What must come out empty. */
const INCONSISTENCIES: Readonly<Record<string, string>> = {
    "references to nothing": "PRAGMA foreign_key_check",
    "units whose lineage is not that of their place": `
        WITH RECURSIVE up(unit, ancestor) AS (
            SELECT id, id FROM unit UNION ALL SELECT up.unit, above.parent FROM up JOIN unit AS above ON above.id = up.ancestor WHERE above.parent IS NOT NULL
        )
        SELECT * FROM (SELECT * FROM up EXCEPT SELECT unit, ancestor FROM lineage)
        UNION ALL SELECT * FROM (SELECT unit, ancestor FROM lineage EXCEPT SELECT * FROM up)`,
    "numbers that are not those of the active projects": `
        WITH wanted AS (
            SELECT listed.value AS number, unit.id AS project FROM unit, json_each(unit.body, '$.platformNumbers') AS listed
            WHERE unit.level = 'project' AND unit.inactiveSince IS NULL
        )
        SELECT * FROM (SELECT * FROM wanted EXCEPT SELECT number, project FROM platformNumber)
        UNION ALL SELECT * FROM (SELECT number, project FROM platformNumber EXCEPT SELECT * FROM wanted)`,
    "active units under inactive ones": `
        SELECT unit.id FROM unit JOIN unit AS above ON above.id = unit.parent WHERE unit.inactiveSince IS NULL AND above.inactiveSince IS NOT NULL`,
};

/** What is wrong with a data file that no process has open. */
export function faultsIn(file: string): readonly string[] {
    const copy = `${file}-copy`;
    for (const suffix of ["", "-journal"]) {
        rmSync(copy + suffix, { force: true });
        if (existsSync(file + suffix)) copyFileSync(file + suffix, copy + suffix);
    }
    const database = new DatabaseSync(copy);
    try {
        const integrity = database.prepare("PRAGMA integrity_check").all();
        const isEmpty = database.prepare("SELECT name FROM sqlite_schema WHERE name = 'unit'").get() === undefined;
        return [
            ...(JSON.stringify(integrity) === '[{"integrity_check":"ok"}]' ? [] : [`integrity_check: ${JSON.stringify(integrity)}`]),
            ...(isEmpty ? [] : Object.entries(INCONSISTENCIES).flatMap(([what, sql]) => faults(database, what, sql))),
        ];
    } finally {
        database.close();
    }
}

function faults(database: DatabaseSync, what: string, sql: string): readonly string[] {
    const rows = database.prepare(sql).all();
    return rows.length === 0 ? [] : [`${what}: ${JSON.stringify(rows).slice(0, 500)}`];
}
