/** Two runs at the same time: of one stack, whose lock one of them holds, and of two stacks that declare the same unit. */
import { setTimeout as wait } from "node:timers/promises";
import { type Sandbox, startSandbox } from "../../../provider/sandbox/index.js";
import { type Console, openConsole } from "../../harness/console.js";
import { stackConfiguration } from "../../harness/provider-environment.js";
import { type PulumiProject, pulumiProject, type Result } from "../../harness/pulumi-cli.js";

const CREATE = { method: "POST", route: "/customers/{reseller}" };
const PROGRAM = `
const cvg = require("pulumi-cvg");
new cvg.Customer("acme", { name: "Acme" });
`;
/** One unit that only this stack has, and then the one that another has, too. */
const ownFirst = (own: string): string => `
const cvg = require("pulumi-cvg");
const own = new cvg.Customer("own", { name: "${own}" });
new cvg.Customer("acme", { name: "Acme" }, { dependsOn: own });
`;

let sandbox: Sandbox;
let console: Console;

beforeEach(async () => {
    sandbox = await startSandbox();
    console = await openConsole(sandbox);
});
afterEach(async () => {
    await sandbox.close();
});

function opened(name: string, program = PROGRAM, more: Readonly<Record<string, string>> = {}): Promise<PulumiProject> {
    const { config, secrets } = stackConfiguration(sandbox);
    return pulumiProject({ name, files: { "index.js": program }, config: { ...config, ...more }, secrets });
}

/** The gateway takes so long for each create from now on. */
const slow = (times: number, delayMs: number) => console.control("POST", "/faults", { match: CREATE, times, kind: "delay", delayMs });
/** Creates that have arrived at the slow gateway, answered or not. */
async function arrived(times: number): Promise<void> {
    const left = async (): Promise<number> => Number(Object(await console.control("GET", "/faults")).faults[0]?.times ?? 0);
    const before = await left();
    while ((await left()) > before - times) await wait(50);
}
const creates = async (): Promise<number> => (await console.counts())["POST /customers/{reseller}"] ?? 0;
const customers = async (): Promise<readonly string[]> =>
    (await console.everyUnit()).filter(({ level, inactive }) => level === "customer" && !inactive).map(({ token }) => token);
const recorded = async (stack: PulumiProject): Promise<readonly (string | undefined)[]> =>
    (await stack.stackExport()).deployment.resources.filter(({ type }) => type.endsWith("cvg:Customer")).map(({ id }) => id);
const twice =
    /CVG331 customer "Acme" \(([-\w]+)\) was made, and while it was made, somebody else made one of this name at this place: ([-\w]+)\./;

/** The end of a run that found out that there are two units: both are told, the run's own is recorded, and nothing was deleted. */
async function toldBoth({ code, text }: Result, stack: PulumiProject): Promise<void> {
    expect(code).not.toBe(0);
    const [, own, other] = twice.exec(text) ?? [];
    expect([own, other].sort()).toEqual([...(await customers())].sort());
    expect(await recorded(stack)).toEqual([own]);
    expect((await stack.stackExport()).deployment.pending_operations).toEqual([]);
}

