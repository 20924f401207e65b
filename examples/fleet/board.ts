/** What is to be done, by whom, and what became of it: two tables beside the state. Only the database's clock counts. */
import { hostname } from "node:os";
import type { Pool } from "pg";
import { z } from "zod";
import type { Part } from "./parts.ts";

export type Mode = "preview" | "up";

const Changes = z.record(z.string(), z.number());
/** `told` is what was said about people's data: code, unit, sentence. */
const Outcome = z.object({
    changes: Changes.default({}),
    codes: z.array(z.string()).default([]),
    told: z.array(z.string()).default([]),
    problem: z.string().optional(),
});
export type Outcome = z.infer<typeof Outcome>;

const State = z.enum(["waiting", "running", "done", "unchanged", "refused", "failed"]);
export type State = z.infer<typeof State>;

const Row = z.object({ stack: z.string(), state: State, attempts: z.number(), worker: z.string().nullable(), outcome: Outcome.nullable() });
export type Row = z.infer<typeof Row>;

/** A stack that this worker has for now. `before`: the worker that had it and is gone. */
const Claim = z.object({
    stack: z.string(),
    mode: z.enum(["preview", "up"]),
    inputs: z.string(),
    made: z.boolean(),
    before: z.object({ host: z.string(), since: z.coerce.date() }).nullable(),
});
export type Claim = z.infer<typeof Claim>;

const TABLES = `
CREATE TABLE IF NOT EXISTS cvg_fleet_stacks (project text, stack text, inputs text, at timestamptz, PRIMARY KEY (project, stack));
CREATE TABLE IF NOT EXISTS cvg_fleet_work (project text, run text, stack text, mode text NOT NULL, inputs text NOT NULL, state text NOT NULL,
    attempts int NOT NULL DEFAULT 0, worker text, host text, since timestamptz, lease_until timestamptz, outcome jsonb, PRIMARY KEY (project, run, stack));`;

/** How long a worker that says nothing counts as alive. */
export const LEASE_SECONDS = Number(process.env.FLEET_LEASE_SECONDS ?? 20);

/** For how long a database that is away is asked again. Milliseconds. */
const PATIENCE = 30_000;

/** It goes down, it is full, or the network is away: what may be otherwise in a moment. */
const isAway = (error: unknown): boolean =>
    error instanceof Error && "code" in error && /^(ECONN|ETIMEDOUT|EPIPE|EAI_AGAIN|57P0|08|53)/.test(String(error.code));

/** Repeats what a database that was away did not answer. Every statement here may run twice: at worst a stack waits for its lease to end. */
async function patiently<T>(ask: () => Promise<T>): Promise<T> {
    for (const until = performance.now() + PATIENCE; ; ) {
        try {
            return await ask();
        } catch (error) {
            if (!isAway(error) || performance.now() > until) throw error;
            await new Promise((resolve) => setTimeout(resolve, 1000));
        }
    }
}

