#!/usr/bin/env node
/** `cvg`: the command line beside the provider. */
import { Command, CommanderError } from "commander";
import { CvgError, coded } from "../errors/index.js";
import { doctorCommand } from "./doctor-command.js";
import { misunderstood } from "./misunderstood.js";
import { processingRecordCommand } from "./processing-record-command.js";
import { purgeCalendarCommand } from "./purge-calendar-command.js";
import { sandboxCommand } from "./sandbox-command.js";
import { tenantsCommand } from "./tenants-command.js";
import { whoHasCommand } from "./who-has-command.js";

const program = new Command("cvg")
    .description("Tools for pulumi-cvg, the Pulumi provider for the VIER Cognitive Voice Gateway.")
    .exitOverride()
    // What commander would say of an error, we say ourselves.
    .configureOutput({ outputError: () => undefined });
for (const command of [
    sandboxCommand(),
    tenantsCommand(),
    whoHasCommand(),
    purgeCalendarCommand(),
    processingRecordCommand(),
    doctorCommand(),
])
    program.addCommand(command.copyInheritedSettings(program));

program.parseAsync().catch((error: unknown) => {
    process.exitCode = error instanceof CommanderError ? error.exitCode : 1;
    const text = textOf(error);
    if (text !== undefined) process.stderr.write(`${text}\n`);
});

/** A stack means nothing to whoever typed a command. Nothing, where help was asked for and given. */
function textOf(error: unknown): string | undefined {
    if (error instanceof CvgError) return error.message;
    if (error instanceof CommanderError) return misunderstood(error)?.message;
    return coded("CVG599", error instanceof Error ? error.message : String(error));
}
