/** What holds wherever the state is: a second pipeline meets the lock of the first, and one that is killed is gone on with. Declares its tests. */
import type { GitopsPlace } from "./place.js";

const wait = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Until the run that was begun has changed something. */
async function written({ console }: GitopsPlace, before: number): Promise<void> {
    for (let each = 0; each < 2400 && (await console.writes()) === before; each++) await wait(50);
    expect(await console.writes()).toBeGreaterThan(before);
}

const MORE = [1, 2, 3, 4, 5, 6];

/** Tenants more, one after the other, so that there is something to be in the middle of for a while. */
const withMore = (program: string, name: string): string =>
    `${program}\n${MORE.map((at) => {
        const options = at === 1 ? "" : `, { dependsOn: [${name}${at - 1}] }`;
        return `const ${name}${at} = new cvg.Customer("${name}-${at}", { name: "${name} ${at}", privacy: {} }${options});`;
    }).join("\n")}\n`;

/** @param place opened before these tests; the example's program is applied there */
export function testTwoRuns(place: () => GitopsPlace, program: string): void {
    test("a second pipeline meets the lock of the first and changes nothing; run again, it finds its work done", async () => {
        const { console, project, commit, checkout, onGitHub, run } = place();
        project.write("index.ts", withMore(program, "Globex"));
        await commit("Six tenants more");
        const second = await checkout("second");
        expect((await run("sh", ["scripts/preview.sh"], { folder: second })).code).toBe(0);
        expect((await run("sh", ["scripts/preview.sh"])).code).toBe(0);
        const before = await console.writes();
        await console.control("POST", "/limits", { latencyMs: 3000 });
        const first = run("sh", ["scripts/apply.sh"]);
        await written(place(), before);
        const met = await run("sh", ["scripts/apply.sh"], { folder: second });
        await console.control("POST", "/limits", { latencyMs: 0 });
        expect([met.code === 0, met.stdout + met.stderr]).toEqual([false, expect.stringContaining("currently locked by 1 lock")]);
        const applied = await first;
        expect([applied.code, applied.stdout]).toEqual([0, expect.stringContaining(`${MORE.length} created`)]);
        const after = await console.writes();
        const again = await onGitHub("apply", { folder: second });
        expect([again.code, again.output]).toEqual([0, expect.stringContaining("Nothing changes for anybody's data.")]);
        expect(await console.writes()).toBe(after);
    });

    test("a pipeline that was killed leaves its lock, says so to the next, and is gone on with after `pulumi cancel`", async () => {
        const { console, project, commit, onGitHub, run, killAll } = place();
        project.write("index.ts", withMore(withMore(program, "Globex"), "Initech"));
        await commit("Six more");
        expect((await run("sh", ["scripts/preview.sh"])).code).toBe(0);
        const before = await console.writes();
        await console.control("POST", "/limits", { latencyMs: 1000 });
        const killed = run("sh", ["scripts/apply.sh"]);
        await written(place(), before);
        killAll();
        expect((await killed).code).not.toBe(0);
        await console.control("POST", "/limits", { latencyMs: 0 });
        const locked = await onGitHub("apply");
        expect([locked.code === 0, locked.output]).toEqual([false, expect.stringContaining("currently locked by 1 lock")]);
        const { code: cancelled } = await run("pulumi", ["cancel", "--yes", "--stack", "prod", "--non-interactive"]);
        expect(cancelled).toBe(0);
        const next = await onGitHub("apply");
        expect([next.code, next.output]).toEqual([0, expect.any(String)]);
        const named = (await console.everyUnit()).filter(({ name }) => name.startsWith("Initech")).map(({ name }) => name);
        expect(named.sort()).toEqual(MORE.map((at) => `Initech ${at}`));
        const quiet = await onGitHub("drift");
        expect([quiet.code, quiet.output]).toEqual([0, expect.stringContaining("the gateway holds what was last applied")]);
    });
}
