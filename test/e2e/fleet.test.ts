/** examples/fleet on the real engine and a real PostgreSQL: workers of which one is killed, what has changed alone, what is refused, and its pipelines. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { z } from "zod";
import { repository } from "../harness/engine-environment.js";
import { type FleetPlace, openFleetPlace } from "../harness/fleet-place.js";

let place: FleetPlace;
beforeAll(async () => {
    place = await openFleetPlace({ FLEET_LEASE_SECONDS: "4", CVG_MAX_REQUESTS_PER_SECOND: "20" });
}, 60_000);
afterAll(() => place.close());

const KEYS = ["t0", "t1", "t2", "t3"];
const tenant = (key: string, more: Readonly<Record<string, unknown>> = {}) => ({
    name: `Tenant ${key}`,
    privacy: { dialogRetention: "1 hour" },
    accounts: { [`${key}-a`]: { name: "Service", projects: { [`${key}-p`]: { name: `Hotline ${key}` } } } },
    ...more,
});
const tenants = (changed: Readonly<Record<string, unknown>> = {}) => ({
    ...Object.fromEntries(KEYS.map((key) => [key, tenant(key)])),
    ...changed,
});
const states = async (args: readonly string[]) =>
    Object.fromEntries((await place.summary(args)).stacks.map(({ stack, state }) => [stack, state]));

const wait = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

test("the stacks of a worker that is killed are finished by the other, and nothing is made twice", async () => {
    place.write(tenants());
    expect((await place.run(["begin", "up", "--run", "first"])).code).toBe(0);
    await place.console.control("POST", "/limits", { latencyMs: 700 });
    const customers = async () => (await place.console.everyUnit()).filter(({ level }) => level === "customer").length;
    /** Just when there are so many customers, and the last one has nothing below it yet. */
    const inTheMiddle = (command: string, signal: NodeJS.Signals, count: number) =>
        place.run([command, "--run", "first"], (child) => {
            void (async () => {
                for (let tries = 0; tries < 2400 && (await customers()) < count; tries += 1) await wait(50);
                child.kill(signal);
            })();
        });
    // One worker alone, without the command that starts several and would stop it.
    expect((await inTheMiddle("worker", "SIGKILL", 1)).signal).toBe("SIGKILL");
    const stopped = await inTheMiddle("work", "SIGTERM", 2);
    expect([stopped.code, stopped.stderr]).toEqual([0, expect.stringMatching(/^t1: stopped in /m)]);
    const left = await place.summary(["summary", "--run", "first"]);
    expect([left.exitCode, left.stacks[1]?.state, await customers()]).toEqual([1, "waiting", 2]);
    await place.console.control("POST", "/limits", { latencyMs: 0 });
    const { stderr } = await place.run(["work", "--run", "first"]);
    expect(stopped.stderr + stderr).toMatch(/^t0: done in .*, begun by a worker that is gone$/m);
    const { stacks, exitCode } = await place.summary(["summary", "--run", "first"]);
    expect(exitCode).toBe(0);
    expect(stacks.map(({ stack, state, attempts }) => [stack, state, attempts])).toEqual(
        KEYS.map((key, at) => [key, "done", at < 2 ? 2 : 1]),
    );
    const names = (await place.console.everyUnit()).filter(({ level }) => level !== "reseller").map(({ name }) => name);
    expect(names.sort()).toEqual([
        ...KEYS.map((key) => `Hotline ${key}`),
        ...KEYS.map(() => "Service"),
        ...KEYS.map((key) => `Tenant ${key}`),
    ]);
    // All requests took their turns from the database.
    const [row] = await place.sql("SELECT gateway FROM pulumi_cvg_request_budget");
    expect(row?.gateway).toBe(place.sandbox.endpoint);
});

