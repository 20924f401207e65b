#!/usr/bin/env node
/** `cvg`: the command line beside the provider. */
import { Command, CommanderError } from "commander";
import { CvgError, coded } from "../errors/index.js";
import { misunderstood } from "./misunderstood.js";
import { sandboxCommand } from "./sandbox-command.js";

const program = new Command("cvg")
    .description("Tools for pulumi-cvg, the Pulumi provider for the VIER Cognitive Voice Gateway.")
    .exitOverride()
    // What commander would say of an error, we say ourselves.
    .configureOutput({ outputError: () => undefined });
program.addCommand(sandboxCommand().copyInheritedSettings(program));

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
