/** A live tenancy as a Pulumi program in TypeScript: as tenants, or as one object a unit. */
import { unbroken } from "../errors/index.js";
import { ConfigSecret, type Exported, type ExportedUnit } from "./exported.js";
import { variablesOf } from "./names.js";

const STEP = "    ";

/** A text that is code already, and not to be quoted. */
class Code {
    constructor(readonly text: string) {}
}

const property = (key: string): string => (/^[A-Za-z_]\w*$/.test(key) ? key : JSON.stringify(key));

/** A value as TypeScript, with what belongs on lines of their own on lines of their own. */
function spelled(value: unknown, indent: string): string {
    if (value instanceof Code) return value.text;
    if (value instanceof ConfigSecret) return `config.requireSecret(${JSON.stringify(value.key)})`;
    if (Array.isArray(value)) {
        const items = value.map((item) => spelled(item, indent + STEP));
        return laidOut(items, ["[", "]"], indent);
    }
    if (typeof value !== "object" || value === null) return JSON.stringify(value);
    const entries = Object.entries(value).filter(([, inner]) => inner !== undefined);
    if (entries.length === 0) return "{}";
    const parts = entries.map(([key, inner]) => `${property(key)}: ${spelled(inner, indent + STEP)}`);
    return laidOut(parts, ["{ ", " }"], indent);
}

const LONGEST = 100;

/** On one line where that is short, else each part on its own. */
function laidOut(parts: readonly string[], [open, close]: readonly [string, string], indent: string): string {
    const length = parts.reduce((sum, part) => sum + part.length + 2, open.length + close.length - 2);
    if (length <= LONGEST && !parts.some((part) => part.includes("\n"))) return open + parts.join(", ") + close;
    return `${open.trim()}\n${parts.map((part) => `${indent}${STEP}${part},`).join("\n")}\n${indent}${close.trim()}`;
}

/** A comment line. What stands in a name or a note must not end it. */
const comment = (text: string): string => `// ${unbroken(text)}`;

const header = ({ secrets }: Exported): readonly string[] => [
    ...(secrets.length === 0 ? [] : ['import * as pulumi from "@pulumi/pulumi";']),
    'import * as cvg from "pulumi-cvg";',
    ...(secrets.length === 0 ? [] : ["", "const config = new pulumi.Config();"]),
];

const footer = ({ leftOut }: Exported): readonly string[] =>
    leftOut.length === 0 ? [] : ["", comment("Not declared here:"), ...leftOut.map((text) => comment(`- ${text}.`))];

const file = (lines: readonly string[]): string => `${lines.join("\n")}\n`;

/** One object a unit, each after the one above it. */
export function asClasses(exported: Exported): string {
    const variables = variablesOf(exported.tenants.flatMap(namesIn));
    const blocks = exported.tenants.flatMap((tenant) => ["", ...classesOf(tenant, undefined, variables)]);
    return file([...header(exported), ...blocks, ...footer(exported)]);
}

const CLASS = { customer: "Customer", account: "Account", project: "Project" } as const;
const ABOVE = { customer: undefined, account: "customer", project: "account" } as const;

/** Of a unit and of all below it. */
export const namesIn = ({ logicalName, below }: ExportedUnit): readonly string[] => [logicalName, ...below.flatMap(namesIn)];

function classesOf(unit: ExportedUnit, above: ExportedUnit | undefined, variables: ReadonlyMap<string, string>): readonly string[] {
    const parent = ABOVE[unit.level];
    const variable = (name: string): string => variables.get(name) ?? name;
    const args = {
        ...(parent === undefined || above === undefined ? {} : { [parent]: new Code(variable(above.logicalName)) }),
        name: unit.name,
        ifExists: { token: unit.token },
        ...(unit.privacy === "unmanaged" ? {} : { privacy: unit.privacy }),
        ...Object.fromEntries(unit.fields),
    };
    const made = `new cvg.${CLASS[unit.level]}(${JSON.stringify(unit.logicalName)}, ${spelled(args, "")});`;
    return [
        ...unit.notes.map(comment),
        unit.below.length === 0 ? made : `const ${variable(unit.logicalName)} = ${made}`,
        ...unit.below.flatMap((below) => classesOf(below, unit, variables)),
    ];
}

/** One `cvg.Tenant` a customer. */
export function asTenants(exported: Exported): string {
    const blocks = exported.tenants.flatMap((tenant) => [
        "",
        ...notesBelow(tenant).map(comment),
        `new cvg.Tenant(${JSON.stringify(tenant.logicalName)}, ${spelled(tenantArgs(tenant, true), "")});`,
    ]);
    return file([...header(exported), ...blocks, ...footer(exported)]);
}

const notesBelow = (unit: ExportedUnit): readonly string[] => [
    ...unit.notes.map((note) => `${unit.level} ${unit.name}: ${note}`),
    ...unit.below.flatMap(notesBelow),
];

/** @param managed whether settings are managed where a unit says nothing of them: below one that says `false` they are not */
export function tenantArgs(
    { level, name, token, privacy, fields, below }: ExportedUnit,
    managed: boolean,
): Readonly<Record<string, unknown>> {
    const isManaged = privacy !== "unmanaged";
    const said = isManaged && Object.keys(privacy).length > 0;
    const parts = Object.fromEntries(below.map((each) => [each.key ?? each.logicalName, tenantArgs(each, isManaged)]));
    return {
        name,
        ifExists: { token },
        privacy: !isManaged
            ? managed || level === "customer"
                ? false
                : undefined
            : said || !managed || level === "customer"
              ? privacy
              : undefined,
        ...Object.fromEntries(fields),
        ...(below.length === 0 ? {} : { [level === "customer" ? "accounts" : "projects"]: parts }),
    };
}
