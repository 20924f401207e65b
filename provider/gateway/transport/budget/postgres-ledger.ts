/**
 * The ledger in a table of PostgreSQL: one row for a gateway, with the moment of the next free slot. One statement takes slots, and the row's lock puts
 * those who ask into an order. Only the database's clock counts, so clocks of machines may differ.
 */
import type { Pool } from "pg";
import * as z from "zod";
import { foreignCode } from "../../../errors/index.js";
import { NoBudget, NoClient } from "./no-budget.js";
import type { Ledger, Time } from "./slots.js";

/** Not logged: after a crash of the database it is empty, which is as good as a row of long ago. */
const TABLE = `CREATE UNLOGGED TABLE IF NOT EXISTS pulumi_cvg_request_budget
    (gateway text PRIMARY KEY, next_at timestamptz NOT NULL, asked_at timestamptz NOT NULL) WITH (fillfactor = 50)`;

/**
 * The row with `milliseconds` ($2) more: from now, where the next slot has passed. A clock that was set back, as in a failover to another machine, must not hold everybody up: then what was
 * ahead when somebody asked last is ahead now. The clock is read while the row is locked.
 */
const upsert = (next: string) => `INSERT INTO pulumi_cvg_request_budget AS row (gateway, next_at, asked_at)
    VALUES ($1, clock_timestamp() + $2::float8 * interval '1 millisecond', clock_timestamp())
    ON CONFLICT (gateway) DO UPDATE SET asked_at = clock_timestamp(), next_at = ${next}
    RETURNING extract(epoch FROM next_at - asked_at)::float8 * 1000 AS ahead`;
const FREE = `CASE WHEN clock_timestamp() < row.asked_at THEN clock_timestamp() + (row.next_at - row.asked_at)
    ELSE greatest(row.next_at, clock_timestamp()) END`;
const RESERVE = upsert(`${FREE} + $2::float8 * interval '1 millisecond'`);
const HOLD = upsert(`greatest(${FREE}, clock_timestamp() + $2::float8 * interval '1 millisecond')`);

/** For connecting, and for an answer. Milliseconds. */
const ONE_TRY = 5_000;
/** For how long the database is asked until those who wait hear of it; and for how long it is not asked again then. Milliseconds. */
const PATIENCE = 30_000;
const FIRST_PAUSE = 250;
const LONGEST_PAUSE = 4_000;

const NO_SUCH_TABLE = "42P01";
/** Somebody else makes the same table in the same moment. */
const MADE_MEANWHILE = ["23505", "42P07"];
/** What the client says, without a code, where its URL asks for TLS and the database has none. */
const NO_TLS = "The server does not support SSL connections";
/** What another try does not mend: authorization, no such database, no right, no trust; with what it means. */
const FINAL: readonly (readonly [RegExp, string])[] = [
    [/^NO_TLS$/, "its URL asks for TLS (sslmode), and it takes none"],
    [
        /^(DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_(GET|VERIFY)_|CERT_|ERR_TLS_CERT_)/,
        "its certificate is not trusted here: sslrootcert=/path/to/root.pem in the URL, or NODE_EXTRA_CA_CERTS, names who signed it",
    ],
    [/^28/, "it does not let this user in from here: a wrong password, or a connection without TLS where it takes no other"],
    [/^3D/, "there is no such database"],
    [/^42501$/, "its user may not make or change the table pulumi_cvg_request_budget"],
];

const Answer = z.lazy(() => z.tuple([z.object({ ahead: z.number() })]));

/** Host, port and database of a URL: what may be shown of it. */
export function budgetPlace(url: string): string {
    const { hostname, port, pathname } = new URL(url);
    return `${hostname}:${port === "" ? "5432" : port}${pathname}`;
}

const codeOf = (error: unknown): string | undefined => (error instanceof Error && error.message === NO_TLS ? "NO_TLS" : foreignCode(error));

const reasonOf = (error: unknown): string => {
    const code = codeOf(error);
    if (code === undefined) return "it does not answer";
    const meaning = FINAL.find(([pattern]) => pattern.test(code))?.[1];
    return meaning === undefined
        ? `${/^[0-9A-Z]{5}$/.test(code) ? "PostgreSQL answers" : "the connection ends with"} ${code}`
        : `${meaning}${code === "NO_TLS" ? "" : ` (${code})`}`;
};

async function open(url: string): Promise<Pool> {
    try {
        const { default: pg } = await import("pg");
        const limits = { max: 1, connectionTimeoutMillis: ONE_TRY, query_timeout: ONE_TRY, keepAlive: true };
        const pool = new pg.Pool({ connectionString: url, application_name: "pulumi-cvg", allowExitOnIdle: true, ...limits });
        // A connection that breaks while nobody asks: the next who asks opens another.
        pool.on("error", () => undefined);
        return pool;
    } catch (error) {
        if (["MODULE_NOT_FOUND", "ERR_MODULE_NOT_FOUND"].includes(codeOf(error) ?? "")) throw new NoClient();
        throw new NoBudget(budgetPlace(url), "its URL cannot be read");
    }
}

/** @param gateway whose limit it is: all who name the same share it */
export function createPostgresLedger(url: string, gateway: string, time: Time, signal: AbortSignal): Ledger {
    let pool: Promise<Pool> | undefined;
    let closed = false;
    let failed: { readonly error: NoBudget; readonly until: number } | undefined;

    async function ahead(statement: string, milliseconds: number): Promise<number> {
        pool ??= open(url);
        const opened = await pool;
        const asked = async () => Answer.parse((await opened.query(statement, [gateway, milliseconds])).rows)[0].ahead;
        try {
            return await asked();
        } catch (error) {
            if (codeOf(error) !== NO_SUCH_TABLE) throw error;
            await makeTable(opened);
            return await asked();
        }
    }

    async function makeTable(opened: Pool): Promise<void> {
        try {
            await opened.query(TABLE);
        } catch (error) {
            if (!MADE_MEANWHILE.includes(codeOf(error) ?? "")) throw error;
        }
    }

    /** An answer that was lost has cost the slots, and nothing else: asking again does no harm. */
    async function patiently(statement: string, milliseconds: number): Promise<number> {
        if (failed !== undefined && time.now() < failed.until) throw failed.error;
        const begun = time.now();
        for (let pause = FIRST_PAUSE; ; pause = Math.min(LONGEST_PAUSE, pause * 2)) {
            try {
                return await ahead(statement, milliseconds);
            } catch (error) {
                signal.throwIfAborted();
                if (closed) throw error;
                if (error instanceof NoClient || error instanceof NoBudget) throw error;
                const seconds = Math.round((time.now() - begun) / 1000);
                const isFinal = FINAL.some(([pattern]) => pattern.test(codeOf(error) ?? ""));
                if (isFinal || time.now() - begun + pause > PATIENCE) {
                    const reason = isFinal ? reasonOf(error) : `asked for ${seconds} s; ${reasonOf(error)}`;
                    failed = { error: new NoBudget(budgetPlace(url), reason), until: time.now() + PATIENCE };
                    throw failed.error;
                }
                await time.sleep(pause, signal);
            }
        }
    }

    return {
        reserve: async (count, interval) => Math.max(0, (await patiently(RESERVE, count * interval)) - count * interval),
        hold: async (milliseconds) => {
            await ahead(HOLD, milliseconds);
        },
        close: async () => {
            closed = true;
            const opened = await pool?.catch(() => undefined);
            pool = undefined;
            await opened?.end();
        },
    };
}
