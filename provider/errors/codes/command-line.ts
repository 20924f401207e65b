/** 602 to 606: the command line. */
import type { Entry, Texts } from "../entry.js";

const EDIT_FORM =
    'Write LEVEL/UNIT.SETTING=VALUE, like customer/acme.recordings=false, "account/Schaden.dialogRetention=1 hour" or reseller.outboundCalls=false.';

export const COMMAND_LINE = {
    CVG602: {
        title: "The command line cannot be understood",
        severity: "error",
        cause: "A command or an option of `cvg` does not exist, lacks its value, or has one that cannot be used.",
        remedy: "Correct what the message names; `cvg --help` and `cvg sandbox --help` list what there is.",
        says: {
            /** In the words of the library that reads the command line. `meant`: what may have been meant. */
            misunderstood: ({ problem, meant }: Texts<"problem" | "meant">) => ({
                code: "CVG602",
                what: problem,
                remedy: `${meant === "" ? "" : `${meant} `}\`cvg --help\` lists the commands, \`cvg <command> --help\` the options of one.`,
            }),
            code: ({ text, known }: { readonly text: string; readonly known: readonly string[] }) => ({
                code: "CVG602",
                what: `There is no message "${text}".`,
                remedy: `There are ${known.join(", ")}.`,
            }),
            port: ({ text }: Texts<"text">) => ({
                code: "CVG602",
                what: `--port "${text}" is no TCP port.`,
                remedy: "Choose a number from 1 to 65535, or leave it out for a port that is free.",
            }),
            noDataFile: () => ({
                code: "CVG602",
                what: "--data names no file.",
                remedy: "Name one, or leave the option out to keep everything in memory.",
            }),
            botHost: ({ text }: Texts<"text">) => ({
                code: "CVG602",
                what: `--bot-host "${text}" is no host.`,
                remedy: 'Name one as it stands in the address of the bot, like "bot.example" or "bot.example:8443".',
            }),
            seed: ({ text }: Texts<"text">) => ({
                code: "CVG602",
                what: `There is no seed "${text}".`,
                remedy: 'Choose "empty", "insurer", or "large:N" with N from 1 to 100000, like "large:200".',
            }),
            minutes: ({ text }: Texts<"text">) => ({
                code: "CVG602",
                what: `--every "${text}" is no number of minutes.`,
                remedy: "Write a whole number, like 5; 0 reads for each page.",
            }),
            period: ({ text }: Texts<"text">) => ({
                code: "CVG602",
                what: `"${text}" is no period.`,
                remedy: 'Write one like "1 week", "36 hours", or short: 1w, 2d, 36h, 90m.',
            }),
            noStacks: () => ({
                code: "CVG602",
                what: "--undeclared needs the stacks that declare units.",
                remedy: "Name them: --stack prod --stack staging.",
            }),
            noUnit: ({
                what,
                names,
                where,
            }: {
                readonly what: "customer" | "unit";
                readonly names: readonly string[];
                readonly where: string;
            }) => ({
                code: "CVG602",
                what: `There is no ${what} ${names.join(", ")} ${where}.`,
                remedy: "Give a name as the gateway has it, or a token.",
            }),
            noTrial: () => ({
                code: "CVG602",
                what: "--check runs a program, and --as import writes none: `pulumi import` does.",
                remedy: "Leave --check out: `pulumi import` shows what it reads, writes nothing at the gateway, and `pulumi preview` is empty after it.",
            }),
            noWorkbook: () => ({
                code: "CVG602",
                what: "--format xlsx writes a file, and none is named.",
                remedy: "Say --output FILE.xlsx.",
            }),
            edit: ({ text, settings }: { readonly text: string; readonly settings: readonly string[] }) => ({
                code: "CVG602",
                what: `--set "${text}" cannot be read.`,
                remedy: `${EDIT_FORM} The settings are ${settings.join(", ")}.`,
            }),
            editValue: ({ text, setting, takes }: Texts<"text" | "setting" | "takes">) => ({
                code: "CVG602",
                what: `--set "${text}": ${setting} takes ${takes}.`,
                remedy: EDIT_FORM,
            }),
            editAtTop: ({ text }: Texts<"text">) => ({
                code: "CVG602",
                what: `--set "${text}": nothing is above the reseller that it could follow.`,
                remedy: "Give a value.",
            }),
            editOfNone: ({ text, level, unit }: Texts<"text" | "level" | "unit">) => ({
                code: "CVG602",
                what: `--set "${text}": there is no ${level} "${unit}" among the units that were read.`,
                remedy: "Give a name as the gateway has it, a path with / between names, a token, or with --stack a logical name.",
            }),
            editOfMany: ({ text, units }: { readonly text: string; readonly units: readonly string[] }) => ({
                code: "CVG602",
                what: `--set "${text}": several units are called that: ${units.join(", ")}.`,
                remedy: "Give the token of the one that is meant, or its path.",
            }),
            editTwice: ({ text, before }: Texts<"text" | "before">) => ({
                code: "CVG602",
                what: `--set "${text}" and --set "${before}" are about the same setting of the same unit.`,
                remedy: "Say one of them.",
            }),
            noEdit: ({ both }: { readonly both: boolean }) => ({
                code: "CVG602",
                what: `what-if asks about one change: that of --set, or that of --file.${both ? " Two were given." : ""}`,
                remedy: "Say one of the two; --set may be given again.",
            }),
            oneStack: () => ({
                code: "CVG602",
                what: "what-if asks about a change of one stack, and several are named.",
                remedy: "Name the one whose program would be changed.",
            }),
            noSince: () => ({
                code: "CVG602",
                what: "--until is the later of two records, and the earlier is not named.",
                remedy: "Name it with --since.",
            }),
            noActiveCustomer: ({ option, wanted, reseller }: Texts<"option" | "wanted" | "reseller">) => ({
                code: "CVG602",
                what: `${option}: there is no customer "${wanted}" in use below reseller "${reseller}".`,
                remedy: "Give a name as the gateway has it, or a token.",
            }),
            severalCustomers: ({ option, wanted, tokens }: Texts<"option" | "wanted"> & { readonly tokens: readonly string[] }) => ({
                code: "CVG602",
                what: `${option}: several customers are called "${wanted}": ${tokens.join(", ")}.`,
                remedy: "Give the token of the one that is meant.",
            }),
            noRoom: ({ allowed }: Texts<"allowed">) => ({
                code: "CVG602",
                what: `probe needs a customer that may keep recordings for more than one minute, and here ${allowed} are allowed.`,
                remedy: "Name a customer for tests that may keep them longer. Nothing is recorded.",
            }),
            noPreview: () => ({
                code: "CVG602",
                what: "There is no preview to review.",
                remedy: "Name its file, or pipe it in: pulumi preview --json --show-sames | cvg review, or pulumi preview --refresh --json --show-sames | cvg drift",
            }),
            oneFile: ({ first, second, file }: Texts<"first" | "second" | "file">) => ({
                code: "CVG602",
                what: `${first} and ${second} would both be written into "${file}": only the last would be left.`,
                remedy: "Name two files.",
            }),
            number: ({ what, text }: Texts<"what" | "text">) => ({
                code: "CVG602",
                what: `${what} "${text}" is no telephone number with its country.`,
                remedy: "Write it like +493023125001 or 0049 30 23125001: the country first, then the area without its 0.",
            }),
            sameCustomer: () => ({
                code: "CVG602",
                what: "--other is the customer of --customer: nothing would be moved to another one.",
                remedy: "Name a second customer for tests, or leave --other out.",
            }),
            numberAlone: () => ({
                code: "CVG602",
                what: "--number is only of use with --other, a second customer to which a project with the number is moved.",
                remedy: "Name one, or leave --number out.",
            }),
            numberInUse: ({ number, unit }: Texts<"number" | "unit">) => ({
                code: "CVG602",
                what: `--number ${number} is in use: ${unit} has it.`,
                remedy: "Name a number that no project has. Nothing was made.",
            }),
            format: ({ format, formats }: Texts<"format" | "formats">) => ({
                code: "CVG602",
                what: `--output does not know "${format}".`,
                remedy: `Choose ${formats}.`,
            }),
            gate: ({ gate, classes }: { readonly gate: string; readonly classes: readonly string[] }) => ({
                code: "CVG602",
                what: `--fail-on does not know "${gate}".`,
                remedy: `It takes ${classes.join(", ")}, and limits like delete>5 (create, update, delete, replace), with commas between them.`,
            }),
            noGate: ({ classes }: { readonly classes: readonly string[] }) => ({
                code: "CVG602",
                what: "--fail-on names nothing.",
                remedy: `It takes ${classes.join(", ")}.`,
            }),
        },
    },
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
            port: ({ port }: Texts<"port">) => ({
                code: "CVG606",
                what: `The page cannot be served on 127.0.0.1:${port}.`,
                remedy: "Choose another port.",
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
            full: ({ named }: Texts<"named">) => ({
                code: "CVG607",
                what: `${named} is not complete: there is no room left where it is written.`,
                remedy: "Make room, and run the command again. Use nothing of what was written.",
            }),
            /** `code`: of the operating system. */
            other: ({ named, what, code }: { readonly named: string; readonly what: "read" | "written"; readonly code: string }) => ({
                code: "CVG607",
                what: `${named} cannot be ${what}: the system says ${code}.`,
                remedy: "Name another.",
            }),
        },
    },
} as const satisfies Record<string, Entry>;
