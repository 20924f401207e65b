/** 602: the command line. */
import type { Entry, Texts } from "../entry.js";
import { firstOf, series } from "../words.js";

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
                remedy: "Choose a number from 1 to 65535; 0, or leaving it out, takes a port that is free, and prints it.",
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
            twice: ({ option, first, second }: Texts<"option" | "first" | "second">) => ({
                code: "CVG602",
                what: `${option} is given twice, as "${first}" and as "${second}", and only the last would count.`,
                remedy: "Say it once.",
            }),
            folderOfNoStack: () => ({
                code: "CVG602",
                what: "--cwd names the folder of a Pulumi program, and no stack of it is named: nothing would be looked at there.",
                remedy: "Name it with --stack, or leave --cwd out: the configuration is taken from the environment then.",
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
            /** `units`: what is called that. `customers`: those that these are of. */
            noCustomer: ({ asked, units, customers }: Texts<"asked" | "units"> & { readonly customers: readonly string[] }) => ({
                code: "CVG602",
                what: `--customer "${asked}" names no customer: ${units} is called that.`,
                remedy: `Name a customer${customers.length === 0 ? "" : `, like ${firstOf(customers.map((name) => `--customer "${name}"`))}`}, or leave the option out for all of them.`,
            }),
            /** `by`: the options that may do so. */
            leftOut: ({ option, asked, units, by }: Texts<"option" | "asked" | "units"> & { readonly by: readonly string[] }) => ({
                code: "CVG602",
                what: `${option} "${asked}" names ${units}, and ${series(by, "or")} leaves that out.`,
                remedy: "Leave one of these options out.",
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
            wholePreview: () => ({
                code: "CVG602",
                what: "--customer chooses among live units, and --preview has a preview judged, whole.",
                remedy: "Leave one of them out.",
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
} as const satisfies Record<string, Entry>;
