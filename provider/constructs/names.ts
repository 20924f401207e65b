/** Logical names of the units of tenants, and those that they had before. */
import * as pulumi from "@pulumi/pulumi";
import { CvgError } from "../errors/index.js";

/** What a unit was called before: a key of this tenant, a place in another, or how it was declared outside of tenants. */
export type Formerly = string | { readonly tenant: string; readonly key?: string } | { readonly name: string } | { readonly urn: string };

/** A unit within a tenant; the customer has no key. */
export interface Keyed {
    readonly level: "customer" | "account" | "project";
    readonly key?: string;
    readonly formerly?: readonly Formerly[] | undefined;
}

export const KEY = /^[A-Za-z0-9_][A-Za-z0-9_.-]*$/;
export const NO_KEY = "Write letters, digits, dots, underscores and hyphens only, beginning with a letter, a digit or an underscore.";

/** The logical name never has the account in it: a project that moves to another account stays the same resource. */
export const logicalName = (tenant: string, key: string | undefined): string => (key === undefined ? tenant : `${tenant}-${key}`);

const described = (tenant: string, { level, key }: Keyed): string =>
    key === undefined ? `the customer of tenant ${tenant}` : `${level} ${key} of tenant ${tenant}`;

/** Logical names that tenants of one program have given away, and to what. */
const taken = new WeakMap<object, Map<string, { readonly tenant: string; readonly what: string }>>();
const nothing = {};

/** What identifies a program: its stack; under mocks, which have none, the mocks. */
const program = (): object => pulumi.runtime.getStackResource() ?? pulumi.runtime.getMonitor() ?? nothing;

/**
 * Refuses what would give two units one logical name.
 *
 * @throws CVG204 for a key that is none, and CVG205 for names that collide
 */
export function claimNames(tenant: string, units: readonly Keyed[]): void {
    const names = taken.get(program()) ?? new Map<string, { readonly tenant: string; readonly what: string }>();
    taken.set(program(), names);
    const own = new Map<string, string>();
    for (const unit of units) {
        if (!KEY.test(unit.key ?? tenant)) throw new CvgError("CVG204", `${described(tenant, unit)} has a key that is none.`, NO_KEY);
        const name = logicalName(tenant, unit.key);
        const what = described(tenant, unit);
        const other = own.get(name) ?? elsewhere(names.get(name), tenant);
        if (other !== undefined)
            throw new CvgError(
                "CVG205",
                `${what} and ${other} would both have the logical name ${name}.`,
                "A key belongs to one unit of a tenant. Choose another, and name this one in `formerly` where the unit is there already.",
            );
        own.set(name, what);
    }
    for (const unit of units) refuseTakenFormer(tenant, unit, own);
    for (const [name, what] of own) names.set(name, { tenant, what });
}

/** Under mocks the same tenant may be declared again: each test is a program of its own. The engine refuses it by itself. */
const elsewhere = (other: { readonly tenant: string; readonly what: string } | undefined, tenant: string): string | undefined =>
    other === undefined || other.tenant === tenant ? undefined : other.what;

function refuseTakenFormer(tenant: string, unit: Keyed, own: ReadonlyMap<string, string>): void {
    for (const former of unit.formerly ?? []) {
        const name = typeof former === "string" && unit.key !== undefined ? logicalName(tenant, former) : undefined;
        const other = name === undefined ? undefined : own.get(name);
        if (other === undefined) continue;
        throw new CvgError(
            "CVG205",
            `${described(tenant, unit)} was formerly ${name === logicalName(tenant, unit.key) ? "itself" : `what ${other} is now`}.`,
            "Take that line out of `formerly`: it names what a unit was called before, and nothing else is called now.",
        );
    }
}

/** Names that the tenant itself had before. */
export const formerTenants = (formerly: readonly Formerly[] = []): readonly string[] =>
    formerly.flatMap((former) =>
        typeof former === "string" ? [former] : "tenant" in former && former.key === undefined ? [former.tenant] : [],
    );

/** Aliases of a unit: every name that its tenant and it itself had, in every combination, and what it was outside of tenants. */
export function aliasesOf(tenants: readonly string[], { key, formerly = [] }: Keyed): pulumi.Input<pulumi.URN | pulumi.Alias>[] {
    const keys = key === undefined ? [undefined] : [key, ...formerly.filter((former) => typeof former === "string")];
    const [now, ...before] = [...new Set(tenants.flatMap((tenant) => keys.map((each) => logicalName(tenant, each))))];
    const others = formerly.flatMap((former): (pulumi.URN | pulumi.Alias)[] => {
        if (typeof former === "string") return [];
        if ("urn" in former) return [former.urn];
        if ("name" in former) return [{ name: former.name, parent: pulumi.rootStackResource }];
        if (key === undefined) return [];
        return [{ name: logicalName(former.tenant, former.key) }];
    });
    return [...before.filter((name) => name !== now).map((name) => ({ name })), ...others];
}
