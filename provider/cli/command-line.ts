/** The commands of `cvg`, and how it ends. */
import { Command, CommanderError } from "commander";
import { CATALOGUE, CvgError, printed } from "../errors/index.js";
import { VERSION } from "../package/version.js";
import { misunderstood } from "./misunderstood.js";
import { watchStandardStreams } from "./named-files.js";
import { onceEach } from "./once-each.js";

/**
 * In the order in which `cvg --help` lists them. Only the command that is typed is loaded: a review of a large preview takes less than a second, and
 * what others need would be a good part of it.
 */
const COMMANDS: ReadonlyMap<string, () => Promise<Command>> = new Map([
    ["sandbox", async () => (await import("./sandbox-command.js")).sandboxCommand()],
    ["review", async () => (await import("./review-command.js")).reviewCommand()],
    ["drift", async () => (await import("./review-command.js")).driftCommand()],
    ["tenants", async () => (await import("./live/tenants-command.js")).tenantsCommand()],
    ["who-has", async () => (await import("./live/who-has-command.js")).whoHasCommand()],
    ["purge-calendar", async () => (await import("./live/purge-calendar-command.js")).purgeCalendarCommand()],
    ["processing-record", async () => (await import("./live/processing-record-command.js")).processingRecordCommand()],
    ["what-if", async () => (await import("./live/what-if-command.js")).whatIfCommand()],
    ["audit", async () => (await import("./live/audit-command.js")).auditCommand()],
    ["doctor", async () => (await import("./live/doctor-command.js")).doctorCommand()],
    ["probe", async () => (await import("./live/probe-command.js")).probeCommand()],
    ["ui", async () => (await import("./live/ui-command.js")).uiCommand()],
    ["export", async () => (await import("./live/export-command.js")).exportCommand()],
    ["explain", async () => (await import("./explain-command.js")).explainCommand()],
    [
        "completion",
        async () =>
            (await import("./completion-command.js")).completionCommand([...COMMANDS.keys()], async (name) => await COMMANDS.get(name)?.()),
    ],
]);

/** The command that was typed, or all where help or something unknown was. */
async function commandsFor(typed: string | undefined): Promise<readonly Command[]> {
    const one = COMMANDS.get(typed ?? "");
    return one === undefined ? await Promise.all([...COMMANDS.values()].map((load) => load())) : [await one()];
}

/** Commander answers a question about a command that there is not (`cvg help tenant`, `cvg tenant --help`) with all that there are, and says nothing of the slip. */
function asked(typed: readonly string[]): readonly string[] {
    const [first = "", second = ""] = typed;
    const named = first === "help" ? second : first;
    if (named === "help") return ["help"];
    return named === "" || named.startsWith("-") || COMMANDS.has(named) ? typed : [named];
}

/** Runs what was typed. */
export async function commandLine(): Promise<void> {
    watchStandardStreams();
    const program = new Command("cvg")
        .description("Tools for pulumi-cvg, the Pulumi provider for the VIER Cognitive Voice Gateway.")
        .version(VERSION, "-V, --version", "print the version of pulumi-cvg")
        .exitOverride()
        // What commander would say of an error, we say ourselves.
        .configureOutput({ outputError: () => undefined });
    const typed = process.argv.slice(2);
    for (const command of await commandsFor(typed[0])) program.addCommand(onceEach(command.copyInheritedSettings(program)));
    // Whoever types `cvg` alone asks what there is. Commander takes it for a mistake.
    if (typed.length === 0) return program.outputHelp();
    try {
        await program.parseAsync(asked(typed), { from: "user" });
    } catch (error) {
        process.exitCode = error instanceof CommanderError ? error.exitCode : 1;
        const text = textOf(error);
        if (text !== undefined) process.stderr.write(`${text}\n`);
    }
}

const CODED = /^CVG\d{3} /;

/** A stack means nothing to whoever typed a command. Nothing, where help was asked for and given. */
function textOf(error: unknown): string | undefined {
    if (error instanceof CvgError) return error.message;
    if (error instanceof CommanderError) return misunderstood(error)?.message;
    // What a library function of ours throws for programs is told as it is: a file of tenants that cannot be read.
    if (error instanceof Error && CODED.test(error.message)) return error.message;
    return printed(CATALOGUE.CVG599.says.ofCommand({ error: error instanceof Error ? error.message : String(error) }));
}
