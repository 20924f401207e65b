/** Judges what a write did to the settings. The comparison is SQL (data/setting-rules.ts); here is only what follows from it. */
import type { SQLInputValue } from "node:sqlite";
import { SETTINGS } from "../data/setting-rules.js";
import { asJson, columnsOf, fieldReference, jsonPath, looserColumns, MarksRow, SETTING_NAMES, type SettingName } from "../data/settings.js";
import type { Store } from "../data/store.js";
import { Refusal } from "../refusal.js";
import type { Unit } from "./unit.js";

/** What can leave a unit with settings that are looser than the level above allows: each with the switch that says what becomes of them. */
const DECIDED_BY = { created: "looserWrite", updated: "looserWrite", restored: "restoreLooser", moved: "moveLooser" } as const;

/**
 * Judges a unit after what happened to it, inside of the transaction: settings that are too loose stay, become the limit, or undo it all.
 * One that is to be updated is given to `remember` before.
 *
 * @throws Refusal EXCEEDS_PARENT or DESCENDANTS_EXCEED
 */
export function judge(store: Store, unit: Unit, happened: keyof typeof DECIDED_BY): void {
    const answer = store.behaviour()[DECIDED_BY[happened]];
    const looser = answer === "cap" ? [] : looserThanAbove(store, unit);
    const untouched = happened === "updated" && store.behaviour().unchangedLooser === "accept" ? unchanged(store, unit) : [];
    const judged = looser.filter((name) => !untouched.includes(name));
    if (answer === "clamp") clampToAbove(store, unit, judged);
    else refuse("EXCEEDS_PARENT", "Looser than the level above allows", judged);
    if (happened === "updated") judgeBelow(store, unit);
}

/** Notes the settings of a unit before it is updated. */
export function remember({ db }: Store, { id }: Unit): void {
    db.run("DELETE FROM temp.was");
    db.run(`INSERT INTO temp.was SELECT ${columnsOf("unit")} FROM unit WHERE id = ?`, id);
}

/** The settings that are looser in any row of `own` than in the row of `allowed` beside it. */
function looserIn({ db }: Store, rows: string, ...values: readonly SQLInputValue[]): readonly SettingName[] {
    return db.one(MarksRow, `SELECT ${looserColumns} FROM ${rows}`, ...values) ?? [];
}

/** Settings that are stored looser at the unit than the level above allows. */
function looserThanAbove(store: Store, { id, parent }: Unit): readonly SettingName[] {
    return parent === null ? [] : looserIn(store, "unit AS own JOIN effective AS allowed ON allowed.unit = ? WHERE own.id = ?", parent, id);
}

/** Settings that are stored as they were before the update. */
function unchanged({ db }: Store, { id }: Unit): readonly SettingName[] {
    const same = SETTING_NAMES.map((name) => `was.${name} = unit.${name} AS ${name}`).join(", ");
    return db.one(MarksRow, `SELECT ${same} FROM temp.was JOIN unit WHERE unit.id = ?`, id) ?? [];
}

/** Names every setting, if there are any. */
function refuse(code: "EXCEEDS_PARENT" | "DESCENDANTS_EXCEED", what: string, names: readonly SettingName[]): void {
    if (names.length > 0) throw new Refusal(code, `${what}: ${names.join(", ")}.`, names.map(fieldReference));
}

/** Stores what the level above allows in place of these settings of a unit. */
function clampToAbove({ db }: Store, { id, parent }: Unit, names: readonly SettingName[]): void {
    if (names.length === 0) return;
    const edits = names.map((name) => `, ${jsonPath(name)}, ${asJson(name, `allowed.${name}`)}`).join("");
    db.run(
        `UPDATE unit SET body = json_set(unit.body${edits}) FROM (SELECT * FROM effective WHERE unit = ?) AS allowed WHERE unit.id = ?`,
        parent,
        id,
    );
}

const BELOW_AND_OWN = `lineage JOIN unit AS own ON own.id = lineage.unit JOIN unit AS allowed ON allowed.id = lineage.ancestor
    WHERE lineage.ancestor = ? AND own.inactiveSince IS NULL`;

/** Units below that are inactive are left alone: they cannot be written, and are looked at when they are restored. */
function judgeBelow(store: Store, unit: Unit): void {
    const { tightening } = store.behaviour();
    if (tightening === "cap") return;
    const tightened = looserIn(store, "temp.was AS own JOIN unit AS allowed WHERE allowed.id = ?", unit.id);
    const exceeded = looserIn(store, BELOW_AND_OWN, unit.id).filter((name) => tightened.includes(name));
    if (tightening === "reject") refuse("DESCENDANTS_EXCEED", "Units below have more than that", exceeded);
    else for (const name of exceeded) clampBelow(store, unit, name);
}

function clampBelow({ db }: Store, { id }: Unit, name: SettingName): void {
    db.run(
        `UPDATE unit SET body = json_set(unit.body, ${jsonPath(name)}, ${asJson(name, `allowed.${name}`)}) FROM unit AS allowed
        WHERE allowed.id = ?1 AND unit.id IN (SELECT own.id FROM ${BELOW_AND_OWN.replace("?", "?1")} AND ${SETTINGS[name].looser})`,
        id,
    );
}
