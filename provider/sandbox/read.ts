/** What a read answers: the stored body, and what only the server knows. */
import { type Level, type RawBody, TOKEN_FIELD } from "../gateway/contract.js";
import { shownSecrets } from "./secrets.js";
import type { Store } from "./store.js";
import { findUnit, parentOf, type Unit } from "./unit.js";

export function readUnit(store: Store, level: Level, token: string): RawBody {
    const unit = findUnit(store, level, token);
    const shown = level === "project" ? shownSecrets(unit.body, store.behaviour()) : unit.body;
    return { ...shown, [TOKEN_FIELD[level]]: token, ...added(store, unit) };
}

function added(store: Store, unit: Unit): RawBody {
    const inactive = unit.inactiveSince !== null;
    if (unit.level === "reseller") return {};
    if (unit.level !== "account") return { inactive };
    const customer = parentOf(store, unit);
    return { customerToken: customer.token, customerName: customer.name, inactive };
}