test("--only-changed runs what has changed, a preview writes nothing, and what rules refuse is told with its code", async () => {
    const forbidden = tenant("t2", { accounts: { a: { name: "Service", privacy: { dialogRetention: "1 week" } } } });
    place.write(tenants({ t1: tenant("t1", { name: "Renamed" }), t2: forbidden }));
    const writes = await place.console.writes();
    const preview = await place.run(["preview", "--only-changed", "--workers", "2"]);
    expect(preview.code).toBe(2);
    expect(preview.stdout).toMatch(
        /^run .*: 4 stacks: 1 done \(1 with changes\), 2 as the last up left them, 1 refused, 0 failed\nupdate 1 unit\n/,
    );
    expect(preview.stdout).toMatch(/refused, and nothing was written there:\n {2}t2: .*CVG101 /);
    expect(await place.console.writes()).toBe(writes);
    const { t3: _left, ...others } = tenants({ t1: tenant("t1", { name: "Renamed" }) });
    place.write(others);
    const up = await place.summary(["up", "--only-changed", "--workers", "1"]);
    expect(up.stacks.map(({ stack, state }) => [stack, state])).toEqual([
        ["t0", "unchanged"],
        ["t1", "done"],
        ["t2", "unchanged"],
    ]);
    expect([up.exitCode, up.left]).toEqual([0, ["t3"]]);
    expect((await place.console.units()).get("Renamed")).toMatchObject({ inactive: false });
    expect(await states(["up", "--only-changed", "--delete", "--workers", "1"])).toEqual({
        t0: "unchanged",
        t1: "unchanged",
        t2: "unchanged",
        t3: "done",
    });
    expect((await place.console.units()).get("Tenant t3")).toMatchObject({ inactive: true });
});

test("a stack whose up was broken off is run again by --only-changed, with the lock that it left, in a run that knows nothing of the other", async () => {
    const key = "t1";
    const { t3: _gone, ...file } = tenants({ t1: tenant(key, { name: "Renamed" }) });
    place.write({ ...file, t1: tenant(key, { name: "Half", accounts: {} }) });
    expect((await place.run(["begin", "up", "--only-changed", "--run", "half"])).code).toBe(0);
    await place.console.control("POST", "/limits", { latencyMs: 2000 });
    const killed = await place.run(["worker", "--run", "half"], () => {
        void (async () => {
            for (let tries = 0; tries < 2400 && !(await place.console.units()).has("Half"); tries += 1) await wait(20);
            place.down();
        })();
    });
    await place.console.control("POST", "/limits", { latencyMs: 0 });
    expect([killed.signal, (await place.console.units()).has("Half")]).toEqual(["SIGKILL", true]);
    place.write(file);
    const preview = await place.summary(["preview", "--only-changed", "--workers", "1"]);
    expect(preview.stacks.map(({ stack, outcome }) => [stack, outcome?.changes])).toEqual([
        ["t0", undefined],
        ["t1", { update: 1 }],
        ["t2", undefined],
    ]);
    expect((await place.console.units()).has("Half")).toBe(true);
    expect(await states(["up", "--only-changed", "--workers", "1"])).toEqual({ t0: "unchanged", t1: "done", t2: "unchanged" });
    // The write of "Half" is in no state, and the file asks for what the state has.
    const units = await place.console.units();
    expect([units.has("Half"), units.get("Renamed")]).toEqual([false, expect.objectContaining({ inactive: false })]);
});

test("a worker with another file leaves the stacks to others, and a run that nobody has begun is an error", async () => {
    const { t3: _gone, ...file } = tenants({ t1: tenant("t1", { name: "Renamed" }) });
    place.write({ ...file, t0: tenant("t0", { name: "One" }), t2: tenant("t2", { name: "Two" }) });
    expect((await place.run(["begin", "preview", "--only-changed", "--run", "other"])).code).toBe(0);
    place.write({ ...file, t0: tenant("t0", { name: "Other" }), t2: tenant("t2", { name: "Others" }) });
    const { code, stderr } = await place.run(["work", "--run", "other"]);
    expect([code, stderr]).toEqual([
        1,
        "this worker has another tenants.yaml, program, gateway, passphrase or secret than the one that began the run: it ends, and leaves t0 to others\n",
    ]);
    expect(await states(["summary", "--run", "other"])).toEqual({ t0: "waiting", t1: "unchanged", t2: "waiting" });
    for (const command of ["work", "summary"]) {
        const nobody = await place.run([command, "--run", "nobody"]);
        expect([nobody.code, nobody.stderr]).toEqual([1, "nobody has begun run nobody of project cvg-fleet, or its file had no tenants\n"]);
    }
});

