/** Limits on requests: what runs of three hundred units cost on the real engine, and how fast a limit is found that nobody configured. */

import { connect, parseConfiguration } from "../../provider/gateway/index.js";
import { type Sandbox, startSandbox } from "../../provider/sandbox/index.js";
import { strayUnits } from "../engine/faults/outcome.js";
import { type Console, openConsole } from "../harness/console.js";
import { gatewayEnvironment, stackConfiguration } from "../harness/provider-environment.js";
import { type PulumiProject, pulumiProject, type Result } from "../harness/pulumi-cli.js";
import { createRandom } from "./gateway-kills/random.js";
import { type Measured, measured, type Setting, told } from "./limits/measured.js";
import { writeRows } from "./limits/page.js";
import { program, UNITS } from "./limits/tenants.js";

const SEED = Number(process.env.CVG_SOAK_SEED ?? Date.now() % 2 ** 31);
/** Requests that the gateway takes at once. */
const BURST = 10;
/** Time against the arithmetic. */
const RATIO = 1.1;
/** Answers 429 in a run: each is a process of its own, which has the limit to find. */
const REFUSED = 3;
/** The part of the requests that may be refused where twice as many are configured as are taken. */
const WASTED = 0.05;
/** About three are lost in a run of 304 requests, and a run takes half a minute. */
const LEAST_LOST = 10;

interface Stack {
    readonly sandbox: Sandbox;
    readonly console: Console;
    readonly project: PulumiProject;
}

async function withStack(config: Readonly<Record<string, string>>, work: (stack: Stack) => Promise<void>): Promise<void> {
    await using sandbox = await startSandbox();
    const console = await openConsole(sandbox);
    const { config: own, secrets } = stackConfiguration(sandbox);
    await using project = await pulumiProject({
        files: { "index.js": program("1 day") },
        config: { ...own, ...config },
        secrets,
        timeoutSeconds: 1800,
    });
    await work({ sandbox, console, project });
}

async function fine(run: Promise<Result>): Promise<void> {
    const { code, text } = await run;
    expect({ code, text: code === 0 ? "" : text }).toEqual({ code: 0, text: "" });
}

/** Every unit is there once, and in the state. */
async function wholeAndOnce({ console, project }: Stack): Promise<void> {
    const units = (await console.everyUnit()).filter(({ level }) => level !== "reseller");
    const { deployment } = await project.stackExport();
    const held = new Set(deployment.resources.flatMap(({ id }) => (id === undefined ? [] : [id])));
    expect({ seed: SEED, units: units.length, stray: await strayUnits(console, held) }).toEqual({ seed: SEED, units: UNITS, stray: [] });
}

/** What the gateway takes in a second, and what the stack says it may ask for: 20, the default, or more. */
const SETTINGS: readonly Setting[] = [
    { taken: 50, configured: 20 },
    { taken: 5, configured: 20 },
    { taken: 50, configured: 100 },
];

test.each(SETTINGS)("up, refresh, update and destroy in one run each: $taken a second taken, $configured configured", async (setting) => {
    const { taken, configured } = setting;
    await withStack({ "cvg:maxRequestsPerSecond": `${configured}` }, async (stack) => {
        const { console, project } = stack;
        const costs: (Measured & { readonly what: string })[] = [];
        const run = async (what: string, command: () => Promise<Result>) => {
            await console.control("POST", "/limits", { requestsPerSecond: taken, burst: BURST });
            await console.control("DELETE", "/requests");
            await fine(command());
            costs.push({ what, ...(await measured(console, Math.min(taken, configured))) });
            await console.control("POST", "/limits", { requestsPerSecond: null });
        };
        await run("create", () => project.up());
        await wholeAndOnce(stack);
        await run("refresh", () => project.refresh());
        project.write("index.js", program("1 hour"));
        await run("update", () => project.up());
        await fine(project.preview({ args: ["--expect-no-changes"] }));
        await run("destroy", () => project.destroy());

        const isAsPromised = ({ calls, refused, ratio }: Measured): boolean =>
            // Above 20 a second the engine's own work counts: what it takes is in the page, and no promise.
            configured > 20 ? refused / (calls + refused) <= WASTED : ratio <= RATIO && refused <= REFUSED;
        expect(costs.filter((cost) => !isAsPromised(cost))).toEqual([]);
        writeRows(costs.map((cost) => told(cost.what, cost, setting)));
    });
});

test("three hundred units while one answer in a hundred is lost, until ten are lost: one run each, nothing doubled", async () => {
    const random = createRandom(SEED);
    const costs: Measured[] = [];
    let lost = 0;
    while (lost < LEAST_LOST)
        await withStack({ "cvg:maxRequestsPerSecond": "100" }, async (stack) => {
            const { console, project } = stack;
            // Each is counted from the one before.
            const planned = Array.from({ length: 12 }, () => ({ skip: random.whole(0, 198), kind: "drop-after" }));
            await console.control("POST", "/faults", planned);
            await console.control("DELETE", "/requests");
            await fine(project.up());
            lost += planned.length - Object(await console.control("GET", "/faults")).faults.length;
            await console.control("DELETE", "/faults");
            costs.push(await measured(console, 100));
            await wholeAndOnce(stack);
            await fine(project.preview({ args: ["--expect-no-changes"] }));
        });
    const calls = costs.reduce((sum, each) => sum + each.calls, 0);
    writeRows([`| create, one answer in a hundred lost | 100 | all | ${calls} | 0 | ${costs.length} runs, ${lost} answers lost | - |`]);
});

test("a limit of 50 a second that nobody configured is found, and then at most one request in twenty is refused", async () => {
    await using sandbox = await startSandbox();
    const console = await openConsole(sandbox);
    const [top] = await console.everyUnit();
    for (let each = 0; each < 40; each += 1)
        await console.post(`/customers/${sandbox.reseller}`, { customerName: `Customer ${each}`, commonConfiguration: top?.stored });
    const tokens = (await console.everyUnit()).filter(({ level }) => level === "customer").map(({ token }) => token);
    const limits = { CVG_MAX_REQUESTS_PER_SECOND: "100", CVG_MAX_CONCURRENCY: "20" };
    const gateway = connect(parseConfiguration(() => undefined, { ...gatewayEnvironment(sandbox), ...limits }));
    await gateway.defaults();
    await console.control("POST", "/limits", { requestsPerSecond: 50, burst: BURST });
    await console.control("DELETE", "/requests");
    for (let round = 0; round < 75; round += 1) await Promise.all(tokens.map((token) => gateway.read("customer", token)));
    const cost = await measured(console, 50);
    await gateway.close();
    expect(cost.refused / (cost.calls + cost.refused)).toBeLessThanOrEqual(WASTED);
    expect(cost.ratio).toBeLessThanOrEqual(RATIO);
    writeRows([told("3,000 reads by the client alone", cost, { taken: 50, configured: 100 })]);
});
