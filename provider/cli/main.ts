#!/usr/bin/env node
/** `cvg`: the command line beside the provider. */
import { Command } from "commander";
import { CvgError, coded } from "../errors/index.js";
import { sandboxCommand } from "./sandbox-command.js";

const program = new Command("cvg")
    .description("Tools for pulumi-cvg, the Pulumi provider for the VIER Cognitive Voice Gateway.")
    .addCommand(sandboxCommand());

program.parseAsync().catch((error: unknown) => {
    // A stack means nothing to whoever typed a command.
    const text = error instanceof CvgError ? error.message : coded("CVG599", error instanceof Error ? error.message : String(error));
    process.stderr.write(`${text}\n`);
    process.exitCode = 1;
});
