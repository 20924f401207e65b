/** 603 to 608: what keeps a command of `cvg` from doing what it was asked. */
import type { Entry, Texts } from "../entry.js";
import { firstOf, series } from "../words.js";

export const COMMANDS = {
    CVG603: {
        title: "The Pulumi CLI could not be asked",
        severity: "error",
        cause: "`cvg` was given `--stack` or `export --check`, and the command of the Pulumi CLI that is needed for it is missing or failed.",
        remedy: "Run it in the folder of the Pulumi program or name that with `--cwd`, logged in to the backend of the stack; or leave `--stack` out and set the configuration in the environment.",
        says: {
            noneForCheck: () => ({
                code: "CVG603",
                what: "export --check: the command `pulumi` was not found.",
                remedy: "Install the Pulumi CLI, which runs the program to try it out, or leave --check out. Nothing was read or written.",
            }),
            /** `what` needs it: a command, an option. */
            notFound: ({ what }: Texts<"what">) => ({
                code: "CVG603",
                what: `${what}: the command \`pulumi\` was not found.`,
                remedy: "Install the Pulumi CLI, or leave --stack out and set the configuration in the environment (CVG_ENDPOINT, CVG_RESELLER, ...).",
            }),
            failed: ({ command, problem }: Texts<"command" | "problem">) => ({
                code: "CVG603",
                what: `${command}: ${problem}`,
                remedy: "Run it in the folder of the Pulumi program (or say --cwd), logged in to its backend.",
            }),
            noCheck: ({ problem }: Texts<"problem">) => ({
                code: "CVG603",
                what: `The check of the export could not run: ${problem}`,
                remedy: "Run `pulumi version` and `cvg doctor`.",
            }),
        },
    },
    CVG604: {
        title: "A library that only this format needs is not installed",
        severity: "error",
        cause: "Workbooks and calendars are written by libraries that most users never need, so they are not installed with the package.",
        remedy: "Run the `npm install` line of the message, or choose another format.",
        says: {
            notInstalled: ({ name, major }: Texts<"name" | "major">) => ({
                code: "CVG604",
                what: `${name} is not installed, and this format needs it.`,
                remedy: `Install it: npm install ${name}@${major}. Or choose another format.`,
            }),
        },
    },
    CVG605: {
        title: "A file is not what a command of `cvg` has written",
        severity: "error",
        cause: "A command that compares with an earlier result was given a file that cannot be read, or that is something else.",
        remedy: "Name a file that the same command has written with `--json --output FILE`.",
        says: {
            noRecord: ({ file }: Texts<"file">) => ({
                code: "CVG605",
                what: `${file} cannot be read as a record of processing.`,
                remedy: "Name a file that `cvg processing-record --json --output FILE` has written.",
            }),
        },
    },
    CVG606: {
        title: "The page of tenants cannot be served",
        severity: "error",
        cause: "`cvg ui` could not listen on the port: another program has it, or this user may not use it.",
        remedy: "Choose another port with `--port`, or leave the option out for one that is free.",
        says: {
            port: ({ port, reason }: Texts<"port" | "reason">) => ({
                code: "CVG606",
                what: `The page cannot be served on 127.0.0.1:${port}: ${reason}.`,
                remedy: "Choose another port with --port, or leave it out for one that is free.",
            }),
        },
    },
    CVG607: {
        title: "A file or folder that the command line names cannot be used",
        severity: "error",
        cause: "An option of `cvg` names a file to read or to write, or a folder, that is not there, is the other of the two, or that this user may not use; or the disk is full. Where something was to be written, that is found out before the gateway is read, as far as it can be.",
        remedy: "Do what the message says, or name another.",
        example: 'CVG607 --output "out/index.ts": there is no folder "out".\n  Make it, or name another file.',
        says: {
            /** `named`: the option, and what was typed. */
            noFile: ({ named }: Texts<"named">) => ({
                code: "CVG607",
                what: `${named}: there is no such file.`,
                remedy: "Name a file that is there.",
            }),
            noFolder: ({ named, folder }: Texts<"named" | "folder">) => ({
                code: "CVG607",
                what: `${named}: there is no folder ${folder}.`,
                remedy: "Make it, or name another file.",
            }),
            folder: ({ named }: Texts<"named">) => ({ code: "CVG607", what: `${named} is a folder.`, remedy: "Name a file." }),
            notFolder: ({ named }: Texts<"named">) => ({
                code: "CVG607",
                what: `${named}: there is no such folder.`,
                remedy: "Name the folder of the Pulumi program.",
            }),
            notAllowed: ({ named, what }: { readonly named: string; readonly what: "read" | "write" }) => ({
                code: "CVG607",
                what: `${named}: this user may not ${what} it.`,
                remedy: "Name another, or have the right given to this user.",
            }),
            noRoom: ({ named }: Texts<"named">) => ({
                code: "CVG607",
                what: `${named}: there is no room left where it is written.`,
                remedy: "Make room, and run the command again. What was there before, if anything, is as it was.",
            }),
            full: ({ named }: Texts<"named">) => ({
                code: "CVG607",
                what: `${named} is not complete: there is no room left where it is written.`,
                remedy: "Make room, and run the command again. Use nothing of what was written.",
            }),
            temporary: ({ folder, code }: Texts<"folder" | "code">) => ({
                code: "CVG607",
                what: `export --check cannot write into "${folder}", the folder for temporary files: the system says ${code}.`,
                remedy: "Make room there, or name another with TMPDIR. What was exported is written; it was not checked.",
            }),
            /** `code`: of the operating system. */
            other: ({ named, what, code }: { readonly named: string; readonly what: "read" | "written"; readonly code: string }) => ({
                code: "CVG607",
                what: `${named} cannot be ${what}: the system says ${code}.`,
                remedy: "Name another.",
            }),
        },
    },
    CVG608: {
        title: "There is nothing to export",
        severity: "error",
        cause: "Nothing is left of what the options of `cvg export` select, or no unit below the reseller is in use or can be declared. An empty program is not written, nor anything else: where a pipeline took it for the program of a stack, its next `pulumi up` would delete every unit of that stack.",
        remedy: "Select other units, or restore those that the message names.",
        says: {
            /** `options`: those that select. `leftOut`: what is there and cannot be exported, in words. */
            nothing: ({
                reseller,
                options,
                leftOut,
            }: {
                readonly reseller: string;
                readonly options: readonly string[];
                readonly leftOut: readonly string[];
            }) => ({
                code: "CVG608",
                what: `Below reseller "${reseller}" there is nothing to export${options.length === 0 ? "" : ` with ${series(options)}`}${leftOut.length === 0 ? "" : `: ${firstOf(leftOut, 5)}`}.`,
                remedy: `${options.length === 0 ? "Name another reseller, or restore what is inactive" : "Select other units"}. No file was written: an empty program deletes every unit of a stack.`,
            }),
        },
    },
} as const satisfies Record<string, Entry>;
