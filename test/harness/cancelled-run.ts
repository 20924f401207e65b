/** An `up` that is cancelled while the gateway is at work on its first creates: Ctrl-C, or a pipeline that ends its job. */
import { setTimeout as wait } from "node:timers/promises";
import { startSandbox } from "../../provider/sandbox/index.js";
import { openConsole } from "./console.js";
import { nativeManifest, nativeSdk } from "./native-program.js";
import { stackConfiguration } from "./provider-environment.js";
import type { ShellName } from "./provider-process.js";
import { pulumiProject } from "./pulumi-cli.js";

const UNITS = 12;
/** Requests at the same time. */
const CONCURRENCY = 2;
const PROGRAM = `for (let each = 0; each < ${UNITS}; each += 1) new Customer("c" + each, { name: "Customer " + each, ifExists: "continue" });`;
const FILES: Readonly<Record<ShellName, Readonly<Record<string, string>>>> = {
    dynamic: { "index.js": `const { Customer } = require("pulumi-cvg");\n${PROGRAM}` },
    native: { "Pulumi.yaml": nativeManifest, "index.js": nativeSdk + PROGRAM },
};
const CREATE = { method: "POST", route: "/customers/{reseller}" };

export interface Cancelled {
    /** What the command line is sent, a second apart. */
    readonly signals: readonly ("SIGINT" | "SIGTERM")[];
    /** How long the gateway takes for each create. */
    readonly delayMs: number;
    /** How many creates the run has recorded in the end. */
    readonly made: number;
    /** What the run is to say of those that it has not sent. */
    readonly says?: RegExp;
    /** Default: "dynamic". */
    readonly shell?: ShellName;
    /** Whose Node is first on PATH. */
    readonly env?: NodeJS.ProcessEnv;
}

/** It ends within ten seconds, sends nothing after, leaves no process, and the next run makes what is missing, each unit once. */
export async function cancelledRun({ signals, delayMs, made, says, shell = "dynamic", env }: Cancelled): Promise<void> {
    await using sandbox = await startSandbox();
    const console = await openConsole(sandbox);
    const { config, secrets } = stackConfiguration(sandbox);
    await using project = await pulumiProject({
        files: FILES[shell],
        config: { ...config, "cvg:maxRequestsPerSecond": "1000", "cvg:maxConcurrency": `${CONCURRENCY}` },
        secrets,
        ...(env === undefined ? {} : { env }),
    });
    /** Requests are in the log when they are answered, so what hangs is counted by the faults that it has used up. */
    const sent = async (): Promise<number> => {
        const { faults } = Object(await console.control("GET", "/faults"));
        return 1000 - Number(faults[0]?.times ?? 0);
    };

    await console.control("POST", "/faults", { match: CREATE, times: 1000, kind: "delay", delayMs });
    let commandLine = 0;
    const running = project.up({
        started: (pid) => {
            commandLine = pid;
        },
    });
    while ((await sent()) < CONCURRENCY) await wait(50);
    const cancelled = Date.now();
    for (const [nth, signal] of signals.entries()) {
        if (nth > 0) await wait(1000);
        process.kill(commandLine, signal);
    }
    const { code, text } = await running;
    expect(Date.now() - cancelled).toBeLessThan(10_000);
    expect(code).not.toBe(0);
    if (says !== undefined) expect(text).toMatch(says);
    for (const end = Date.now() + 5000; project.leftRunning().length > 0 && Date.now() < end; ) await wait(100);
    expect(project.leftRunning()).toEqual([]);
    expect(await sent()).toBe(CONCURRENCY);
    const { deployment } = await project.stackExport();
    expect(deployment.resources.filter(({ type }) => /\bcvg:(?:index:)?Customer$/.test(type))).toHaveLength(made);

    await console.control("DELETE", "/faults");
    const next = await project.up();
    expect({ code: next.code, text: next.code === 0 ? "" : next.text }).toEqual({ code: 0, text: "" });
    expect((await console.everyUnit()).filter(({ level }) => level === "customer")).toHaveLength(UNITS);
}
