/** Ctrl-C, or a pipeline that is cancelled, while the gateway is slow or does not answer at all. */
import { type Sandbox, startSandbox } from "../../../provider/sandbox/index.js";
import { type Console, openConsole } from "../../harness/console.js";
import { stackConfiguration } from "../../harness/provider-environment.js";
import { type PulumiProject, pulumiProject } from "../../harness/pulumi-cli.js";

const UNITS = 12;
const PROGRAM = `
const cvg = require("pulumi-cvg");
for (let each = 0; each < ${UNITS}; each += 1) new cvg.Customer("c" + each, { name: "Customer " + each, ifExists: "continue" });
`;
const CREATE = { method: "POST", route: "/customers/{reseller}" };

interface Opened {
    readonly sandbox: Sandbox;
    readonly console: Console;
    readonly project: PulumiProject;
}

async function opened(): Promise<Opened & AsyncDisposable> {
    const sandbox = await startSandbox();
    const console = await openConsole(sandbox);
    const { config, secrets } = stackConfiguration(sandbox);
    const project = await pulumiProject({
        files: { "index.js": PROGRAM },
        config: { ...config, "cvg:maxRequestsPerSecond": "1000", "cvg:maxConcurrency": "2" },
        secrets,
    });
    const close = async (): Promise<void> => {
        await project.close();
        await sandbox.close();
    };
    return { sandbox, console, project, [Symbol.asyncDispose]: close };
}

const wait = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Requests are in the log when they are answered, so what hangs is counted by the faults that it has used up. */
async function sent({ console }: Opened): Promise<number> {
    const { faults } = Object(await console.control("GET", "/faults"));
    return 1000 - Number(faults[0]?.times ?? 0);
}

test.each([
    { signal: "SIGINT", delayMs: 2000, made: 2 },
    { signal: "SIGTERM", delayMs: 60_000, made: 0 },
] as const)("$signal while creates take $delayMs ms: it ends within ten seconds, and nothing is sent after", async (how) => {
    await using stack = await opened();
    const { console, project } = stack;
    await console.control("POST", "/faults", { match: CREATE, times: 1000, kind: "delay", delayMs: how.delayMs });
    let commandLine = 0;
    const running = project.up({
        started: (pid) => {
            commandLine = pid;
        },
    });
    while ((await sent(stack)) < 2) await wait(50);
    const cancelled = Date.now();
    process.kill(commandLine, how.signal);
    const { code, text } = await running;
    expect(Date.now() - cancelled).toBeLessThan(10_000);
    expect(code).not.toBe(0);
    expect(await sent(stack)).toBe(2);
    expect(text).toMatch(/CVG503 new customer "Customer \d+" .* was not sent, because the run has been stopped/);
    expect(project.leftRunning()).toEqual([]);
    const { deployment } = await project.stackExport();
    expect(deployment.resources.filter(({ type }) => type.endsWith("cvg:Customer"))).toHaveLength(how.made);

    await console.control("DELETE", "/faults");
    const next = await project.up();
    expect({ code: next.code, text: next.code === 0 ? "" : next.text }).toEqual({ code: 0, text: "" });
    expect((await console.everyUnit()).filter(({ level }) => level === "customer")).toHaveLength(UNITS);
});
