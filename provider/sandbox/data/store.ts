/** What every part of the gateway works on. */
import { randomUUID } from "node:crypto";
import { z } from "zod";
import type { CommonConfiguration } from "../../gateway/wire/contract.js";
import { type Behaviour, DEFAULT_BEHAVIOUR, parseBehaviour } from "../behaviour.js";
import { type Clock, createClock } from "./clock.js";
import { type Database, openDatabase } from "./database.js";
import { lastingFact, readFact, writeFact } from "./facts.js";
import { createHistory, type History } from "./history.js";
import { createNextDue, type NextDue } from "./next-due.js";

export interface Store {
    readonly db: Database;
    readonly clock: Clock;
    readonly history: History;
    readonly due: NextDue;
    /** The reseller's token. */
    readonly reseller: string;
    readonly clientId: string;
    readonly clientSecret: string;
    behaviour(): Behaviour;
    behave(changes: Partial<Behaviour>): void;
}

const DAY = 86_400_000;

/** A fresh reseller allows everything, so that tests can tighten it. */
const FRESH_RESELLER = {
    resellerName: "Sandbox",
    commonConfiguration: {
        allowOutboundCalls: true,
        allowRecordings: true,
        maxRecordingRetentionTime: 30 * DAY,
        anonymizeRemoteNumbers: false,
        storeDialogData: true,
        maxDialogRetentionTime: 30 * DAY,
    } satisfies z.infer<typeof CommonConfiguration>,
};

/** @param file path of a data file, or `IN_MEMORY` @throws CvgError CVG601 */
export function openStore(file: string): Store {
    const db = openDatabase(file);
    const identity = db.transaction(() => ({
        reseller: lastingFact(db, "reseller", randomUUID),
        clientSecret: lastingFact(db, "clientSecret", randomUUID),
        known: db.one(z.object({ id: z.int() }), "SELECT id FROM unit WHERE level = 'reseller'"),
    }));
    const { reseller, clientSecret } = identity;
    if (identity.known === undefined) {
        db.run("INSERT INTO unit (token, level, body) VALUES (?, 'reseller', ?)", reseller, JSON.stringify(FRESH_RESELLER));
    }
    let behaviour = { ...DEFAULT_BEHAVIOUR, ...parseBehaviour(JSON.parse(readFact(db, "behaviour") ?? "{}")) };
    const clock = createClock(db);
    return {
        db,
        clock,
        history: createHistory(db),
        due: createNextDue(db, clock),
        reseller,
        clientId: "sandbox",
        clientSecret,
        behaviour: () => behaviour,
        behave: (changes) => {
            behaviour = { ...behaviour, ...changes };
            writeFact(db, "behaviour", JSON.stringify(behaviour));
        },
    };
}
