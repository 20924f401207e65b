/** The tree of all units, as the gateway shows it and as the control API does. */
import { z } from "zod";
import { LEVELS, type Level, NAME_FIELD, TOKEN_FIELD, type UnitLevel } from "../../gateway/wire/contract.js";
import { columnsOf, onlySettings, SettingsRow } from "../data/settings.js";
import type { Store } from "../data/store.js";

/** The level below, and the field of the tree that lists its units. */
const BELOW: Readonly<Record<Level, { readonly level: UnitLevel; readonly field: string } | undefined>> = {
    reseller: { level: "customer", field: "customers" },
    customer: { level: "account", field: "accounts" },
    account: { level: "project", field: "projects" },
    project: undefined,
};

/** By the switch deletionTimestamp: the column that the gateway shows of an inactive unit. */
const TIMESTAMP = { planned: "purgeAt", marked: "inactiveSince" } as const;
type Timestamp = (typeof TIMESTAMP)[keyof typeof TIMESTAMP];

const Text = z.object({ tree: z.string() });

/**
 * The contract's tree, as JSON text: no settings, inactive units included until they are purged.
 * SQLite makes the text itself: thousands of rows that become objects first would take ten times as long.
 */
export function gatewayTree({ db, behaviour }: Store): string {
    const timestamp = TIMESTAMP[behaviour().deletionTimestamp];
    const row = db.one(Text, `SELECT ${branch("reseller", timestamp)} AS tree FROM unit AS reseller WHERE reseller.parent IS NULL`);
    if (row === undefined) throw new Error("no reseller is stored");
    return row.tree;
}

/** SQL of a unit with all below it. Units come in the order of the index `unit_parent`: as they were made. */
function branch(level: Level, timestamp: Timestamp): string {
    const below = BELOW[level];
    const list =
        below === undefined
            ? ""
            : `, '${below.field}', (SELECT json_group_array(${branch(below.level, timestamp)}) FROM unit AS ${below.level} WHERE ${below.level}.parent = ${level}.id)`;
    const unit = (state: string) =>
        `json_object('${TOKEN_FIELD[level]}', ${level}.token, '${NAME_FIELD[level]}', ${level}.name${state}${list})`;
    if (level === "reseller") return unit("");
    const inactive = `, 'inactive', json('true'), 'deletionTimestamp', ${level}.${timestamp}`;
    return `iif(${level}.inactiveSince IS NULL, ${unit(", 'inactive', json('false')")}, ${unit(inactive)})`;
}

const Row = z.object({
    id: z.int(),
    token: z.string(),
    level: z.enum(LEVELS),
    parent: z.int().nullable(),
    name: z.string(),
    inactiveSince: z.int().nullable(),
    purgeAt: z.int().nullable(),
});
type Row = z.infer<typeof Row>;

type Json = Readonly<Record<string, unknown>>;

/** The same with what a test wants to see: stored and effective settings and the instant of the purge, or null. */
export function controlTree({ db }: Store): Json {
    const stored = settingsById(db.all(WithSettings, `SELECT id, ${columnsOf("unit")} FROM unit`));
    const effective = settingsById(db.all(WithSettings, "SELECT unit AS id, effective.* FROM effective"));
    const rows = db.all(Row, "SELECT id, token, level, parent, name, inactiveSince, purgeAt FROM unit ORDER BY id");
    const children = new Map<number | null, Row[]>();
    for (const row of rows) {
        const siblings = children.get(row.parent);
        if (siblings === undefined) children.set(row.parent, [row]);
        else siblings.push(row);
    }
    const node = (row: Row): Json => {
        const below = BELOW[row.level];
        return {
            [TOKEN_FIELD[row.level]]: row.token,
            [NAME_FIELD[row.level]]: row.name,
            inactive: row.inactiveSince !== null,
            purgeAt: row.purgeAt,
            stored: stored.get(row.id),
            effective: effective.get(row.id),
            ...(below === undefined ? {} : { [below.field]: (children.get(row.id) ?? []).map(node) }),
        };
    };
    const [reseller] = children.get(null) ?? [];
    if (reseller === undefined) throw new Error("no reseller is stored");
    return node(reseller);
}

const WithSettings = SettingsRow.extend({ id: z.int() });
const settingsById = (rows: readonly z.infer<typeof WithSettings>[]) => new Map(rows.map((row) => [row.id, onlySettings(row)]));
