/** 2xx: tenants as a whole, in programs and in files. */
import type { Entry } from "../entry.js";

export const TENANTS = {
    CVG204: {
        title: "A key of a tenant is none",
        severity: "error",
        cause: "Keys of tenants, accounts and projects become logical names of resources, and are typed on command lines.",
        remedy: "Write letters, digits, dots, underscores and hyphens only. What people read is the unit's name, which takes everything.",
    },
    CVG205: {
        title: "Two units of tenants would have one logical name",
        severity: "error",
        cause: "The logical name of a unit is its tenant's name and its key; the account is not in it, so that a project can move. So a key belongs to one unit of a tenant, and a tenant cannot be called like another with one of its keys. `formerly` cannot name what another unit is called now.",
        remedy: "Choose another key. Where the unit is there already, name its old key in `formerly`.",
    },
    CVG206: {
        title: "A file of tenants cannot be read",
        severity: "error",
        cause: "The file is not YAML or CSV, or its parts are not where they belong. All that is wrong is listed, each with its line and column.",
        remedy: "Correct what stands at the line that the message names. An editor with the published JSON Schema shows it while it is written.",
    },
    CVG207: {
        title: "A unit, a key or a column stands in a file twice",
        severity: "error",
        cause: "Most readers keep the later of two equal keys and drop the earlier one silently, which would lose a tenant.",
        remedy: "Keep one of them.",
    },
    CVG208: {
        title: "A value in a file reads as something else than it looks like",
        severity: "error",
        cause: "Without quotes YAML decides by the look of a value what it is: +4989200001 becomes a number without its plus, 007 becomes 7, true and null are no text; `no` and `yes` are text in YAML 1.2 but switches in YAML 1.1. Spreadsheets take the plus from telephone numbers in CSV files. Nothing is guessed.",
        remedy: "Write what the message offers: text in quotes, switches as true or false, numbers as decimal digits.",
    },
    CVG209: {
        title: "A file names a preset or a secret that the program does not have",
        severity: "error",
        cause: "`preset: strict` in a file is the preset `strict` that the program gives to `parseTenants`; `{ secret: name }` is what its `secrets` answers for the name.",
        remedy: "Correct the name, or give the program what the file names: `pulumi config set --secret` for a secret.",
    },
} as const satisfies Record<string, Entry>;
