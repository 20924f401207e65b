/** The board of examples/fleet on a real PostgreSQL: what runs that meet do to each other's stacks, and whose locks are left. */
import { connect, createServer } from "node:net";
import { hostname } from "node:os";
import { type Mode, openBoard } from "../../examples/fleet/board.ts";
import { openPool } from "../../examples/fleet/database.ts";
import { type Before, isLeft, lockIn, machine } from "../../examples/fleet/locks.ts";
import { type Postgres, startPostgres } from "../harness/postgres.js";

let postgres: Postgres;
let pool: ReturnType<typeof openPool>;
beforeAll(async () => {
    postgres = await startPostgres();
    pool = openPool(postgres.url);
    await openBoard(pool, "any", "any").prepare();
});
afterAll(async () => {
    await pool.end();
    await postgres.close();
});

const part = (stack: string, inputs: string) => ({ stack, inputs, text: "" });
const NOTHING = { changes: {}, codes: [], told: [] };

/** A project of the test's own. */
function project() {
    const name = expect.getState().currentTestName ?? "";
    return {
        open: (run: string) => openBoard(pool, name, run),
        begin: async (run: string, inputs: string, onlyChanged = false, mode: Mode = "up") => {
            const board = openBoard(pool, name, run);
            await board.begin(mode, [part("a", inputs)], onlyChanged);
            return board;
        },
        isOver: () =>
            pool.query("UPDATE cvg_fleet_work SET lease_until = clock_timestamp() - interval '1 second' WHERE project = $1", [name]),
    };
}

async function claimed(board: ReturnType<typeof openBoard>, worker: string) {
    const claim = await board.claim(worker);
    if (claim === undefined) throw new Error(`nothing for ${worker}`);
    return claim;
}

/** As a worker does it. */
async function finish(board: ReturnType<typeof openBoard>, state: "done" | "failed"): Promise<void> {
    const claim = await claimed(board, "w");
    await board.made(claim);
    await board.end("w", claim, state, NOTHING, false);
}

const stateOf = async (board: ReturnType<typeof openBoard>) => (await board.rows()).map(({ state, outcome }) => [state, outcome?.problem]);

test("a stack is not as the last up left it once another up has begun on it, and a preview changes nothing about that", async () => {
    const { begin } = project();
    await finish(await begin("1", "A"), "done");
    await finish(await begin("2", "B", true, "preview"), "done");
    expect(await stateOf(await begin("3", "A", true))).toEqual([["unchanged", undefined]]);
    await finish(await begin("4", "B", true), "failed");
    expect(await stateOf(await begin("5", "A", true))).toEqual([["waiting", undefined]]);
});

test("a stack that another up has just taken is not as the last up left it", async () => {
    const { begin } = project();
    await finish(await begin("1", "A"), "done");
    const other = await begin("2", "B", true);
    // It has the stack, and has told nothing about it yet.
    const claim = await claimed(other, "w");
    const own = await begin("3", "A", true);
    expect(await stateOf(own)).toEqual([["waiting", undefined]]);
    await other.made(claim);
    await other.end("w", claim, "done", NOTHING, false);
    expect(await own.claim("x")).toMatchObject({ stack: "a", inputs: "A" });
});

test("a stack that a worker of the same run was lost with, or has failed with, is resumed; one that was just refused is not", async () => {
    const { begin, isOver } = project();
    const board = await begin("1", "A");
    const first = await claimed(board, "w1");
    expect(first.resumed).toBe(false);
    await board.end("w1", first, "refused", NOTHING, false);
    await begin("1", "A");
    expect(await claimed(board, "w2")).toMatchObject({ resumed: false });
    await isOver();
    expect(await claimed(board, "w3")).toMatchObject({ resumed: true });
    expect(await (await begin("2", "A")).claim("w4")).toBeUndefined();
    await isOver();
    expect(await claimed(await begin("2", "A"), "w5")).toMatchObject({ resumed: false });
});

test("a tenant whose first up has failed is missed when it leaves the file", async () => {
    const { begin } = project();
    const board = await begin("1", "A");
    await finish(board, "failed");
    expect(await board.left([])).toEqual(["a"]);
});

test("a run stays what it was begun as", async () => {
    const { begin, open } = project();
    expect(await open("1").mode()).toBeUndefined();
    await begin("1", "A", false, "preview");
    await expect(begin("1", "A", false, "up")).rejects.toThrow("run 1 was begun as preview: give another --run ID to up");
    await begin("2", "A", false, "up");
    await expect(begin("2", "A", false, "preview")).rejects.toThrow("run 2 was begun as up");
    expect(await open("2").mode()).toBe("up");
});

test("two ups do not work on one stack at once, and the one that was begun first does not undo the other", async () => {
    const { begin, isOver } = project();
    const [first, second] = [await begin("1", "A"), await begin("2", "B")];
    const preview = await begin("3", "C", false, "preview");
    const claims = await Promise.all([first, second].map((board, at) => board.claim(`w${at}`)));
    expect(claims.filter((claim) => claim !== undefined)).toHaveLength(1);
    expect(await preview.claim("p")).toMatchObject({ mode: "preview" });
    await isOver();
    const [claim, held] = [await claimed(second, "s"), await first.claim("f")];
    expect([claim.before.length, held]).toEqual([1, undefined]);
    await second.end("s", claim, "done", NOTHING, false);
    expect(await first.claim("f")).toBeUndefined();
    expect(await stateOf(first)).toEqual([["failed", "run 2, begun later, has brought this stack up to date: nothing was done"]]);
});

