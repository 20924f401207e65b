/** Creating and updating units. */
import { randomUUID } from "node:crypto";
import type { Level, RawBody, UnitLevel } from "../../gateway/wire/contract.js";
import { sameSettings } from "../data/settings.js";
import type { Store } from "../data/store.js";
import { Refusal } from "../refusal.js";
import { keptSecrets } from "./bot-secrets.js";
import { judge, remember } from "./judge.js";
import { assignNumbers } from "./platform-numbers.js";
import { readSent, type SentBody } from "./sent-body.js";
import { ABOVE, describe, findUnit, type Unit, unitById } from "./unit.js";

/** @param above token of the unit above @returns the new unit's token */
export function createUnit(store: Store, requestId: string, level: UnitLevel, above: string, text: string): string {
    const parent = findUnit(store, ABOVE[level], above);
    const sent = readSent(level, text);
    const body = storable(store, sent.raw);
    if (parent.inactiveSince !== null) throw new Refusal("PARENT_INACTIVE", `The ${describe(parent)} is inactive.`);
    return store.history.write(requestId, "new", () => {
        const { id } = store.db.run(
            "INSERT INTO unit (token, level, parent, body) VALUES (?, ?, ?, ?)",
            randomUUID(),
            level,
            parent.id,
            body,
        );
        if (level === "project") assignNumbers(store, id);
        const unit = unitById(store, id);
        judge(store, unit, "created");
        return unit;
    });
}

export function updateUnit(store: Store, requestId: string, level: Level, token: string, text: string): void {
    const unit = findUnit(store, level, token);
    const sent = readSent(level, text);
    const body = storable(store, keptSecrets(unit.body, sent.raw, store.behaviour()));
    if (unit.inactiveSince !== null) throw new Refusal("UNIT_INACTIVE", `The ${describe(unit)} is inactive.`);
    store.history.write(requestId, affected(unit, sent), () => {
        remember(store, unit);
        store.db.run("UPDATE unit SET body = ? WHERE id = ?", body, unit.id);
        if (level === "project") assignNumbers(store, unit.id);
        judge(store, unit, "updated");
        return unit;
    });
}

/** Whose effective settings an update may change: those of the unit and all below, or nobody's, as in a rename. */
function affected(unit: Unit, sent: SentBody): number | "same" {
    return sameSettings(unit.stored, sent.settings) ? "same" : unit.id;
}

/** @throws Refusal VALIDATION for what the store cannot hold: nesting a thousand deep */
function storable({ db }: Store, body: RawBody): string {
    const text = JSON.stringify(body);
    if (!db.isJson(text)) throw new Refusal("VALIDATION", "The body is nested too deep.");
    return text;
}
