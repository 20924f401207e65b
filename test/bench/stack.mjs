// A stack of its own in a temporary folder, and the time and memory that each command on it takes.
import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";
import tools from "../languages/tools.cjs";
import { watchProcesses } from "./processes.mjs";

const { languageTools } = tools;

const repository = fileURLToPath(new URL("../..", import.meta.url));
const engine = join(repository, ".engine/bin");

/** In the order in which they are measured; each says what is measured by its name. */
export const PHASES = {
    "preview of the empty stack": ["preview"],
    "up, all created": ["up", "--yes", "--skip-preview"],
    "preview without a change": ["preview", "--expect-no-changes"],
    "up without a change": ["up", "--yes", "--skip-preview", "--expect-no-changes"],
    "up, every unit changed": ["up", "--yes", "--skip-preview"],
    refresh: ["refresh", "--yes", "--skip-preview", "--expect-no-changes"],
    destroy: ["destroy", "--yes", "--skip-preview"],
};

/** Where a project that asks for it finds the plugin. */
const PLUGIN = "plugin";

/** As npm would leave it: what the state says of source files must not depend on where this repository is. */
function install(folder) {
    const modules = join(folder, "node_modules");
    mkdirSync(join(modules, "pulumi-cvg"), { recursive: true });
    const copied = new Set(["pulumi-cvg", "@pulumi"]);
    for (const entry of readdirSync(join(repository, "node_modules"))) {
        if (!copied.has(entry)) symlinkSync(join(repository, "node_modules", entry), join(modules, entry));
    }
    cpSync(join(repository, "node_modules/@pulumi"), join(modules, "@pulumi"), { recursive: true });
    for (const entry of ["package.json", "dist", "docs/pulumi.schema.json"])
        cpSync(join(repository, entry), join(modules, "pulumi-cvg", entry), { recursive: true });
    mkdirSync(join(folder, PLUGIN));
    symlinkSync("../node_modules/pulumi-cvg/dist/native/main.js", join(folder, PLUGIN, "pulumi-resource-cvg"));
    for (const name of ["idle-handler", "naive-handler"])
        cpSync(join(repository, `test/bench/${name}.cjs`), join(modules, name, "index.js"));
}

/** What runs a program: one of YAML is the resources of `Pulumi.yaml`, anything else a file of Node. */
const running = (program) =>
    typeof program === "string"
        ? { runtime: { name: "nodejs", options: { typescript: false } }, main: "index.js" }
        : { runtime: "yaml", resources: program };

/**
 * @param program the text of a program for Node, or the resources of one in YAML · @param config by key in the namespace `cvg`; `clientSecret` is a secret
 * @param plugin whether the program is one for the plugin
 */
export async function openStack({ program, config, checkpoints, plugin = false }) {
    const home = mkdtempSync(join(tmpdir(), "pulumi-cvg-bench-"));
    const folder = join(home, "project");
    const mark = randomUUID();
    for (const made of ["state", "project"]) mkdirSync(join(home, made));
    install(folder);
    if (typeof program === "string") writeFileSync(join(folder, "index.js"), program);
    writeFileSync(join(folder, "package.json"), JSON.stringify({ name: "bench", private: true }));
    writeFileSync(
        join(folder, "Pulumi.yaml"),
        JSON.stringify({
            name: "bench",
            ...running(program),
            ...(plugin ? { plugins: { providers: [{ name: "cvg", path: PLUGIN }] } } : {}),
        }),
    );
    const foreign = /^(?:PULUMI_|CVG_|NODE_OPTIONS$|NODE_V8_COVERAGE$)/;
    const env = {
        ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !foreign.test(name))),
        PATH: [engine, ...(typeof program === "string" ? [] : [languageTools()]), process.env.PATH].join(delimiter),
        PULUMI_HOME: join(home, "pulumi"),
        PULUMI_BACKEND_URL: `file://${join(home, "state")}`,
        PULUMI_CONFIG_PASSPHRASE: "bench",
        PULUMI_SKIP_UPDATE_CHECK: "true",
        PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
        NO_COLOR: "1",
        BENCH_MARK: mark,
        ...(checkpoints ? {} : { PULUMI_SKIP_CHECKPOINTS: "true" }),
    };

    async function pulumi(args) {
        const started = performance.now();
        const child = spawn(join(engine, "pulumi"), [...args, "--non-interactive", "--color", "never"], {
            cwd: folder,
            env,
            stdio: ["ignore", "pipe", "pipe"],
        });
        const watched = watchProcesses(child.pid, mark);
        const output = { stdout: [], stderr: [] };
        for (const stream of ["stdout", "stderr"]) child[stream].on("data", (data) => output[stream].push(data));
        const [code] = await once(child, "close");
        const seconds = (performance.now() - started) / 1000;
        const { peaks, processor } = watched.stop();
        const text = (stream) => Buffer.concat(output[stream]).toString();
        if (code !== 0)
            throw new Error(`pulumi ${args.join(" ")} ended with ${code}\n${text("stdout").slice(-3000)}\n${text("stderr").slice(-3000)}`);
        return { seconds, peaks, processor, stdout: text("stdout") };
    }

    await pulumi(["stack", "init", "bench"]);
    const settings = Object.entries(config).flatMap(([key, value]) => [
        key === "clientSecret" ? "--secret" : "--plaintext",
        `cvg:${key}=${value}`,
    ]);
    if (settings.length > 0) await pulumi(["config", "set-all", ...settings]);
    return {
        /** Seconds; by role, peaks of memory in bytes and seconds of processor time. */
        run: (phase) => pulumi(PHASES[phase]),
        write: (text) => writeFileSync(join(folder, "index.js"), text),
        /** What the state holds of each resource, without the stack and the provider that the engine adds. */
        async state() {
            const { resources } = JSON.parse((await pulumi(["stack", "export"])).stdout).deployment;
            return resources.filter(({ type }) => /^(?:pulumi-nodejs:dynamic\/cvg|cvg:index):/.test(type));
        },
        close: () => rmSync(home, { recursive: true, force: true, maxRetries: 3 }),
    };
}
