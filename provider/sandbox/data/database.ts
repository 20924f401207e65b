/** node:sqlite behind four functions. Every write is one transaction, and what was committed survives the loss of the process. */
import { chmodSync, closeSync, openSync } from "node:fs";
import type { DatabaseSync, SQLInputValue, StatementSync } from "node:sqlite";
import { z } from "zod";
import { CATALOGUE, CvgError } from "../../errors/index.js";
import { MIGRATIONS, SCHEMA, SCHEMA_VERSION, TEMPORARY } from "./schema.js";

export interface Database {
    all<T extends z.ZodType>(shape: T, sql: string, ...values: readonly SQLInputValue[]): z.infer<T>[];
    one<T extends z.ZodType>(shape: T, sql: string, ...values: readonly SQLInputValue[]): z.infer<T> | undefined;
    /** @returns the rows that were changed, and the id of the last that was inserted */
    run(sql: string, ...values: readonly SQLInputValue[]): { readonly changes: number; readonly id: number };
    /** Statements that were run so far: as long as it stays the same, so does all that is stored. */
    runs(): number;
    /** Whether SQLite can read a JSON text: it nests less deep than JavaScript does. */
    isJson(text: string): boolean;
    /** All or nothing. Inside of another one it is a part of that. */
    transaction<T>(work: () => T): T;
    close(): void;
}

/** @param file path of a data file, or `IN_MEMORY` @throws CvgError CVG601 */
export function openDatabase(file: string): Database {
    const connection = connect(file);
    const prepared = new Map<string, StatementSync>();
    let writing = false;
    let runs = 0;

    const statement = (sql: string): StatementSync => {
        const known = prepared.get(sql) ?? connection.prepare(sql);
        prepared.set(sql, known);
        return known;
    };

    return {
        all: (shape, sql, ...values) =>
            statement(sql)
                .all(...values)
                .map((row) => shape.parse(row)),
        one: (shape, sql, ...values) => {
            const row = statement(sql).get(...values);
            return row === undefined ? undefined : shape.parse(row);
        },
        run: (sql, ...values) => {
            runs += 1;
            const { changes, lastInsertRowid } = statement(sql).run(...values);
            return { changes: Number(changes), id: Number(lastInsertRowid) };
        },
        runs: () => runs,
        isJson: (text) => statement("SELECT json_valid(?) AS valid").get(text)?.valid === 1,
        transaction: (work) => {
            if (writing) return work();
            connection.exec("BEGIN IMMEDIATE");
            writing = true;
            try {
                const result = work();
                connection.exec("COMMIT");
                return result;
            } catch (error) {
                connection.exec("ROLLBACK");
                throw error;
            } finally {
                writing = false;
            }
        },
        close: () => connection.close(),
    };
}

function connect(file: string): DatabaseSync {
    const { DatabaseSync } = sqlite();
    let connection: DatabaseSync | undefined;
    try {
        // Made beforehand, so that nobody else can read it at any moment.
        if (file !== IN_MEMORY) closeSync(openSync(file, "a", OWNER_ONLY));
        connection = new DatabaseSync(file);
        // Exclusive: two gateways on one file would each believe to be the only one. No write-ahead log: what was written stands in the file
        // itself, so that a copy of it alone, taken between two writes, has everything.
        connection.exec(
            "PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = TRUNCATE; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;",
        );
        if (file !== IN_MEMORY) checkWhole(connection);
        const version = Number(connection.prepare("PRAGMA user_version").get()?.user_version);
        const needed = version === 0 ? SCHEMA : MIGRATIONS[version];
        if (needed !== undefined) connection.exec(`BEGIN; ${needed} PRAGMA user_version = ${SCHEMA_VERSION}; COMMIT;`);
        else if (version !== SCHEMA_VERSION) throw new Error(`it was written by another version of pulumi-cvg (format ${version})`);
        connection.exec(TEMPORARY);
        // It is one of ours by now, and SQLite gives its journal the same rights. On Windows they are those of the folder.
        if (file !== IN_MEMORY) chmodSync(file, OWNER_ONLY);
        return connection;
    } catch (error) {
        connection?.close();
        const problem = error instanceof Error ? error.message : String(error);
        throw CvgError.of(CATALOGUE.CVG601.says.dataFile({ file, problem }), { cause: error });
    }
}

export const IN_MEMORY = ":memory:";

/** It holds the client secret and the tokens of bots. */
const OWNER_ONLY = 0o600;

const Check = z.object({ quick_check: z.string() });

/** A copy that was taken in the middle of a write may be torn: better refused than half believed. */
function checkWhole(connection: DatabaseSync): void {
    const row = connection.prepare("PRAGMA quick_check(1)").get();
    if (row !== undefined && Check.parse(row).quick_check !== "ok")
        throw new Error("it is damaged, or a copy that was taken during a write");
}

/** The first Node with a `node:sqlite` that has all that is needed, without a flag. */
const NEEDED = [22, 19] as const;

function sqlite(): typeof import("node:sqlite") {
    const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
    if (major < NEEDED[0] || (major === NEEDED[0] && minor < NEEDED[1])) {
        throw CvgError.of(CATALOGUE.CVG601.says.oldNode({ needed: NEEDED.join("."), node: process.versions.node }));
    }
    // Not imported at the top: whoever imports the package on an older Node must not fail for a gateway that is not started.
    return process.getBuiltinModule("node:sqlite");
}
