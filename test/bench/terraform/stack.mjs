// A folder for Terraform, or OpenTofu, with a provider for any REST API, and the time and memory that each command takes.
import { fork, spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { watchProcesses } from "../processes.mjs";
import { terraformProgram } from "./program.mjs";

/** As many requests at once as the package sends by default. */
const PARALLEL = "-parallelism=8";
const APPLY = ["apply", "-auto-approve", PARALLEL];

/** The same as the commands of Pulumi: those read nothing but where they are told to refresh. */
const COMMANDS = {
    "preview of the empty stack": ["plan", "-refresh=false", PARALLEL],
    "up, all created": [...APPLY, "-refresh=false"],
    "preview without a change": ["plan", "-refresh=false", "-detailed-exitcode", PARALLEL],
    "up without a change": [...APPLY, "-refresh=false"],
    "up, every unit changed": [...APPLY, "-refresh=false"],
    refresh: [...APPLY, "-refresh-only"],
    destroy: ["destroy", "-auto-approve", "-refresh=false", PARALLEL],
};

async function tokenFor({ tokenUrl, clientId, clientSecret }) {
    const body = new URLSearchParams({ grant_type: "client_credentials", client_id: clientId, client_secret: clientSecret });
    return (await (await fetch(tokenUrl, { method: "POST", body })).json()).access_token;
}

async function startAdapter(endpoint) {
    const child = fork(fileURLToPath(new URL("adapter-process.cjs", import.meta.url)), [endpoint], { stdio: "inherit" });
    const ended = once(child, "exit");
    const [port] = await once(child, "message");
    const { pathname } = new URL(endpoint);
    return {
        endpoint: `http://127.0.0.1:${port}${pathname}`,
        async close() {
            child.disconnect();
            await ended;
        },
    };
}

/** @param terraform path to the command · @param provider path to the provider's binary, named terraform-provider-restapi */
export async function openTerraform({ terraform, provider, counts, configuration }) {
    for (const file of [terraform, provider]) if (!existsSync(file)) throw new Error(`${file} does not exist`);
    const folder = mkdtempSync(join(tmpdir(), "pulumi-cvg-terraform-"));
    const adapter = await startAdapter(configuration.endpoint);
    const reach = { endpoint: adapter.endpoint, reseller: configuration.reseller, accessToken: await tokenFor(configuration) };
    const settings = join(folder, "cli.tfrc");
    // What is overridden is not asked for in a registry: no `init`, and nothing leaves this machine.
    writeFileSync(
        settings,
        `provider_installation {\n  dev_overrides { "mastercard/restapi" = ${JSON.stringify(dirname(resolve(provider)))} }\n  direct {}\n}\n`,
    );
    const write = (changed) => writeFileSync(join(folder, "main.tf"), terraformProgram(counts, reach, changed));
    write(false);
    const mark = randomUUID();
    const env = {
        PATH: process.env.PATH,
        HOME: folder,
        TF_CLI_CONFIG_FILE: settings,
        TF_IN_AUTOMATION: "1",
        CHECKPOINT_DISABLE: "1",
        BENCH_MARK: mark,
    };
    return {
        async run(phase) {
            const started = performance.now();
            const child = spawn(resolve(terraform), [...COMMANDS[phase], "-input=false", "-no-color"], {
                cwd: folder,
                env,
                stdio: ["ignore", "pipe", "pipe"],
            });
            const watched = watchProcesses(child.pid, mark);
            const output = [];
            for (const stream of [child.stdout, child.stderr]) stream.on("data", (data) => output.push(data));
            const [code] = await once(child, "close");
            const seconds = (performance.now() - started) / 1000;
            const { peaks, processor } = watched.stop();
            if (code !== 0)
                throw new Error(
                    `${phase}: ${COMMANDS[phase].join(" ")} ended with ${code}\n${Buffer.concat(output).toString().slice(-3000)}`,
                );
            return { seconds, peaks, processor };
        },
        change: () => write(true),
        /** Bytes of all that is recorded. */
        stateBytes: () => statSync(join(folder, "terraform.tfstate")).size,
        async close() {
            await adapter.close();
            rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
        },
    };
}
