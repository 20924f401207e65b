/** What is to be done, by whom, and what became of it: two tables beside the state. Only the database's clock counts. */
import { hostname } from "node:os";
import type { Pool } from "pg";
import { z } from "zod";
import { Before, machine } from "./locks.ts";
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

/** A stack that this worker has for now. `before`: those that had it and did not come to its end, in this run or another; `taken`: the last one is gone. */
const Claim = z.object({
    stack: z.string(),
    mode: z.enum(["preview", "up"]),
    inputs: z.string(),
    made: z.boolean(),
    taken: z.boolean(),
    /** A worker of this run has had it before, and was not just refused: it may have written. */
    resumed: z.boolean(),
    /** An `up` has begun on it, and none has come to its end since. */
    unfinished: z.boolean(),
    before: z.array(Before),
});
export type Claim = z.infer<typeof Claim>;

const TABLES = `
CREATE TABLE IF NOT EXISTS cvg_fleet_stacks (project text, stack text, inputs text, at timestamptz, PRIMARY KEY (project, stack));
CREATE TABLE IF NOT EXISTS cvg_fleet_work (project text, run text, stack text, mode text NOT NULL, inputs text NOT NULL, state text NOT NULL,
    attempts int NOT NULL DEFAULT 0, worker text, host text, since timestamptz, lease_until timestamptz, outcome jsonb, PRIMARY KEY (project, run, stack));
ALTER TABLE cvg_fleet_work ADD COLUMN IF NOT EXISTS machine text, ADD COLUMN IF NOT EXISTS begun timestamptz, ADD COLUMN IF NOT EXISTS gone jsonb NOT NULL DEFAULT '[]';
CREATE UNIQUE INDEX IF NOT EXISTS cvg_fleet_one_up ON cvg_fleet_work (project, stack) WHERE state = 'running' AND mode = 'up';`;

/** So many workers may be lost with one stack: it is likely to be what ends them. */
const MOST_ATTEMPTS = 3;

/** A worker that had the stack, for `gone`. `refused`: it has written nothing. */
const leaves = (until: string, lost: boolean, refused: string) =>
    `gone || jsonb_build_object('host', host, 'machine', coalesce(machine, ''), 'since', since, 'until', ${until}, 'lost', ${lost}, 'refused', ${refused})`;

/** Stacks whose workers are gone go back: those of this run, and those that it waits for. */
const TAKE_BACK = `UPDATE cvg_fleet_work work SET gone = ${leaves("lease_until", true, "false")},
    state = CASE WHEN attempts < ${MOST_ATTEMPTS} THEN 'waiting' ELSE 'failed' END,
    outcome = CASE WHEN attempts < ${MOST_ATTEMPTS} THEN NULL ELSE jsonb_build_object('problem', attempts || ' workers were lost with this stack; the last was ' || worker) END
    WHERE project = $1 AND state = 'running' AND lease_until < clock_timestamp() AND (run = $2 OR mode = 'up' AND EXISTS (
        SELECT FROM cvg_fleet_work own WHERE own.project = $1 AND own.run = $2 AND own.stack = work.stack AND own.state = 'waiting'))`;

/** What a run that was begun later has already done is not undone by an older one. */
const OVERTAKEN = `UPDATE cvg_fleet_work work SET state = 'failed',
    outcome = jsonb_build_object('problem', 'run ' || newer.run || ', begun later, has brought this stack up to date: nothing was done')
    FROM cvg_fleet_work newer
    WHERE work.project = $1 AND work.run = $2 AND work.state = 'waiting' AND work.mode = 'up' AND newer.project = $1 AND newer.stack = work.stack
        AND newer.mode = 'up' AND newer.begun > work.begun AND newer.state IN ('done', 'unchanged')`;

/** A run that cannot be gone on with. */
export class WrongRun extends Error {}

/** How long a worker that says nothing counts as alive. */
export const LEASE_SECONDS = Number(process.env.FLEET_LEASE_SECONDS ?? 20);

/** For how long a database that is away is asked again. Milliseconds. */
const PATIENCE = 30_000;

const Told = z.object({ code: z.string().optional(), message: z.string() });
const told = (error: unknown) => Told.safeParse(error).data ?? { message: "" };

const AWAY = /^(ECONN|ETIMEDOUT|EPIPE|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|57P0|08|53)/;
/** What pg says without a code where a connection breaks, or nothing comes. */
const BROKEN = /^(Connection terminated|Query read timeout|timeout exceeded when trying to connect)/;

