/** Logical names of the units of tenants, and those that they had before. */
import * as pulumi from "@pulumi/pulumi";
import { CATALOGUE, CvgError } from "../errors/index.js";

/** What a unit was called before: a key of this tenant, a place in another, or how it was declared outside of tenants. */
export type Formerly = string | { readonly tenant: string; readonly key?: string } | { readonly name: string } | { readonly urn: string };

/** A unit within a tenant; the customer has no key. */
export interface Keyed {
    readonly level: "customer" | "account" | "project";
    readonly key?: string;
    readonly formerly?: readonly Formerly[] | undefined;
}

export const KEY = /^[A-Za-z0-9_][A-Za-z0-9_.-]*$/;

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
        if (!KEY.test(unit.key ?? tenant)) throw CvgError.of(CATALOGUE.CVG204.says.noKey({ unit: described(tenant, unit) }));
        const name = logicalName(tenant, unit.key);
        const what = described(tenant, unit);
        const other = own.get(name) ?? elsewhere(names.get(name), tenant);
        if (other !== undefined) throw CvgError.of(CATALOGUE.CVG205.says.oneName({ unit: what, other, name }));
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
        const { says } = CATALOGUE.CVG205;
        const what = described(tenant, unit);
        throw CvgError.of(
            name === logicalName(tenant, unit.key) ? says.formerlyItself({ unit: what }) : says.formerlyOther({ unit: what, other }),
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
