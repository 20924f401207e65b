/** Files of tenants, as programs read them. */
import * as pulumi from "@pulumi/pulumi";
import * as z from "zod";
import type { Presets } from "../constructs/presets.js";
import type { TenantArgs } from "../constructs/tenant-args.js";
import { isObject } from "../definition/draft.js";
import { isOfNewOnly } from "../definition/validate.js";
import { CATALOGUE, CvgError } from "../errors/index.js";
import { columns } from "./columns.js";
import { tenantsError } from "./problem.js";
import { readCsv } from "./read-csv.js";
import { type Read, readYaml } from "./read-yaml.js";
import { TenantsInFile } from "./tenants-in-file.js";
import { wholeTenants } from "./units-in-files.js";

/** What a file of tenants is read with. */
export interface ParseTenantsOptions {
    /** The presets that the file may name. @default none */
    readonly presets?: Presets;
    /**
     * The values of secrets that the file names (`token: { secret: claimsBot }`): `(name) => config.requireSecret(name)`.
     * @default the file may name none
     */
    readonly secrets?: (name: string) => pulumi.Input<string>;
    /** The file's name, for messages, and for its format: `.csv` and `.tsv` are CSV, everything else is YAML. @default "tenants.yaml" */
    readonly file?: string;
}

/** Whole tenants by key, each what a {@link Tenant} takes. */
export type Tenants = Readonly<Record<string, TenantArgs>>;

/** Values that the program has and nobody may see here: they are text, as far as shapes go. */
function withoutOutputs(value: unknown): unknown {
    if (pulumi.Output.isInstance(value)) return "known to the program";
    if (Array.isArray(value)) return value.map(withoutOutputs);
    return isObject(value) ? Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, withoutOutputs(inner)])) : value;
}

/** Units have been checked one by one. A name that would be refused only if it were new is the provider's to judge, as in a program. */
const Whole = z.custom<Tenants>((value) => (wholeTenants().safeParse(withoutOutputs(value)).error?.issues ?? []).every(isOfNewOnly));

/** The libraries are loaded when there is a file, not with the package. */
function read(text: string, isCsv: boolean): Read {
    return isCsv
        ? readCsv(text, columns(), require("csv-parse/sync") as typeof import("csv-parse/sync"))
        : readYaml(text, require("yaml") as typeof import("yaml"));
}

/**
 * Reads tenants from a file: YAML, or CSV with a row for each unit. Nothing is guessed: a value that the format reads as something else than it
 * looks like is refused with what to write instead.
 *
 * @param text the content of the file
 * @throws TenantsError with every mistake of the file, each with its line, column, value and remedy
 * @example
 * const tenants = cvg.parseTenants(readFileSync("tenants.yaml", "utf8"), { presets, secrets: (name) => config.requireSecret(name) });
 * for (const [key, args] of Object.entries(tenants)) new cvg.Tenant(key, args);
 */
export function parseTenants(text: string, { presets = {}, secrets, file = "tenants.yaml" }: ParseTenantsOptions = {}): Tenants {
    if (typeof text !== "string") throw CvgError.of(CATALOGUE.CVG201.says.noFile());
    const isTable = /\.(?:csv|tsv)$/i.test(file);
    const { root, problems } = read(text, isTable);
    const table = isTable ? { hasUnknownColumns: problems.some(({ code }) => code === "CVG202") } : undefined;
    const reading = new TenantsInFile({ presets, secrets, table });
    const tenants = root === undefined ? {} : reading.read(root);
    const all = [...problems, ...reading.problems];
    if (all.length > 0) throw tenantsError(file, all);
    return Whole.parse(tenants);
}