export function openBoard(database: Pool, project: string, run: string) {
    const pool = { query: (text: string, values: unknown[] = []) => patiently(() => database.query(text, values)) };
    const ask = (text: string, values: readonly unknown[] = []) => pool.query(text, [project, run, ...values]);
    const lease = `clock_timestamp() + interval '${LEASE_SECONDS} seconds'`;
    return {
        /** Two workers may begin at the same moment. */
        async prepare(): Promise<void> {
            await pool.query(`SELECT pg_advisory_lock(7043); ${TABLES} SELECT pg_advisory_unlock(7043)`);
        },

        /** Puts stacks on the board. Of a run that is gone on with, what has failed, was refused or has other inputs by now is tried again. @param onlyChanged stacks that the last `up` left as they are asked for now are not run */
        async begin(mode: Mode, parts: readonly Part[], onlyChanged: boolean): Promise<void> {
            await ask(
                `INSERT INTO cvg_fleet_work (project, run, stack, mode, inputs, state)
                 SELECT $1, $2, part.stack, $3, part.inputs, CASE WHEN $6 AND known.inputs = part.inputs THEN 'unchanged' ELSE 'waiting' END
                 FROM unnest($4::text[], $5::text[]) AS part (stack, inputs)
                 LEFT JOIN cvg_fleet_stacks known ON known.project = $1 AND known.stack = part.stack
                 ON CONFLICT (project, run, stack) DO UPDATE SET inputs = excluded.inputs, state = 'waiting', outcome = NULL
                 WHERE cvg_fleet_work.state IN ('failed', 'refused') OR (cvg_fleet_work.inputs <> excluded.inputs AND cvg_fleet_work.state <> 'running')`,
                [mode, parts.map(({ stack }) => stack), parts.map(({ inputs }) => inputs), onlyChanged],
            );
        },

        /** Stacks that earlier runs have made and no part asks for. */
        async left(parts: readonly Part[]): Promise<readonly string[]> {
            const { rows } = await pool.query(
                "SELECT stack FROM cvg_fleet_stacks WHERE project = $1 AND inputs IS NOT NULL AND NOT stack = ANY ($2) ORDER BY stack",
                [project, parts.map(({ stack }) => stack)],
            );
            return z
                .array(z.object({ stack: z.string() }))
                .parse(rows)
                .map(({ stack }) => stack);
        },

        /** The next stack that nobody has, or whose worker is gone. */
        async claim(worker: string): Promise<Claim | undefined> {
            const { rows } = await ask(
                `WITH next AS (
                     SELECT stack, host, since FROM cvg_fleet_work
                     WHERE project = $1 AND run = $2 AND (state = 'waiting' OR (state = 'running' AND lease_until < clock_timestamp()))
                     ORDER BY state = 'waiting', attempts, stack LIMIT 1 FOR UPDATE SKIP LOCKED)
                 UPDATE cvg_fleet_work work SET state = 'running', worker = $3, host = $4, since = clock_timestamp(), lease_until = ${lease}, attempts = attempts + 1
                 FROM next WHERE work.project = $1 AND work.run = $2 AND work.stack = next.stack
                 RETURNING work.stack, work.mode, work.inputs,
                     EXISTS (SELECT FROM cvg_fleet_stacks known WHERE known.project = $1 AND known.stack = work.stack) AS made,
                     CASE WHEN next.host IS NOT NULL THEN jsonb_build_object('host', next.host, 'since', next.since) END AS before`,
                [worker, hostname()],
            );
            return z.array(Claim).parse(rows)[0];
        },

        /** Tells that the worker is alive. False: the stack was given to another meanwhile. */
        async alive(worker: string, stack: string): Promise<boolean> {
            const { rowCount } = await ask(
                `UPDATE cvg_fleet_work SET lease_until = ${lease} WHERE project = $1 AND run = $2 AND stack = $3 AND worker = $4 AND state = 'running'`,
                [stack, worker],
            );
            return rowCount === 1;
        },

        /** The stack is there, whatever becomes of it. */
        async made(stack: string): Promise<void> {
            await pool.query("INSERT INTO cvg_fleet_stacks (project, stack) VALUES ($1, $2) ON CONFLICT DO NOTHING", [project, stack]);
        },

        /** What became of it; nothing is written where another has the stack by now. */
        async end(worker: string, { stack, mode, inputs }: Claim, state: State, outcome: Outcome | null, isEmpty: boolean): Promise<void> {
            const { rowCount } = await ask(
                "UPDATE cvg_fleet_work SET state = $5, outcome = $6 WHERE project = $1 AND run = $2 AND stack = $3 AND worker = $4",
                [stack, worker, state, outcome === null ? null : JSON.stringify(outcome)],
            );
            if (rowCount !== 1 || state !== "done" || mode !== "up") return;
            await pool.query("UPDATE cvg_fleet_stacks SET inputs = $3, at = clock_timestamp() WHERE project = $1 AND stack = $2", [
                project,
                stack,
                isEmpty ? null : inputs,
            ]);
        },

        async rows(): Promise<readonly Row[]> {
            const { rows } = await ask(
                "SELECT stack, state, attempts, worker, outcome FROM cvg_fleet_work WHERE project = $1 AND run = $2 ORDER BY stack",
            );
            return z.array(Row).parse(rows);
        },
    };
}

export type Board = ReturnType<typeof openBoard>;