test("mistakes of the file are told before any stack is touched, all at once", async () => {
    place.write(tenants({ t0: tenant("t0", { name: "" }), t1: tenant("t1", { preset: "strikt" }) }));
    const { code, stderr } = await place.run(["up"]);
    expect(code).toBe(1);
    expect(stderr).toMatch(/CVG20\d tenants\.yaml:\d+:\d+ t0[\s\S]*CVG209 tenants\.yaml:\d+:\d+ t1: preset strikt/);
});

const GitHub = z.object({
    concurrency: z.object({ group: z.string(), "cancel-in-progress": z.boolean() }),
    jobs: z.record(
        z.string(),
        z.looseObject({
            needs: z.union([z.string(), z.array(z.string())]).optional(),
            steps: z.array(z.looseObject({ run: z.string().optional() })),
        }),
    ),
});
const GitLabJob = z.looseObject({ script: z.array(z.string()) });

test("both pipelines begin a run, work on it side by side and sum it up, with commands that the example has", () => {
    const read = (name: string): unknown => parse(readFileSync(join(repository, "examples/fleet", name), "utf8"));
    const { jobs, concurrency } = GitHub.parse(read(".github/workflows/fleet.yml"));
    const github = Object.entries(jobs).map(([name, { steps }]) => [
        name,
        steps.flatMap(({ run }) => (run?.startsWith("node fleet.ts") ? [run] : [])),
    ]);
    const gitlab = z.record(z.string(), z.unknown()).parse(read(".gitlab-ci.yml"));
    const ofGitLab = Object.entries(gitlab).flatMap(([name, job]) => {
        const { data } = GitLabJob.safeParse(job);
        return data === undefined ? [] : [[name, data.script.filter((line) => line.startsWith("node fleet.ts"))]];
    });
    for (const commands of [github, ofGitLab]) {
        expect(commands.map(([name]) => name)).toEqual(["preview", "begin", "work", "summary"]);
        for (const command of commands.flatMap(([, lines]) => lines ?? []))
            expect(command).toMatch(
                /^node fleet\.ts (preview --only-changed|begin up --only-changed|work|summary) (--workers 2|--run "\$(GITHUB_RUN_ID|CI_PIPELINE_ID)")$/,
            );
    }
    expect([jobs.work?.needs, jobs.summary?.needs]).toEqual(["begin", ["begin", "work"]]);
    expect(gitlab.work).toMatchObject({ parallel: 4, needs: ["begin"] });
    for (const job of ["begin", "work", "summary"])
        expect([jobs[job], gitlab[job]]).toMatchObject([{ environment: "production" }, { environment: "production" }]);
    expect(concurrency["cancel-in-progress"]).toBe(false);
    expect(jobs.work).toMatchObject({ strategy: { "fail-fast": false, matrix: { worker: [1, 2, 3, 4] } } });
});

test("the summary of a large fleet comes whole to whoever reads it", async () => {
    place.write(tenants());
    expect((await place.run(["begin", "preview", "--run", "large"])).code).toBe(0);
    // As so many stacks with much to tell leave it: two megabytes.
    await place.sql(
        `INSERT INTO cvg_fleet_work (project, run, stack, mode, inputs, state, outcome) SELECT project, run, 's' || n, mode, inputs, 'done', jsonb_build_object(
             'changes', '{}'::jsonb, 'codes', '[]'::jsonb, 'told', (SELECT jsonb_agg(repeat('x', 90)) FROM generate_series(1, 50)))
         FROM cvg_fleet_work, generate_series(1, 400) n WHERE run = 'large' AND stack = 't0'`,
    );
    const { stacks } = await place.summary(["summary", "--run", "large"]);
    expect(stacks).toHaveLength(KEYS.length + 400);
});
