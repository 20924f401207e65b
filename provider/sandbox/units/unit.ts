/** A unit as it is stored. */
import { z } from "zod";
import { LEVELS, type Level, type RawBody, type UnitLevel } from "../../gateway/wire/contract.js";
import { columnsOf, onlySettings, type Settings, SettingsRow } from "../data/settings.js";
import type { Store } from "../data/store.js";
import { isObject, parseJson } from "../json.js";
import { Refusal } from "../refusal.js";

const UnitRow = SettingsRow.extend({
    id: z.int(),
    token: z.string(),
    level: z.enum(LEVELS),
    parent: z.int().nullable(),
    name: z.string(),
    body: z.string(),
    inactiveSince: z.int().nullable(),
    purgeAt: z.int().nullable(),
});

export interface Unit {
    readonly id: number;
    readonly token: string;
    readonly level: Level;
    /** Id of the unit above; null at the reseller. */
    readonly parent: number | null;
    readonly name: string;
    /** As it was sent, without what only reads have. */
    readonly body: RawBody;
    readonly stored: Settings;
    readonly inactiveSince: number | null;
    readonly purgeAt: number | null;
}

/** The level above each. */
export const ABOVE: Readonly<Record<UnitLevel, Level>> = { customer: "reseller", account: "customer", project: "account" };

const COLUMNS = `id, token, level, parent, name, body, inactiveSince, purgeAt, ${columnsOf("unit")}`;

function toUnit({ body, ...row }: z.infer<typeof UnitRow>): Unit {
    const raw = parseJson(body);
    return { ...row, body: isObject(raw) ? raw : {}, stored: onlySettings(row) };
}

/** @throws Refusal NOT_FOUND */
export function findUnit({ db }: Store, level: Level, token: string): Unit {
    const row = db.one(UnitRow, `SELECT ${COLUMNS} FROM unit WHERE token = ? AND level = ?`, token, level);
    if (row === undefined) throw unknownUnit(level, token);
    return toUnit(row);
}

export const unknownUnit = (level: Level, token: string) => new Refusal("NOT_FOUND", `There is no ${level} ${token}.`);

/** A unit that is known to exist: the one above another, or the one just written. */
export function unitById({ db }: Store, id: number): Unit {
    const row = db.one(UnitRow, `SELECT ${COLUMNS} FROM unit WHERE id = ?`, id);
    if (row === undefined) throw new Error(`unit ${id} is not stored`);
    return toUnit(row);
}

export function parentOf(store: Store, unit: Unit): Unit {
    if (unit.parent === null) throw new Error("nothing is above the reseller");
    return unitById(store, unit.parent);
}

/** What applies at a unit. */
export function effectiveAt({ db }: Store, id: number): Settings {
    const row = db.one(SettingsRow, "SELECT * FROM effective WHERE unit = ?", id);
    if (row === undefined) throw new Error(`unit ${id} is not stored`);
    return onlySettings(row);
}

export const describe = ({ level, name, token }: Unit): string => `${level} "${name}" (${token})`;