/** It goes down, it is full, or the network is away: what may be otherwise in a moment. */
const isAway = (error: unknown): boolean => AWAY.test(told(error).code ?? "") || BROKEN.test(told(error).message);

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
            await pool.query(`SELECT pg_advisory_xact_lock(7043); ${TABLES}`);
        },

        /** What the run does. Undefined: nobody has begun it. */
        async mode(): Promise<Mode | undefined> {
            const { rows } = await ask("SELECT mode FROM cvg_fleet_work WHERE project = $1 AND run = $2 LIMIT 1");
            return z.array(Claim.pick({ mode: true })).parse(rows)[0]?.mode;
        },

        /** Puts stacks on the board. Of a run that is gone on with, what has failed, was refused or has other inputs by now is tried again. @param onlyChanged stacks that the last `up` left as they are asked for now are not run, if no other works on them just now @throws WrongRun where the run does something else */
        async begin(mode: Mode, parts: readonly Part[], onlyChanged: boolean): Promise<void> {
            const known = await this.mode();
            if (known !== undefined && known !== mode)
                throw new WrongRun(`run ${run} was begun as ${known}: give another --run ID to ${mode}`);
            await ask(
                `INSERT INTO cvg_fleet_work (project, run, stack, begun, mode, inputs, state)
                 SELECT $1, $2, part.stack, clock_timestamp(), $3, part.inputs, CASE WHEN $6 AND known.inputs = part.inputs AND NOT EXISTS (SELECT FROM cvg_fleet_work other
                     WHERE other.project = $1 AND other.stack = part.stack AND other.mode = 'up' AND other.state = 'running') THEN 'unchanged' ELSE 'waiting' END
                 FROM unnest($4::text[], $5::text[]) AS part (stack, inputs)
                 LEFT JOIN cvg_fleet_stacks known ON known.project = $1 AND known.stack = part.stack
                 ON CONFLICT (project, run, stack) DO UPDATE SET inputs = excluded.inputs, state = 'waiting', outcome = NULL, attempts = 0, begun = excluded.begun
                 WHERE cvg_fleet_work.state IN ('waiting', 'failed', 'refused') OR (cvg_fleet_work.inputs <> excluded.inputs AND cvg_fleet_work.state <> 'running')`,
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

        /** The next stack that nobody has; those that a worker was lost with come last. An `up` of another run keeps its stack as long as its worker lives. */
        async claim(worker: string): Promise<Claim | undefined> {
            await ask(TAKE_BACK);
            await ask(OVERTAKEN);
            try {
                const { rows } = await ask(
                    `WITH next AS (
                     SELECT stack FROM cvg_fleet_work own
                     WHERE project = $1 AND run = $2 AND state = 'waiting' AND NOT (mode = 'up' AND EXISTS (SELECT FROM cvg_fleet_work other
                         WHERE other.project = $1 AND other.stack = own.stack AND other.state = 'running' AND other.mode = 'up'))
                     ORDER BY attempts, stack LIMIT 1 FOR UPDATE SKIP LOCKED)
                 UPDATE cvg_fleet_work work SET state = 'running', worker = $3, host = $4, machine = $5, since = clock_timestamp(), lease_until = ${lease}, attempts = attempts + 1
                 FROM next WHERE work.project = $1 AND work.run = $2 AND work.stack = next.stack
                 RETURNING work.stack, work.mode, work.inputs, coalesce(work.gone->-1->>'lost' = 'true', false) AS taken,
                     EXISTS (SELECT FROM jsonb_array_elements(work.gone) each WHERE coalesce(each->>'refused', 'false') = 'false') AS resumed,
                     EXISTS (SELECT FROM cvg_fleet_stacks known WHERE known.project = $1 AND known.stack = work.stack) AS made,
                     EXISTS (SELECT FROM cvg_fleet_stacks known WHERE known.project = $1 AND known.stack = work.stack AND known.inputs = '') AS unfinished,
                     (SELECT coalesce(jsonb_agg(each), '[]') FROM cvg_fleet_work runs, jsonb_array_elements(runs.gone) each
                      WHERE runs.project = $1 AND runs.stack = work.stack) AS before`,
                    [worker, hostname(), machine],
                );
                return z.array(Claim).parse(rows)[0];
            } catch (error) {
                // Another run has taken the stack in this moment.
                if (told(error).code === "23505") return undefined;
                throw error;
            }
        },

        /** For a worker that cannot do it. */
        async giveBack(worker: string, stack: string): Promise<void> {
            await ask(
                "UPDATE cvg_fleet_work SET state = 'waiting', attempts = attempts - 1 WHERE project = $1 AND run = $2 AND stack = $3 AND worker = $4 AND state = 'running'",
                [stack, worker],
            );
        },

        /** Tells that the worker is alive. False: the stack was given to another meanwhile. */
        async alive(worker: string, stack: string): Promise<boolean> {
            const { rowCount } = await ask(
                `UPDATE cvg_fleet_work SET lease_until = ${lease} WHERE project = $1 AND run = $2 AND stack = $3 AND worker = $4 AND state = 'running'`,
                [stack, worker],
            );
            return rowCount === 1;
        },

        /** The stack is there, whatever becomes of it. An `up` that begins leaves it as nobody knows until it is done: what the last one was made of counts no more. */
        async made({ stack, mode }: Claim): Promise<void> {
            const then = mode === "up" ? "UPDATE SET inputs = ''" : "NOTHING";
            await pool.query(
                `INSERT INTO cvg_fleet_stacks (project, stack, inputs) VALUES ($1, $2, $3) ON CONFLICT (project, stack) DO ${then}`,
                [project, stack, mode === "up" ? "" : null],
            );
        },

        /** What became of it; nothing is written where another has the stack by now. */
        async end(worker: string, { stack, mode, inputs }: Claim, state: State, outcome: Outcome | null, isEmpty: boolean): Promise<void> {
            const { rowCount } = await ask(
                `UPDATE cvg_fleet_work SET state = $5, outcome = $6, gone = CASE WHEN $5 = 'done' THEN '[]' ELSE ${leaves("clock_timestamp()", false, "$5 = 'refused'")} END
                 WHERE project = $1 AND run = $2 AND stack = $3 AND worker = $4`,
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
