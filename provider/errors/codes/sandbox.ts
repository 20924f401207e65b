/** 6xx: the embedded gateway and the command line. */
import type { Entry } from "../entry.js";

export const SANDBOX = {
    CVG601: {
        title: "The embedded gateway cannot start",
        severity: "error",
        cause: "Node is too old for `node:sqlite`, the port is taken, or the data file cannot be used.",
        remedy: "Use Node 22.19 or later, another port, or another file.",
        example:
            "CVG601 The embedded gateway cannot listen on 127.0.0.1:38791: the port is in use.\n  Choose another port, or none for one that is free.",
    },
    CVG602: {
        title: "The command line cannot be understood",
        severity: "error",
        cause: "A command or an option of `cvg` does not exist, lacks its value, or has one that cannot be used.",
        remedy: "Correct what the message names; `cvg --help` and `cvg sandbox --help` list what there is.",
    },
    CVG603: {
        title: "The Pulumi CLI could not be asked",
        severity: "error",
        cause: "`cvg` was given `--stack`, and the command of the Pulumi CLI that reads a stack's configuration or state is missing or failed.",
        remedy: "Run it in the folder of the Pulumi program or name that with `--cwd`, logged in to the backend of the stack; or leave `--stack` out and set the configuration in the environment.",
    },
    CVG604: {
        title: "A library that only this format needs is not installed",
        severity: "error",
        cause: "Workbooks and calendars are written by libraries that most users never need, so they are not installed with the package.",
        remedy: "Run the `npm install` line of the message, or choose another format.",
    },
    CVG605: {
        title: "A file is not what a command of `cvg` has written",
        severity: "error",
        cause: "A command that compares with an earlier result was given a file that cannot be read, or that is something else.",
        remedy: "Name a file that the same command has written with `--json --output FILE`.",
    },
    CVG606: {
        title: "The page of tenants cannot be served",
        severity: "error",
        cause: "`cvg ui` could not listen on the port: another program has it, or this user may not use it.",
        remedy: "Choose another port with `--port`, or leave the option out for one that is free.",
    },
} as const satisfies Record<string, Entry>;
