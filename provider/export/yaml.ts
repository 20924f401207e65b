/** A live tenancy as a file of tenants for `parseTenants`, and the program that reads it. */
import { Document, isMap, type Node, type YAMLMap } from "yaml";
import { unbroken } from "../errors/index.js";
import { ConfigSecret, type Exported, type ExportedUnit } from "./exported.js";
import { tenantArgs } from "./typescript.js";

/** What the program takes the file for, and where it looks for it. */
export const TENANTS_FILE = "tenants.yaml";

/** The whole program beside the file. */
export const PROGRAM = `import { readFileSync } from "node:fs";
import * as pulumi from "@pulumi/pulumi";
import * as cvg from "pulumi-cvg";

const config = new pulumi.Config();
const file = "${TENANTS_FILE}";
const tenants = cvg.parseTenants(readFileSync(file, "utf8"), { file, secrets: (name) => config.requireSecret(name) });
for (const [key, args] of Object.entries(tenants)) new cvg.Tenant(key, args);
`;

const HEADER = [
    "yaml-language-server: $schema=node_modules/pulumi-cvg/docs/tenants.schema.json",
    "",
    "The program that reads it (index.ts):",
    "",
    ...PROGRAM.trimEnd()
        .split("\n")
        .map((line) => (line === "" ? "" : `    ${line}`)),
];

/** What stands in a name or a note must not end its comment. */
const comment = (lines: readonly string[]): string => lines.map((line) => (line === "" ? "" : ` ${unbroken(line)}`)).join("\n");

/** As the file says it: a secret by its name, nothing that is undefined. */
function inFile(value: unknown): unknown {
    if (value instanceof ConfigSecret) return { secret: value.key };
    if (Array.isArray(value)) return value.map(inFile);
    if (typeof value !== "object" || value === null) return value;
    const said = Object.entries(value).filter(([, inner]) => inner !== undefined);
    return Object.fromEntries(said.map(([key, inner]) => [key, inFile(inner)]));
}

/** What is written on one line where it is short: values, never units. */
const VALUES = ["ifExists", "privacy", "bot", "transcribers", "synthesizers", "platformNumbers", "fallback", "token", "serviceAccountKey"];
const WIDTH = 120;

function onOneLine(map: YAMLMap): void {
    for (const { key, value } of map.items) {
        if (VALUES.includes(String(key)) && isCollection(value) && JSON.stringify(value).length < WIDTH) value.flow = true;
        else if (isMap(value)) onOneLine(value);
    }
}

const isCollection = (value: unknown): value is Node & { flow?: boolean } =>
    typeof value === "object" && value !== null && "items" in value;

function noted(map: unknown, unit: ExportedUnit): void {
    if (!isMap(map)) return;
    if (unit.notes.length > 0) map.commentBefore = comment(unit.notes);
    const below = map.get(unit.level === "customer" ? "accounts" : "projects");
    for (const each of unit.below) if (isMap(below)) noted(below.get(each.key ?? each.logicalName), each);
}

/** A file of tenants: the same for the same tree, byte for byte. */
export function asYaml({ tenants, leftOut }: Exported): string {
    const units = Object.fromEntries(tenants.map((tenant) => [tenant.logicalName, inFile(tenantArgs(tenant, true))]));
    const document = new Document({ tenants: units }, { aliasDuplicateObjects: false });
    const all = document.get("tenants");
    if (isMap(all)) {
        onOneLine(all);
        for (const tenant of tenants) noted(all.get(tenant.logicalName), tenant);
    }
    document.commentBefore = comment(HEADER);
    if (leftOut.length > 0) document.comment = comment(["Not declared here:", ...leftOut.map((text) => `- ${text}.`)]);
    return document.toString({ indent: 4, lineWidth: 0, flowCollectionPadding: true });
}