test("a second run of a stack is refused by its lock, and a preview is not; a cancel ends no run, and what two runs then make twice is told", async () => {
    await using stack = await opened("ours");
    await slow(1, 15_000);
    const first = stack.up();
    await arrived(1);
    const [preview, ...refused] = await Promise.all([stack.preview(), stack.up(), stack.refresh(), stack.destroy()]);
    for (const { code, text } of refused) {
        expect(code).not.toBe(0);
        expect(text).toMatch(/the stack is currently locked by 1 lock\(s\)\..*`pulumi cancel`\.\n.*created by \S+ \(pid \d+\) at /s);
        expect(text).not.toContain("CVG");
    }
    expect({ code: preview.code, text: preview.text }).toMatchObject({ code: 0, text: expect.stringContaining("1 to create") });
    expect(await creates()).toBe(0);

    expect((await stack.raw(["cancel", "--yes"])).text).toContain("has been canceled");
    const second = await stack.up();
    expect(second.text).toContain("interrupted while creating");
    const firstEnd = await first;
    // Which of the two is done last depends on the machine; whichever is sees both.
    const told = [second, firstEnd].filter(({ text }) => twice.test(text));
    expect(told).toHaveLength(1);
    expect(firstEnd.text).toContain("there was a problem deleting the lock");
    for (const end of told) expect(end.code).not.toBe(0);
    expect(await customers()).toHaveLength(2);
    expect(await creates()).toBe(2);
    // Both write the whole state of their one stack: it holds what the one has made that wrote last.
    const [held, ...more] = await recorded(stack);
    expect(more).toEqual([]);
    expect(await customers()).toContain(held);
    for (const { text } of told) expect(twice.exec(text)?.slice(1).sort()).toEqual([...(await customers())].sort());

    const next = await stack.up();
    expect({ code: next.code, text: next.code === 0 ? "" : next.text }).toEqual({ code: 0, text: "" });
    expect(await customers()).toHaveLength(2);
});

test("two stacks that make the same unit at the same moment: at least one fails, tells both units, and goes on with its own", async () => {
    await using ours = await opened("ours");
    await using theirs = await opened("theirs");
    await slow(2, 6000);
    const runs = [ours, theirs].map((stack) => ({ stack, end: stack.up() }));
    const ends = await Promise.all(runs.map(async ({ stack, end }) => ({ stack, result: await end })));
    expect(await customers()).toHaveLength(2);
    const told = ends.filter(({ result }) => result.code !== 0);
    expect(told.length).toBeGreaterThanOrEqual(1);
    for (const { stack, result } of told) await toldBoth(result, stack);

    // It goes on where two are meant.
    for (const { stack } of ends) {
        const { code, text } = await stack.up();
        expect({ code, text: code === 0 ? "" : text }).toEqual({ code: 0, text: "" });
        expect((await stack.preview({ args: ["--refresh", "--expect-no-changes"] })).code).toBe(0);
    }
    expect(await creates()).toBe(2);
});

test("what another stack makes while a run is at work is not taken over as what an interrupted run has left", async () => {
    const goesOn = { "cvg:ifExists": "continue" };
    await using ours = await opened("ours", ownFirst("Ours"), goesOn);
    await using theirs = await opened("theirs", ownFirst("Theirs"), goesOn);
    await slow(1, 15_000);
    const running = ours.up();
    await arrived(1);
    expect((await theirs.up()).code).toBe(0);
    const { code, text } = await running;
    expect(code).not.toBe(0);
    expect(text).toMatch(/CVG331 new customer "Acme": while this run was at work, somebody else made one of this name at this place/);
    expect(text).not.toContain("CVG310");
    expect(await customers()).toHaveLength(3);
    const [own, ...taken] = await recorded(ours);
    expect([own !== undefined, taken]).toEqual([true, []]);

    // The owner's word counts for what was there before a run began, and the preview says so.
    const preview = await ours.preview();
    expect({ code: preview.code, text: preview.text }).toMatchObject({
        code: 0,
        text: expect.stringContaining("CVG310 acme continues with"),
    });
});

test("what came between a preview and its up is no part of a saved plan, which refuses it", async () => {
    await using ours = await opened("ours", PROGRAM, { "cvg:ifExists": "continue" });
    expect((await ours.preview({ args: ["--save-plan", "plan.json"] })).code).toBe(0);
    const { stored } = (await console.everyUnit()).find(({ level }) => level === "reseller") ?? {};
    await console.post(`/customers/${sandbox.reseller}`, { customerName: "Acme", commonConfiguration: stored });
    const { code, text } = await ours.up({ args: ["--plan", "plan.json"] });
    expect(code).not.toBe(0);
    expect(text).toMatch(/CVG310 acme continues with .*violates plan: properties changed: =\+existing/s);
    expect(await recorded(ours)).toEqual([]);
    expect(await customers()).toHaveLength(1);
});
