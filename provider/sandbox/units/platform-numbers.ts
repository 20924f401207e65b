/** Telephone numbers: each on at most one active project. */
import { z } from "zod";
import type { Store } from "../data/store.js";
import { Refusal } from "../refusal.js";

const Taken = z.object({ number: z.string() });

/** Gives a project the numbers of its stored body, and no others. @throws Refusal NUMBER_TAKEN */
export function assignNumbers({ db }: Store, project: number): void {
    const wanted = "SELECT listed.value FROM unit, json_each(unit.body, '$.platformNumbers') AS listed WHERE unit.id = ?1";
    const taken = db.all(Taken, `SELECT number FROM platformNumber WHERE number IN (${wanted}) AND project <> ?1`, project);
    if (taken.length > 0) {
        const numbers = taken.map(({ number }) => number).join(", ");
        throw new Refusal("NUMBER_TAKEN", `On another active project: ${numbers}.`, ["platformNumbers"]);
    }
    db.run("DELETE FROM platformNumber WHERE project = ?", project);
    db.run(`INSERT INTO platformNumber (number, project) SELECT value, ?1 FROM (${wanted})`, project);
}

/** Takes all numbers off the projects at a unit and below, for good: a restore does not bring them back. */
export function releaseNumbers({ db }: Store, top: number): void {
    const below = "SELECT unit FROM lineage WHERE ancestor = ?";
    db.run(`DELETE FROM platformNumber WHERE project IN (${below})`, top);
    db.run(`UPDATE unit SET body = json_set(body, '$.platformNumbers', json('[]')) WHERE level = 'project' AND id IN (${below})`, top);
}
