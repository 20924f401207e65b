/** Whom equal findings are about, in few words: "5 projects of Versicherung Aalen". */
import { LEVELS, type Level } from "../../policy/index.js";
import type { Finding, Whom } from "../findings/finding.js";

/** So many tenants are named. */
const NAMED = 4;

const plural = (count: number, word: string): string => `${count} ${word}${count === 1 ? "" : "s"}`;
const joined = (parts: readonly string[]): string =>
    [parts.slice(0, -1).join(", "), ...parts.slice(-1)].filter((part) => part !== "").join(" and ");

/** "1 customer, 2 accounts and 5 projects" */
function counted(whoms: readonly Whom[]): string {
    const parts = LEVELS.flatMap((level) => {
        const count = whoms.filter((whom) => whom.level === level).length;
        return count === 0 ? [] : [plural(count, level)];
    });
    return joined(parts);
}

const isTenantItself = ({ level }: Whom): boolean => level === "customer" || level === "reseller";

/** One unit, by its path. */
function single({ level, path }: Whom): string {
    return level === "reseller" ? path.join(" / ") : `${level} ${path.join(" / ")}`;
}

function byTenant(whoms: readonly Whom[]): ReadonlyMap<string, readonly Whom[]> {
    const groups = new Map<string, Whom[]>();
    for (const whom of whoms) {
        const key = whom.tenantToken ?? whom.tenant;
        const group = groups.get(key);
        if (group === undefined) groups.set(key, [whom]);
        else group.push(whom);
    }
    return groups;
}

/** Of one tenant. */
function ofTenant(whoms: readonly Whom[]): string {
    const [only, ...more] = whoms;
    if (only === undefined) return "";
    if (more.length === 0) return single(only);
    const itself = whoms.some(isTenantItself);
    return itself ? `${only.tenant}: ${counted(whoms)}` : `${counted(whoms)} of ${only.tenant}`;
}

/**
 * What a setting does shows where calls are: at projects. The units above them are named only where no project of the same tenant is.
 */
function whereItShows(findings: readonly Finding[]): readonly Whom[] {
    const whoms = findings.map(({ whom }) => whom);
    if (findings.every(({ setting }) => setting === undefined)) return whoms;
    // What a reseller allows shows at its tenants.
    const below = whoms.filter(({ level }) => level !== "reseller");
    return [...byTenant(below.length > 0 ? below : whoms).values()].flatMap((ofOne) => {
        const lowest = [...LEVELS].reverse().find((level: Level) => ofOne.some((whom) => whom.level === level));
        return ofOne.filter(({ level }) => level === lowest);
    });
}

/** Whom findings of one kind are about. */
export function whomInWords(findings: readonly Finding[]): string {
    const whoms = whereItShows(findings);
    const tenants = [...byTenant(whoms).values()].sort((a, b) => b.length - a.length);
    if (tenants.length <= 2) return tenants.map(ofTenant).join("; ");
    const named = tenants.slice(0, NAMED).map((ofOne) => `${ofOne[0]?.tenant ?? ""} (${ofOne.length})`);
    const more = tenants.length > NAMED ? ` and ${tenants.length - NAMED} more` : "";
    return `${counted(whoms)} of ${tenants.length} tenants: ${named.join(", ")}${more}`;
}
