/** A live tenancy as a file for `pulumi import --file`, which reads every unit with the plugin and writes the program, in any language. */
import type { Exported, ExportedUnit } from "./exported.js";
import { variablesOf } from "./names.js";
import { namesIn } from "./typescript.js";

const TYPE = { customer: "cvg:index:Customer", account: "cvg:index:Account", project: "cvg:index:Project" } as const;
const ABOVE = { customer: [], account: ["customer"], project: ["account"] } as const;

interface Resource {
    readonly type: string;
    /** How the program calls it. */
    readonly name: string;
    readonly logicalName: string;
    readonly id: string;
    /** The inputs that are imported; without: all. */
    readonly properties?: readonly string[];
}

/** Settings that nobody can declare are not managed: a program that has them would be refused. */
const managed = ({ level, privacy, fields }: ExportedUnit): Pick<Resource, "properties"> =>
    privacy === "unmanaged" ? { properties: [...ABOVE[level], "name", "active", ...fields.map(([field]) => field)] } : {};

function resourcesOf(unit: ExportedUnit, variables: ReadonlyMap<string, string>): readonly Resource[] {
    const own = {
        type: TYPE[unit.level],
        name: variables.get(unit.logicalName) ?? unit.logicalName,
        logicalName: unit.logicalName,
        id: unit.token,
        ...managed(unit),
    };
    return [own, ...unit.below.flatMap((below) => resourcesOf(below, variables))];
}

/** Each unit after the one above it: so the program that Pulumi writes names that one, and not its token. */
export function asImportFile({ tenants }: Exported): string {
    const variables = variablesOf(tenants.flatMap(namesIn));
    return `${JSON.stringify({ resources: tenants.flatMap((tenant) => resourcesOf(tenant, variables)) }, null, 4)}\n`;
}