test("a stack that workers are lost with comes after the others, and is given up after three", async () => {
    const { open, isOver } = project();
    const board = open("1");
    await board.begin("up", [part("a", "A"), part("b", "B")], false);
    expect(await board.claim("w1")).toMatchObject({ stack: "a", taken: false, before: [] });
    await isOver();
    expect(await board.claim("w2")).toMatchObject({ stack: "b" });
    await board.end("w2", { ...(await claimed(board, "w3")), stack: "b" }, "done", NOTHING, false);
    await isOver();
    expect(await board.claim("w4")).toMatchObject({
        stack: "a",
        taken: true,
        before: [
            { host: hostname(), machine },
            { host: hostname(), machine },
        ],
    });
    await isOver();
    expect(await board.claim("w5")).toBeUndefined();
    expect(await stateOf(board)).toEqual([
        ["failed", "3 workers were lost with this stack; the last was w4"],
        ["done", undefined],
    ]);
    // Gone on with, it has three more.
    await board.begin("up", [part("a", "A")], false);
    expect(await board.claim("w6")).toMatchObject({ stack: "a" });
});

test("a database that goes down in the middle of a question is asked again", async () => {
    const { begin } = project();
    const board = await begin("1", "A");
    // The tests' database writes later: not this.
    await pool.query("CHECKPOINT");
    postgres.freeze();
    const asked = board.rows();
    await new Promise((resolve) => setTimeout(resolve, 200));
    await postgres.crash();
    await postgres.start();
    expect((await asked).map(({ stack }) => stack)).toEqual(["a"]);
});

test("a database that says nothing for a while, and a connection that breaks without a word, are asked again", async () => {
    const { begin } = project();
    const board = await begin("1", "A");
    postgres.freeze();
    const asked = board.rows();
    await new Promise((resolve) => setTimeout(resolve, 11_000));
    postgres.thaw();
    expect(await asked).toHaveLength(1);
    let connections = 0;
    const proxy = createServer((socket) => {
        connections += 1;
        if (connections === 1) return socket.end();
        const server = connect(postgres.port, "127.0.0.1");
        return socket
            .on("error", () => server.destroy())
            .pipe(server)
            .on("error", () => socket.destroy())
            .pipe(socket);
    });
    await new Promise<void>((listening) => proxy.listen(0, "127.0.0.1", listening));
    const address = proxy.address();
    const port = typeof address === "object" && address !== null ? address.port : 0;
    const through = openPool(postgres.url.replace(`:${postgres.port}/`, `:${port}/`));
    try {
        expect(await openBoard(through, expect.getState().currentTestName ?? "", "1").rows()).toHaveLength(1);
        expect(connections).toBe(2);
    } finally {
        await through.end();
        proxy.close();
    }
});

const HOUR = 3600_000;
const now = Date.now();
const had = (more: Partial<Before> = {}): Before => ({
    host: hostname(),
    machine,
    since: new Date(now - 10_000),
    until: new Date(now),
    ...more,
});
const lock = (pid: number, since = now, host = hostname()) => ({ user: "u", host, pid, since: new Date(since) });
const NO_PROCESS = 2 ** 22 + 1;

test.each([
    ["nobody's on the board, gone or not", lock(NO_PROCESS), [], 1000, false],
    ["of a process that is gone here", lock(NO_PROCESS), [had()], 0, true],
    ["of one that is gone on another machine of that name, just now", lock(NO_PROCESS), [had({ machine: "other" })], 0, false],
    ["of one that is gone on another machine of that name, waited for", lock(NO_PROCESS), [had({ machine: "other" })], 60, true],
    ["of one that runs here, however slow", lock(process.pid), [had()], 1000, false],
    ["whose process number another one has by now", lock(process.pid, now - HOUR), [had({ since: new Date(now - HOUR) })], 0, true],
    ["of the worker before the last, waited for", lock(1, now, "x"), [had({ host: "x", machine: "x" }), had({ host: "y" })], 60, true],
    ["of one whose clock is half a minute behind", lock(1, now - 40_000, "x"), [had({ host: "x", machine: "x" })], 60, true],
    ["of somebody who took it there an hour later", lock(1, now + HOUR, "x"), [had({ host: "x", machine: "x" })], 1000, false],
] as const)("a lock %s", (_whose, of, before, waited, left) => {
    expect(isLeft(of, before, waited)).toBe(left);
});

test("a lock is read from what the engine says", () => {
    const text = "the stack is currently locked by 1 lock(s).\n  x: created by me@host-1 (pid 77) at 2026-02-03T04:05:06Z";
    expect(lockIn(text)).toEqual({ user: "me", host: "host-1", pid: 77, since: new Date("2026-02-03T04:05:06Z") });
});
