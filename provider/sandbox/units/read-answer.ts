/** What a read answers: the stored body, and what only the server knows. */
import { z } from "zod";
import { type Level, TOKEN_FIELD } from "../../gateway/wire/contract.js";
import type { Store } from "../data/store.js";
import { isObject, parseJson } from "../json.js";
import { shownSecrets } from "./bot-secrets.js";
import { unitById, unknownUnit } from "./unit.js";

const Stored = z.object({ body: z.string(), parent: z.int().nullable(), inactiveSince: z.int().nullable() });

/** JSON text, made of the stored text: reads are most of what a gateway is asked, and what nobody looks into need not be parsed. @throws Refusal NOT_FOUND */
export function readUnit(store: Store, level: Level, token: string): string {
    const unit = store.db.one(Stored, "SELECT body, parent, inactiveSince FROM unit WHERE token = ? AND level = ?", token, level);
    if (unit === undefined) throw unknownUnit(level, token);
    const body = level === "project" ? shown(store, unit.body) : unit.body;
    // A stored body is an object with at least one field, and has none of these. The token is one that was found: a UUID.
    const state = level === "reseller" ? "" : `,"inactive":${unit.inactiveSince !== null}`;
    return `${body.slice(0, -1)},"${TOKEN_FIELD[level]}":"${token}"${above(store, level, unit.parent)}${state}}`;
}

function shown(store: Store, body: string): string {
    const behaviour = store.behaviour();
    if (behaviour.secretsOnRead === "plain") return body;
    const raw = parseJson(body);
    return isObject(raw) ? JSON.stringify(shownSecrets(raw, behaviour)) : body;
}

function above(store: Store, level: Level, parent: number | null): string {
    if (level !== "account" || parent === null) return "";
    const customer = unitById(store, parent);
    return `,"customerToken":"${customer.token}","customerName":${JSON.stringify(customer.name)}`;
}
