/** The rules within one tenant as the compiler can see them, and its mistakes in names. */
import type { Limits, Within } from "../resources/privacy/within.js";
import type { TenantAccount, TenantArgs, TenantProject } from "./tenant-args.js";

type At<Unit, Key> = Key extends keyof Unit ? Unit[Key] : unknown;

/** What a unit allows below: its preset, and its exceptions on top. */
type Below<Above, Unit> = Limits<Limits<Above, At<Unit, "preset">>, At<Unit, "privacy">>;

type NoSuchField = "there is no such field";
type Settings<Above, Value> = Value extends object ? Within<Above, Value> : Value;

type Project<Above, Unit> = {
    readonly [Key in keyof Unit]: Key extends "privacy" | "preset"
        ? Settings<Above, Unit[Key]>
        : Key extends keyof TenantProject
          ? Unit[Key]
          : NoSuchField;
};
type Projects<Above, All> = { readonly [Key in keyof All]: Project<Above, All[Key]> };

type Account<Above, Unit> = {
    readonly [Key in keyof Unit]: Key extends "privacy" | "preset"
        ? Settings<Above, Unit[Key]>
        : Key extends "projects"
          ? Projects<Below<Above, Unit>, Unit[Key]>
          : Key extends keyof TenantAccount
            ? Unit[Key]
            : NoSuchField;
};
type Accounts<Above, All> = { readonly [Key in keyof All]: Account<Above, All[Key]> };

/** A tenant whose literals fit each other. */
export type TenantWithin<Unit> = {
    readonly [Key in keyof Unit]: Key extends "privacy" | "preset"
        ? Settings<unknown, Unit[Key]>
        : Key extends "accounts"
          ? Accounts<Below<unknown, Unit>, Unit[Key]>
          : Key extends keyof TenantArgs
            ? Unit[Key]
            : NoSuchField;
};
