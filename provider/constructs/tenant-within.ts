/** The rules within one tenant as the compiler can see them, and its mistakes in names. */
import type { BoundsBelow, SureSettings, Unbounded } from "../resources/privacy/bounds.js";
import type { Within } from "../resources/privacy/within.js";
import type { TenantAccount, TenantArgs, TenantProject } from "./tenant-args.js";

/** What a unit allows below: its preset, and its exceptions on top. */
type By<Above extends Unbounded, Unit, Key> = Key extends keyof Unit
    ? Unit[Key] extends object
        ? BoundsBelow<Above, Unit[Key]>
        : Above
    : Above;
type Below<Above extends Unbounded, Unit> = By<By<Above, Unit, "preset">, Unit, "privacy">;

/** The quick half: units whose settings surely fit below what is allowed. */
interface SureProject<Above extends Unbounded> {
    readonly name: unknown;
    readonly privacy?: false | SureSettings<Above>;
    readonly preset?: SureSettings<Above>;
}
interface SureProjects<Above extends Unbounded> {
    readonly [key: string]: SureProject<Above>;
}
interface SureAccount<Above extends Unbounded> extends SureProject<Above> {
    readonly projects?: SureProjects<Above>;
}
interface SureAccounts<Above extends Unbounded> {
    readonly [key: string]: SureAccount<Above>;
}

/** Accounts that limit their projects further. */
interface Saying {
    readonly privacy: object;
    readonly projects: object;
}
interface SayingByPreset {
    readonly preset: object;
    readonly projects: object;
}
type AccountFits<Above extends Unbounded, Unit> = Unit extends Saying | SayingByPreset
    ? Unit["projects"] extends SureProjects<Below<Above, Unit>>
        ? true
        : false
    : true;
type AccountsFit<Above extends Unbounded, All> = All extends SureAccounts<Above> ? AccountFits<Above, All[keyof All]> : false;
type Fits<Unit> = "accounts" extends keyof Unit ? AccountsFit<Below<Unbounded, Unit>, Unit["accounts"]> : true;

/** The thorough half, for tenants that do not surely fit: every field with what is allowed there. */
type NoSuchField = "there is no such field";
type Settings<Above, Value> = Value extends object ? Within<Above, Value> : Value;

type ProjectWithin<Above, Unit> = {
    readonly [Key in keyof Unit]: Key extends "privacy" | "preset"
        ? Settings<Above, Unit[Key]>
        : Key extends keyof TenantProject
          ? Unit[Key]
          : NoSuchField;
};
type ProjectsWithin<Above, All> = { readonly [Key in keyof All]: ProjectWithin<Above, All[Key]> };

type AccountWithin<Above extends Unbounded, Unit> = {
    readonly [Key in keyof Unit]: Key extends "privacy" | "preset"
        ? Settings<Above, Unit[Key]>
        : Key extends "projects"
          ? ProjectsWithin<Below<Above, Unit>, Unit[Key]>
          : Key extends keyof TenantAccount
            ? Unit[Key]
            : NoSuchField;
};
type AccountsWithin<Above extends Unbounded, All> = { readonly [Key in keyof All]: AccountWithin<Above, All[Key]> };

type UnitsWithin<Unit> = {
    readonly [Key in keyof Unit]: Key extends "privacy" | "preset"
        ? Settings<unknown, Unit[Key]>
        : Key extends "accounts"
          ? AccountsWithin<Below<Unbounded, Unit>, Unit[Key]>
          : Key extends keyof TenantArgs
            ? Unit[Key]
            : NoSuchField;
};
/** The thorough half where the compiler neither infers from it nor takes hints for literals from it: both would cost more than all the rest. */
type Refused<Args> = [Args] extends [infer Unit] ? UnitsWithin<Unit> : never;

/**
 * A tenant whose literals fit each other. `Args` is inferred from the branch that no type reaches; what surely fits is compared with
 * `TenantArgs`, so that fields that do not exist are refused in the compiler's own words.
 */
export type TenantWithin<Args> = Fits<Args> extends true ? TenantArgs : [Args] extends [string] ? Args : Refused<Args>;
