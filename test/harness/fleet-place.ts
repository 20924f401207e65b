/** A folder made of examples/fleet with a PostgreSQL and an embedded gateway: where its commands are run, each worker a process of its own. */
import type { ChildProcess } from "node:child_process";
import { randomUUID } from "node:crypto";
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import { type Sandbox, startSandbox } from "../../provider/sandbox/index.js";
import { killMarked, type Outcome, runCommand } from "./command.js";
import { type Console, openConsole } from "./console.js";
import { engineFolder, quickNode, repository, selfContained } from "./engine-environment.js";
import { type Postgres, startPostgres } from "./postgres.js";
import { gatewayEnvironment } from "./provider-environment.js";

const Stack = z.object({
    stack: z.string(),
    state: z.string(),
    attempts: z.number(),
    worker: z.string().nullable(),
    outcome: z
        .object({
            changes: z.record(z.string(), z.number()),
            codes: z.array(z.string()),
            told: z.array(z.string()),
            problem: z.string().optional(),
        })
        .nullable(),
});
const Summary = z.object({ run: z.string(), exitCode: z.number(), left: z.array(z.string()), stacks: z.array(Stack) });
export type Summary = z.infer<typeof Summary>;

export interface FleetPlace {
    readonly sandbox: Sandbox;
    readonly console: Console;
    readonly postgres: Postgres;
    readonly folder: string;
    /** @param tenants what stands below `tenants:` */
    write(tenants: Readonly<Record<string, unknown>>, more?: Readonly<Record<string, unknown>>): void;
    run(args: readonly string[], started?: (child: ChildProcess) => void): Promise<Outcome>;
    /** A command that ends with `--json`. */
    summary(args: readonly string[]): Promise<Summary>;
    sql(text: string): Promise<readonly Record<string, unknown>[]>;
    /** What commands have started ends at once, engines and all, as with the machine that they are on. */
    down(): void;
    close(): Promise<void>;
}

const SPEECH = {
    bot: { type: "cognigy", endpointUrl: "https://bots.example/start" },
    transcribers: [{ vendor: "GOOGLE" }],
    synthesizers: [{ vendor: "MICROSOFT" }],
    transcriberLanguage: "de-DE",
    synthesizerLanguage: "de-DE",
};

export async function openFleetPlace(env: NodeJS.ProcessEnv = {}, timeoutSeconds = 200): Promise<FleetPlace> {
    const [sandbox, postgres] = await Promise.all([startSandbox({ accessTokenSeconds: 24 * 60 * 60 }), startPostgres()]);
    const home = mkdtempSync(join(tmpdir(), "pulumi-cvg-fleet-"));
    const folder = join(home, "fleet");
    mkdirSync(join(home, "state"));
    cpSync(join(repository, "examples/fleet"), folder, { recursive: true, filter: (path) => !/node_modules|\.fleet/.test(path) });
    symlinkSync(join(repository, "node_modules"), join(home, "node_modules"));
    const mark = `CVG_FLEET_PLACE=${randomUUID()}`;
    const environment = {
        ...selfContained(home),
        ...quickNode,
        ...gatewayEnvironment(sandbox),
        CVG_FLEET_PLACE: mark.split("=")[1],
        PULUMI_BACKEND_URL: postgres.url,
        ...env,
    };
    const run: FleetPlace["run"] = (args, started) =>
        runCommand(join(engineFolder, "node"), ["fleet.ts", ...args], {
            cwd: folder,
            env: environment,
            timeoutSeconds,
            ...(started === undefined ? {} : { started }),
        });
    return {
        ...{ sandbox, postgres, folder, run },
        console: await openConsole(sandbox),
        // JSON is YAML.
        write: (tenants, more = {}) =>
            writeFileSync(join(folder, "tenants.yaml"), JSON.stringify({ ...more, defaults: { project: SPEECH }, tenants }, undefined, 1)),
        async summary(args) {
            const { stdout, stderr } = await run([...args, "--json"]);
            try {
                return Summary.parse(JSON.parse(stdout));
            } catch (error) {
                throw new Error(`${stdout}\n${stderr}`, { cause: error });
            }
        },
        sql: postgres.sql,
        down: () => killMarked(mark),
        async close() {
            killMarked(mark);
            await sandbox.close();
            await postgres.close();
            rmSync(home, { recursive: true, force: true, maxRetries: 3 });
        },
    };
}
