/** The embedded gateway without HTTP: its store, its SQL and its own functions for writing. */
import { randomUUID } from "node:crypto";
import { z } from "zod";
import type { Level, Settings } from "../../../provider/policy/index.js";
import { SettingsRow } from "../../../provider/sandbox/data/settings.js";
import { openStore } from "../../../provider/sandbox/data/store.js";
import { Refusal } from "../../../provider/sandbox/refusal.js";
import { findUnit } from "../../../provider/sandbox/units/unit.js";
import { createUnit, updateUnit } from "../../../provider/sandbox/units/write-unit.js";
import type { Gateway } from "./agreement.js";
import type { TreeUnit } from "./trees.js";
import { type Answer, bodyOf, refusedFor, settingsOf, WIDE_OPEN } from "./wire.js";

const REQUEST = "agreement";
const EffectiveRow = SettingsRow.extend({ unit: z.int() });

export function openStoreGateway(): Gateway & Disposable {
    const store = openStore(":memory:");
    const { db } = store;
    const text = (level: Level, settings: Settings): string => JSON.stringify(bodyOf(level, settings));
    /** Ids of the units of the tree by token: `effective` is asked by id. */
    const ids = new Map<string, number>();

    const plant = ({ level, above, stored }: TreeUnit, planted: readonly string[]): string => {
        if (above === null) return store.reseller;
        const token = randomUUID();
        const parent = ids.get(planted[above] ?? "") ?? null;
        ids.set(
            token,
            db.run("INSERT INTO unit (token, level, parent, body) VALUES (?, ?, ?, ?)", token, level, parent, text(level, stored)).id,
        );
        return token;
    };

    const judged = (write: () => string): Answer => {
        try {
            return { token: write() };
        } catch (error) {
            if (error instanceof Refusal) return refusedFor(error.code, error.fields);
            throw error;
        }
    };

    return {
        build: async (units, unchangedLooser) => {
            store.history.clear();
            if (store.behaviour().unchangedLooser !== unchangedLooser) store.behave({ unchangedLooser });
            const tokens: string[] = [];
            db.transaction(() => {
                db.run("DELETE FROM unit WHERE level = 'customer'");
                db.run("UPDATE unit SET body = ? WHERE token = ?", text("reseller", WIDE_OPEN), store.reseller);
                ids.clear();
                ids.set(store.reseller, findUnit(store, "reseller", store.reseller).id);
                for (const unit of units) tokens.push(plant(unit, tokens));
            });
            // The top level is tightened last, by a write as any other: what is looser below stays stored and is cut.
            const [top] = units;
            if (top !== undefined) updateUnit(store, REQUEST, "reseller", store.reseller, text("reseller", top.stored));
            return tokens;
        },
        effective: async (tokens) => {
            const rows = new Map(db.all(EffectiveRow, "SELECT * FROM effective").map((row) => [row.unit, row]));
            return tokens.map((token) => {
                const row = rows.get(ids.get(token) ?? 0);
                if (row === undefined) throw new Error(`nothing applies at ${token}`);
                return settingsOf(row);
            });
        },
        create: async (level, above, settings) =>
            judged(() => {
                if (level === "reseller") throw new Error("nobody creates a reseller");
                const token = createUnit(store, REQUEST, level, above, text(level, settings));
                ids.set(token, findUnit(store, level, token).id);
                return token;
            }),
        update: async (level, token, settings) =>
            judged(() => {
                updateUnit(store, REQUEST, level, token, text(level, settings));
                return token;
            }),
        [Symbol.dispose]: () => db.close(),
    };
}
