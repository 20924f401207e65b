/** `cvg sandbox`: the embedded gateway as a process of its own. */
import { Command, InvalidArgumentError } from "commander";
import { type LoggedRequest, parseSeed, type Sandbox, type Seed, startSandbox } from "../sandbox/index.js";

interface Options {
    readonly json?: true;
    readonly port?: number;
    readonly data?: string;
    readonly seed?: Seed;
}

export function sandboxCommand(): Command {
    return new Command("sandbox")
        .description("Run a gateway on this machine, to try programs against. It listens on 127.0.0.1 only.")
        .option("--port <number>", "TCP port (default: one that is free)", port)
        .option("--data <file>", "keep everything in this file (default: in memory)")
        .option("--seed <seed>", 'units to begin with: "empty", "insurer" or "large:N" with N projects', seed)
        .option("--json", "print one line of JSON when it is ready, and nothing else")
        .action(run);
}

async function run({ json, ...options }: Options): Promise<void> {
    // Waited for from the beginning: a signal may come while the gateway starts.
    const ended = signalled();
    const sandbox = await startSandbox({ ...options, ...(json ? {} : { log: print }) });
    process.stdout.write(json ? `${JSON.stringify(connection(sandbox))}\n` : welcome(sandbox));
    await ended;
    await sandbox.close();
}

const connection = ({ endpoint, reseller, tokenUrl, clientId, clientSecret, control }: Sandbox) => ({
    endpoint,
    reseller,
    tokenUrl,
    clientId,
    clientSecret,
    control,
});

const welcome = ({ endpoint, reseller, tokenUrl, clientId, clientSecret, control }: Sandbox): string => `
The gateway is ready at ${endpoint}. Point a stack at it with

    pulumi config set cvg:endpoint ${endpoint}
    pulumi config set cvg:reseller ${reseller}
    pulumi config set --plaintext cvg:tokenUrl ${tokenUrl}
    pulumi config set cvg:clientId ${clientId}
    pulumi config set --secret cvg:clientSecret ${clientSecret}

Its clock, switches and faults are under ${control}. Ctrl-C ends it.

`;

function print({ at, method, path, status, ms }: LoggedRequest, defect?: unknown): void {
    process.stderr.write(`${at}  ${status === 0 ? "---" : status}  ${method.padEnd(6)} ${path}  ${ms} ms\n`);
    if (defect !== undefined) process.stderr.write(`  ${defect instanceof Error ? defect.message : String(defect)}\n`);
}

function port(text: string): number {
    const number = Number(text);
    if (!/^\d+$/.test(text) || number > 65_535) throw new InvalidArgumentError("A port is a number from 0 to 65535.");
    return number;
}

function seed(text: string): Seed {
    const known = parseSeed(text);
    if (known === undefined) throw new InvalidArgumentError('A seed is "empty", "insurer" or "large:N".');
    return known;
}

function signalled(): Promise<void> {
    return new Promise((resolve) => {
        process.once("SIGTERM", () => resolve());
        process.once("SIGINT", () => resolve());
    });
}
