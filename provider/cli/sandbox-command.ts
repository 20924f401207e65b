/** `cvg sandbox`: the embedded gateway as a process of its own. */
import { Command } from "commander";
import { CATALOGUE, CvgError } from "../errors/index.js";
import { connect, parseConfiguration } from "../gateway/index.js";
import { takeInventory } from "../inventory/inventory.js";
import type { Overview } from "../overview/server.js";
import type { Sandbox } from "../sandbox/index.js";
import { parseSeed, type Seed } from "../sandbox/units/seed.js";
import { requestLine, welcome } from "./sandbox-text.js";
import { port } from "./tcp-port.js";

interface Options {
    readonly json?: true;
    readonly quiet?: true;
    readonly port?: number;
    readonly data?: string;
    readonly seed?: Seed;
    readonly botHost?: readonly string[];
}

const EXAMPLES = `
Examples:
  $ cvg sandbox                                              empty, in memory, at a port that is free
  $ cvg sandbox --port 7080 --data gateway.db                kept, so that a stack finds it again
  $ cvg sandbox --seed insurer                               two tenants to look at
`;

export function sandboxCommand(): Command {
    return new Command("sandbox")
        .description("Run a gateway on this machine, to try programs against. It listens on 127.0.0.1 only, until Ctrl-C or SIGTERM.")
        .option("--port <number>", "TCP port; 0: one that is free, which is printed (default: 0)", port)
        .option("--data <file>", "keep everything in this file, and go on with it next time (default: in memory)", dataFile)
        .option("--seed <seed>", 'units to begin with: "empty" (the default), "insurer", or "large:N" with N projects', seed)
        .option(
            "--bot-host <host>",
            "a host at which bots and webhooks may be called; may be given again (default: this machine only)",
            botHost,
        )
        .option("--quiet", "no line for each request")
        .option("--json", "print one line of JSON when it is ready, and nothing else")
        .addHelpText("after", EXAMPLES)
        .action(run);
}

async function run({ json, quiet, botHost: botHosts, ...options }: Options): Promise<void> {
    const say = json ? () => undefined : (text: string) => process.stdout.write(`${text}\n`);
    let over = false;
    if (options.seed?.startsWith("large:")) say(`Planting ${options.seed.slice("large:".length)} projects ...`);
    // Not before it is asked for: its libraries may not be installed.
    const { startSandbox } = await import("../sandbox/index.js");
    const sandbox = await startSandbox({
        ...options,
        ...(botHosts === undefined ? {} : { botHosts }),
        log: (request, defect) => {
            if (!json && !quiet && !over) process.stderr.write(`${requestLine(request, sandbox, defect)}\n`);
        },
    });
    // Until here a signal ends it at once: while many units are planted, nobody would listen to one.
    const ended = signalled();
    const overview = await overviewOf(sandbox);
    process.stdout.write(
        json
            ? `${JSON.stringify({ ...connection(sandbox), overview: overview.url })}\n`
            : welcome(sandbox, { ...options, quiet, overview: overview.url }),
    );
    await ended;
    over = true;
    await overview.close();
    await sandbox.close();
    say(options.data === undefined ? "\nEnded. Nothing was kept." : `\nEnded. Everything is in ${options.data}.`);
    // An answer that a fault was to delay would be waited for.
    process.exit();
}

/** The page of all tenants. Each look at it reads all of them anew, as any client does: what it shows is what is there. */
async function overviewOf({ endpoint, reseller, tokenUrl, clientId, clientSecret }: Sandbox): Promise<Overview> {
    const { serveOverview } = await import("../overview/server.js");
    const keys: Readonly<Record<string, string>> = { endpoint, reseller, tokenUrl, clientId, clientSecret, maxRequestsPerSecond: "1000" };
    return await serveOverview(async () => {
        const gateway = connect(parseConfiguration((key) => keys[key], {}));
        try {
            return { inventory: await takeInventory(gateway), declared: new Map(), stacks: [] };
        } finally {
            await gateway.close();
        }
    });
}

const connection = ({ endpoint, runtime, reseller, tokenUrl, clientId, clientSecret, control }: Sandbox) => ({
    endpoint,
    runtime,
    reseller,
    tokenUrl,
    clientId,
    clientSecret,
    control,
});

function dataFile(text: string): string {
    if (text.trim() !== "") return text;
    throw CvgError.of(CATALOGUE.CVG602.says.noDataFile());
}

/** `bot.example` or `bot.example:8443`, as it stands in the bot's address. */
function botHost(text: string, before: readonly string[] = []): readonly string[] {
    if (URL.canParse(`http://${text}`) && new URL(`http://${text}`).host === text.toLowerCase()) return [...before, text.toLowerCase()];
    throw CvgError.of(CATALOGUE.CVG602.says.botHost({ text }));
}

function seed(text: string): Seed {
    const known = parseSeed(text);
    if (known !== undefined) return known;
    throw CvgError.of(CATALOGUE.CVG602.says.seed({ text }));
}

function signalled(): Promise<void> {
    return new Promise((resolve) => {
        process.once("SIGTERM", () => resolve());
        process.once("SIGINT", () => resolve());
    });
}
