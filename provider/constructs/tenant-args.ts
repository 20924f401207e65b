/** What a Tenant takes: a whole tenant as one object. */
import type * as pulumi from "@pulumi/pulumi";
import type { PrivacyArgs } from "../resources/privacy/args.js";
import type { ProjectArgs } from "../resources/project/args.js";
import type { UnitArgs } from "../resources/unit/args.js";
import type { Formerly } from "./names.js";

/** What every unit of a tenant takes beside what it takes by itself. */
export interface TenantUnit {
    /**
     * Settings that have a name: a preset of `cvg.presets`. What `privacy` says is an exception on top.
     * @default none
     */
    readonly preset?: PrivacyArgs;
    /**
     * The privacy settings of the unit, and the exceptions to `preset`. `false`: not managed here, so that a PrivacyPolicy elsewhere can.
     * @default all managed, all inherited; not managed below a unit that says `false`
     */
    readonly privacy?: PrivacyArgs | false;
    /**
     * What the unit was called before, so that a rename makes nothing anew: the key that it had in this tenant, `{ tenant, key }` in another one,
     * `{ name }` for the logical name that it had outside of any tenant, or `{ urn }`.
     * @default it was never called anything else
     */
    readonly formerly?: readonly Formerly[];
    /** Options for this unit alone, such as `protect` or `ignoreChanges`. @default those of the tenant */
    readonly options?: pulumi.CustomResourceOptions;
}

/** A project of a tenant. Its key must be the only one in the tenant: a project that moves to another account keeps it. */
export interface TenantProject extends Omit<ProjectArgs, "account" | "privacy">, TenantUnit {}

/** An account of a tenant. */
export interface TenantAccount extends Omit<UnitArgs, "privacy">, TenantUnit {
    /** Projects of the account, by key. @default none */
    readonly projects?: Readonly<Record<string, TenantProject>>;
}

/** A customer with its accounts and projects. */
export interface TenantArgs extends Omit<UnitArgs, "privacy">, TenantUnit {
    /** Accounts of the customer, by key. @default none */
    readonly accounts?: Readonly<Record<string, TenantAccount>>;
}
