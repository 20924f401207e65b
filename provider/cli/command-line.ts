/** The commands of `cvg`, and how it ends. */
import { Command, CommanderError } from "commander";
import { CvgError, coded } from "../errors/index.js";
import { VERSION } from "../package/version.js";
import { explainCommand } from "./explain-command.js";
import { doctorCommand } from "./live/doctor-command.js";
import { exportCommand } from "./live/export-command.js";
import { processingRecordCommand } from "./live/processing-record-command.js";
import { purgeCalendarCommand } from "./live/purge-calendar-command.js";
import { tenantsCommand } from "./live/tenants-command.js";
import { uiCommand } from "./live/ui-command.js";
import { whoHasCommand } from "./live/who-has-command.js";
import { misunderstood } from "./misunderstood.js";
import { driftCommand, reviewCommand } from "./review-command.js";
import { sandboxCommand } from "./sandbox-command.js";

/** In the order in which `cvg --help` lists them. */
const COMMANDS: readonly (() => Command)[] = [
    sandboxCommand,
    reviewCommand,
    driftCommand,
    tenantsCommand,
    whoHasCommand,
    purgeCalendarCommand,
    processingRecordCommand,
    doctorCommand,
    uiCommand,
    exportCommand,
    explainCommand,
];

/** Runs what was typed. */
export async function commandLine(): Promise<void> {
    const program = new Command("cvg")
        .description("Tools for pulumi-cvg, the Pulumi provider for the VIER Cognitive Voice Gateway.")
        .version(VERSION, "-V, --version", "print the version of pulumi-cvg")
        .exitOverride()
        // What commander would say of an error, we say ourselves.
        .configureOutput({ outputError: () => undefined });
    for (const command of COMMANDS) program.addCommand(command().copyInheritedSettings(program));
    // Whoever types `cvg` alone asks what there is. Commander takes it for a mistake.
    if (process.argv.length === 2) return program.outputHelp();
    try {
        await program.parseAsync();
    } catch (error) {
        process.exitCode = error instanceof CommanderError ? error.exitCode : 1;
        const text = textOf(error);
        if (text !== undefined) process.stderr.write(`${text}\n`);
    }
}

/** A stack means nothing to whoever typed a command. Nothing, where help was asked for and given. */
function textOf(error: unknown): string | undefined {
    if (error instanceof CvgError) return error.message;
    if (error instanceof CommanderError) return misunderstood(error)?.message;
    return coded("CVG599", error instanceof Error ? error.message : String(error));
}
