/** 2xx: tenants as a whole, in programs and in files. */
import type { Entry, Texts } from "../entry.js";
import { series } from "../words.js";

const NOT_FORMERLY = "Take that line out of `formerly`: it names what a unit was called before, and nothing else is called now.";
const READ_FIRST = "Correct this first: what is wrong elsewhere shows then.";

export const TENANTS = {
    CVG204: {
        title: "A key of a tenant is none",
        severity: "error",
        cause: "Keys of tenants, accounts and projects become logical names of resources, and are typed on command lines.",
        remedy: "Write letters, digits, dots, underscores and hyphens only. What people read is the unit's name, which takes everything.",
        says: {
            noKey: ({ unit }: Texts<"unit">) => ({
                code: "CVG204",
                what: `${unit} has a key that is none.`,
                remedy: "Write letters, digits, dots, underscores and hyphens only, beginning with a letter, a digit or an underscore.",
            }),
        },
    },
    CVG205: {
        title: "Two units of tenants would have one logical name",
        severity: "error",
        cause: "The logical name of a unit is its tenant's name and its key; the account is not in it, so that a project can move. So a key belongs to one unit of a tenant, and a tenant cannot be called like another with one of its keys. `formerly` cannot name what another unit is called now.",
        remedy: "Choose another key. Where the unit is there already, name its old key in `formerly`.",
        says: {
            oneName: ({ unit, other, name }: Texts<"unit" | "other" | "name">) => ({
                code: "CVG205",
                what: `${unit} and ${other} would both have the logical name ${name}.`,
                remedy: "A key belongs to one unit of a tenant. Choose another, and name this one in `formerly` where the unit is there already.",
            }),
            oneNameInFile: ({ unit, other, name }: Texts<"unit" | "other" | "name">) => ({
                code: "CVG205",
                what: `${unit} and ${other} would both have the logical name ${name}.`,
                remedy: "A key belongs to one unit of a tenant. Choose another; where the unit is there already, name the old one in `formerly`.",
            }),
            formerlyItself: ({ unit }: Texts<"unit">) => ({
                code: "CVG205",
                what: `${unit} was formerly itself.`,
                remedy: NOT_FORMERLY,
            }),
            formerlyOther: ({ unit, other }: Texts<"unit" | "other">) => ({
                code: "CVG205",
                what: `${unit} was formerly what ${other} is now.`,
                remedy: NOT_FORMERLY,
            }),
        },
    },
    CVG206: {
        title: "A file of tenants cannot be read",
        severity: "error",
        cause: "The file is not YAML or CSV, or its parts are not where they belong. All that is wrong is listed, each with its line and column.",
        remedy: "Correct what stands at the line that the message names. An editor with the published JSON Schema shows it while it is written.",
        says: {
            notYaml: ({ problem }: Texts<"problem">) => ({
                code: "CVG206",
                what: `cannot be read as YAML: ${problem.replace(/\.?$/, ".")}`,
                remedy: READ_FIRST,
            }),
            notCsv: ({ problem }: Texts<"problem">) => ({ code: "CVG206", what: `cannot be read as CSV: ${problem}.`, remedy: READ_FIRST }),
            emptyYaml: () => ({ code: "CVG206", what: "is empty.", remedy: "Write `tenants:` and the tenants below it." }),
            noRows: () => ({
                code: "CVG206",
                what: "has columns, and no unit.",
                remedy: "Write a line for each unit below the names of the columns.",
            }),
            emptyCsv: () => ({
                code: "CVG206",
                what: "is empty.",
                remedy: "Write a line with the names of the columns, and a line for each unit.",
            }),
            noAnchor: ({ alias }: Texts<"alias">) => ({
                code: "CVG206",
                what: `*${alias} names an anchor that is not there.`,
                remedy: "Write an anchor (&name) further up, or the value itself.",
            }),
            insideItself: ({ alias }: Texts<"alias">) => ({
                code: "CVG206",
                what: `*${alias} is inside of what it stands for.`,
                remedy: "Write an anchor (&name) further up, or the value itself.",
            }),
            merge: ({ written }: Texts<"written">) => ({
                code: "CVG206",
                what: `<< takes an alias of a map, not ${written}.`,
                remedy: "Write `<<: *name`, where `&name` stands before a map.",
            }),
            moreCells: () => ({
                code: "CVG206",
                what: "has more cells than there are columns.",
                remedy: "Put cells with the separator in them into quotes.",
            }),
            notAMap: ({ place, is, takes }: Texts<"place" | "takes"> & { readonly is: "a list" | "empty" | "one value" }) => ({
                code: "CVG206",
                what: `${place} is ${is}.`,
                remedy: `It takes ${takes}.`,
            }),
        },
    },
    CVG207: {
        title: "A unit, a key or a column stands in a file twice",
        severity: "error",
        cause: "Most readers keep the later of two equal keys and drop the earlier one silently, which would lose a tenant.",
        remedy: "Keep one of them.",
        says: {
            column: ({ column }: Texts<"column">) => ({
                code: "CVG207",
                what: `column ${column} stands here a second time.`,
                remedy: "Keep one of them.",
            }),
            row: ({ unit, line }: Texts<"unit"> & { readonly line: number }) => ({
                code: "CVG207",
                what: `${unit} has a row already: line ${line}.`,
                remedy: "Keep one of them.",
            }),
            key: ({ key, line }: Texts<"key"> & { readonly line: number }) => ({
                code: "CVG207",
                what: `${key} stands here a second time: line ${line} has it already.`,
                remedy: "Most readers keep the later one and drop the earlier one silently. Keep one of them.",
            }),
        },
    },
    CVG208: {
        title: "A value in a file reads as something else than it looks like",
        severity: "error",
        cause: "Without quotes YAML decides by the look of a value what it is: +4989200001 becomes a number without its plus, 007 becomes 7, true and null are no text; `no` and `yes` are text in YAML 1.2 but switches in YAML 1.1. Spreadsheets take the plus from telephone numbers in CSV files. Nothing is guessed.",
        remedy: "Write what the message offers: text in quotes, switches as true or false, numbers as decimal digits.",
        says: {
            /** `why` and `remedy` by the look of the value: `files/surprise.ts`. */
            otherThanWritten: ({ field, why, remedy }: Texts<"field" | "why" | "remedy">) => ({
                code: "CVG208",
                what: `${field}: ${why}.`,
                remedy,
            }),
            secret: ({ field }: Texts<"field">) => ({
                code: "CVG208",
                what: `${field}: without quotes it does not read as text.`,
                remedy: "Write it in quotes.",
            }),
        },
    },
    CVG209: {
        title: "A file names a preset or a secret that the program does not have",
        severity: "error",
        cause: "`preset: strict` in a file is the preset `strict` that the program gives to `parseTenants`; `{ secret: name }` is what its `secrets` answers for the name.",
        remedy: "Correct the name, or give the program what the file names: `pulumi config set --secret` for a secret.",
        says: {
            preset: ({
                unit,
                preset,
                meant,
                known,
            }: Texts<"unit" | "preset"> & { readonly meant: string | undefined; readonly known: readonly string[] }) => ({
                code: "CVG209",
                what: `${unit}: preset ${preset} is none of the program's.`,
                remedy: `${meant === undefined ? "" : `Did you mean ${meant}? `}${known.length === 0 ? "The program gives none to parseTenants." : `There are ${series(known)}.`}`,
            }),
            noSecrets: ({ unit, secret }: Texts<"unit" | "secret">) => ({
                code: "CVG209",
                what: `${unit}: secret ${secret}: the program gives no secrets.`,
                remedy: "Add to parseTenants: `secrets: (name) => config.requireSecret(name)`.",
            }),
            noSecret: ({ unit, secret, error }: Texts<"unit" | "secret" | "error">) => ({
                code: "CVG209",
                what: `${unit}: secret ${secret} is not there.`,
                remedy: `Set it: pulumi config set --secret ${secret}. (${error})`,
            }),
        },
    },
} as const satisfies Record<string, Entry>;
