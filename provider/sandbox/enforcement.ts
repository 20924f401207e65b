/** What a write may not do to the settings. The comparison is SQL (setting-rules.ts); here is only what follows from it. */
import type { SQLInputValue } from "node:sqlite";
import { Refusal } from "./refusal.js";
import { SETTINGS } from "./setting-rules.js";
import { asJson, columnsOf, fieldReference, jsonPath, looserColumns, MarksRow, SETTING_NAMES, type SettingName } from "./settings.js";
import type { Store } from "./store.js";
import type { Unit } from "./unit.js";

/** The settings that are looser in any row of `own` than in the row of `allowed` beside it. */
function looserIn({ db }: Store, rows: string, ...values: readonly SQLInputValue[]): readonly SettingName[] {
    return db.one(MarksRow, `SELECT ${looserColumns} FROM ${rows}`, ...values) ?? [];
}

const OWN_AND_ABOVE = "unit AS own JOIN effective AS allowed ON allowed.unit = ? WHERE own.id = ?";

/** Settings that are stored looser at the unit than the level above allows. */
export function looserThanAbove(store: Store, { id, parent }: Unit): readonly SettingName[] {
    return parent === null ? [] : looserIn(store, OWN_AND_ABOVE, parent, id);
}

/** @throws Refusal EXCEEDS_PARENT naming all of them, if there are any */
export function refuseLooser(names: readonly SettingName[]): void {
    if (names.length === 0) return;
    throw new Refusal("EXCEEDS_PARENT", `Looser than the level above allows: ${names.join(", ")}.`, names.map(fieldReference));
}

/** Stores what the level above allows in place of these settings of a unit. */
export function clampToAbove({ db }: Store, { id, parent }: Unit, names: readonly SettingName[]): void {
    if (names.length === 0) return;
    const edits = names.map((name) => `, ${jsonPath(name)}, ${asJson(name, `allowed.${name}`)}`).join("");
    db.run(
        `UPDATE unit SET body = json_set(unit.body${edits}) FROM (SELECT * FROM effective WHERE unit = ?) AS allowed WHERE unit.id = ?`,
        parent,
        id,
    );
}

/** Notes the settings of a unit before it is written. */
export function remember({ db }: Store, { id }: Unit): void {
    db.run("DELETE FROM temp.was");
    db.run(`INSERT INTO temp.was SELECT ${columnsOf("unit")} FROM unit WHERE id = ?`, id);
}

/** Judges a unit that was created: in place of each setting that is too loose, a refusal or the limit. */
export function judgeCreated(store: Store, unit: Unit): void {
    judgeLooser(store, unit, looserThanAbove(store, unit));
}

/** Judges a unit that was written after `remember`. @throws Refusal EXCEEDS_PARENT or DESCENDANTS_EXCEED */
export function judgeUpdated(store: Store, unit: Unit): void {
    const { unchangedLooser } = store.behaviour();
    const looser = looserThanAbove(store, unit);
    const untouched = unchangedLooser === "accept" ? unchanged(store, unit) : [];
    judgeLooser(
        store,
        unit,
        looser.filter((name) => !untouched.includes(name)),
    );
    judgeTightened(store, unit);
}

function judgeLooser(store: Store, unit: Unit, looser: readonly SettingName[]): void {
    if (store.behaviour().looserWrite === "reject") refuseLooser(looser);
    else clampToAbove(store, unit, looser);
}

/** Settings that are stored as they were before the write. */
function unchanged({ db }: Store, { id }: Unit): readonly SettingName[] {
    const same = SETTING_NAMES.map((name) => `was.${name} = unit.${name} AS ${name}`).join(", ");
    return db.one(MarksRow, `SELECT ${same} FROM temp.was JOIN unit WHERE unit.id = ?`, id) ?? [];
}

const BELOW_AND_OWN = `lineage JOIN unit AS own ON own.id = lineage.unit JOIN unit AS allowed ON allowed.id = lineage.ancestor
    WHERE lineage.ancestor = ? AND own.inactiveSince IS NULL`;

/** Units below that are inactive are left alone: they cannot be written, and are looked at when they are restored. */
function judgeTightened(store: Store, unit: Unit): void {
    const { tightening } = store.behaviour();
    if (tightening === "cap") return;
    const tightened = looserIn(store, "temp.was AS own JOIN unit AS allowed WHERE allowed.id = ?", unit.id);
    const exceeded = looserIn(store, BELOW_AND_OWN, unit.id).filter((name) => tightened.includes(name));
    if (exceeded.length === 0) return;
    if (tightening === "clamp") {
        for (const name of exceeded) clampBelow(store, unit, name);
        return;
    }
    throw new Refusal("DESCENDANTS_EXCEED", `Units below have more than that: ${exceeded.join(", ")}.`, exceeded.map(fieldReference));
}

function clampBelow({ db }: Store, { id }: Unit, name: SettingName): void {
    db.run(
        `UPDATE unit SET body = json_set(unit.body, ${jsonPath(name)}, ${asJson(name, `allowed.${name}`)}) FROM unit AS allowed
        WHERE allowed.id = ?1 AND unit.id IN (SELECT own.id FROM ${BELOW_AND_OWN.replace("?", "?1")} AND ${SETTINGS[name].looser})`,
        id,
    );
}
