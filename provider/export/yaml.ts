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

/**
 * Texts with a line end are quoted, on one line: the library writes a block whose text begins with blanks as if it were indented by two, and reads it back with
 * more blanks (yaml 2.9.1).
 */
const FORM = {
    ...{ indent: 4, lineWidth: 0, flowCollectionPadding: true },
    ...{ blockQuote: false, doubleQuotedMinMultiLineLength: Number.POSITIVE_INFINITY },
} as const;
const KEY = "tenants";

/** A file of tenants: the same for the same tree, byte for byte. Put together of small pieces: a document of all would take the memory of all at once. */
export function asYaml({ tenants, leftOut }: Exported): string {
    const frame = new Document(tenants.length === 0 ? { [KEY]: {} } : { [KEY]: null });
    frame.commentBefore = comment(HEADER);
    const footer = leftOut.length === 0 ? "" : `\n${commented(["Not declared here:", ...leftOut.map((text) => `- ${text}.`)])}`;
    const head = frame.toString({ ...FORM, nullStr: "" }).replace(/ +$/m, "");
    return [head, ...tenants.map((tenant) => unitText(tenant, true, STEP)), footer].join("");
}

const commented = (lines: readonly string[]): string =>
    comment(lines)
        .split("\n")
        .map((line) => `#${line}\n`)
        .join("");

const STEP = "    ";
const indented = (text: string, by: string): string =>
    text
        .split("\n")
        .map((line) => (line === "" ? "" : by + line))
        .join("\n");

/** One for all documents: each would make its own. */
const { schema } = new Document();

/** A unit with what is below it, so many blanks to the right. @param managed as `tenantArgs` takes it */
function unitText(unit: ExportedUnit, managed: boolean, indent: string): string {
    const own = inFile(tenantArgs({ ...unit, below: [] }, managed));
    const within = indent + STEP;
    const isManaged = unit.privacy !== "unmanaged";
    return [
        `${indent}${keyText(unit.key ?? unit.logicalName)}:\n`,
        ...(unit.notes.length === 0 ? [] : [indented(commented(unit.notes), within)]),
        ...Object.entries(Object(own)).map(([key, value]) => fieldText(key, value, within)),
        ...(unit.below.length === 0 ? [] : [`${within}${unit.level === "customer" ? "accounts" : "projects"}:\n`]),
        ...unit.below.map((each) => unitText(each, isManaged, within + STEP)),
    ].join("");
}

/** A key that no other text follows. */
const keyText = (key: string): string => plainText(key) ?? written({ [key]: null }).replace(/: null\n$/, "");

/** One field, as the library writes it. */
function fieldText(key: string, value: unknown, indent: string): string {
    const isShort = typeof value !== "object" || (VALUES.includes(key) && JSON.stringify(value).length < WIDTH);
    const text = isShort ? plainText(value) : undefined;
    return text === undefined ? indented(written({ [key]: value }), indent) : `${indent}${key}: ${text}\n`;
}

function written(field: Readonly<Record<string, unknown>>): string {
    const document = new Document(field, { aliasDuplicateObjects: false, schema });
    if (isMap(document.contents)) onOneLine(document.contents);
    return document.toString(FORM);
}

/** A letter or the beginning of a UUID, and then what means nothing between letters: no sign of YAML's own, nothing that could be a number. */
const PLAIN = /^(?:\p{L}|[\da-f]{8}-[\da-f]{4}-)(?:[\p{L}\p{N}_./()-]| (?=[\p{L}\p{N}(])|:(?=[/\p{L}\p{N}])){0,200}$/u;
const WORDS = /^(?:true|false|null)$/i;

/**
 * A value on one line where nothing has to be quoted, else undefined: then the library writes it. It makes a node of each part, so five thousand units
 * would take it more time than reading them, and a hundred megabytes.
 */
function plainText(value: unknown): string | undefined {
    if (typeof value === "boolean" || Number.isSafeInteger(value)) return String(value);
    if (typeof value === "string") return PLAIN.test(value) && !WORDS.test(value) ? value : undefined;
    if (typeof value !== "object" || value === null) return undefined;
    const [open, close] = Array.isArray(value) ? ["[", "]"] : ["{", "}"];
    const parts = Array.isArray(value) ? value.map(plainText) : Object.entries(value).map(plainPair);
    if (parts.includes(undefined)) return undefined;
    return parts.length === 0 ? open + close : `${open} ${parts.join(", ")} ${close}`;
}

function plainPair([key, value]: readonly [string, unknown]): string | undefined {
    const [name, text] = [plainText(key), plainText(value)];
    return name === undefined || text === undefined ? undefined : `${name}: ${text}`;
}
