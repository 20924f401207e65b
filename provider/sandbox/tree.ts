/** The tree of all units, as the gateway and as the control API show it. */
import { z } from "zod";
import { LEVELS, type Level, NAME_FIELD, TOKEN_FIELD } from "../gateway/contract.js";
import { columnsOf, onlySettings, SettingsRow } from "./settings.js";
import type { Store } from "./store.js";

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

/** The field that holds the units below, by level. */
const BELOW: Readonly<Record<Level, string | undefined>> = {
    reseller: "customers",
    customer: "accounts",
    account: "projects",
    project: undefined,
};

const COLUMNS = "id, token, level, parent, name, inactiveSince, purgeAt";

/** The contract's tree: no settings, inactive units included until they are purged. */
export function gatewayTree(store: Store): Json {
    const { deletionTimestamp } = store.behaviour();
    return grow(store.db.all(Row, `SELECT ${COLUMNS} FROM unit ORDER BY id`), (row) => {
        if (row.level === "reseller") return {};
        const timestamp = deletionTimestamp === "planned" ? row.purgeAt : row.inactiveSince;
        return { inactive: row.inactiveSince !== null, ...(timestamp === null ? {} : { deletionTimestamp: timestamp }) };
    });
}

/** The same with what a test wants to see: stored and effective settings and the instant of the purge, or null. */
export function controlTree({ db }: Store): Json {
    const stored = settingsById(db.all(WithSettings, `SELECT id, ${columnsOf("unit")} FROM unit`));
    const effective = settingsById(db.all(WithSettings, "SELECT unit AS id, effective.* FROM effective"));
    return grow(db.all(Row, `SELECT ${COLUMNS} FROM unit ORDER BY id`), (row) => ({
        inactive: row.inactiveSince !== null,
        purgeAt: row.purgeAt,
        stored: stored.get(row.id),
        effective: effective.get(row.id),
    }));
}

const WithSettings = SettingsRow.extend({ id: z.int() });
const settingsById = (rows: readonly z.infer<typeof WithSettings>[]) => new Map(rows.map((row) => [row.id, onlySettings(row)]));

function grow(rows: readonly Row[], more: (row: Row) => Json): Json {
    const below = new Map<number | null, Row[]>();
    for (const row of rows) {
        const siblings = below.get(row.parent);
        if (siblings === undefined) below.set(row.parent, [row]);
        else siblings.push(row);
    }
    const node = (row: Row): Json => {
        const field = BELOW[row.level];
        return {
            [TOKEN_FIELD[row.level]]: row.token,
            [NAME_FIELD[row.level]]: row.name,
            ...more(row),
            ...(field === undefined ? {} : { [field]: (below.get(row.id) ?? []).map(node) }),
        };
    };
    const [reseller] = below.get(null) ?? [];
    if (reseller === undefined) throw new Error("no reseller is stored");
    return node(reseller);
}
