/**
 * The rules as the compiler can see them: where a unit above says a literal value, a looser literal below it is a type error. Only as far as
 * literals go: what is an output, a variable of a wide type or a token is judged when it is known.
 */
import type * as pulumi from "@pulumi/pulumi";
import type { NamedPeriod, SETTINGS, SettingName } from "../../policy/index.js";
import type { AtMost, IfAllowed, Inherit } from "./inputs.js";

/** What a unit says about one setting, or what it allows below. */
type At<Settings, S> = S extends keyof Settings ? Settings[S] : unknown;

/** The console's periods that fit below each of them. */
interface UpTo {
    readonly "10 minutes": "10 minutes";
    readonly "1 hour": UpTo["10 minutes"] | "1 hour";
    readonly "1 day": UpTo["1 hour"] | "1 day";
    readonly "1 week": UpTo["1 day"] | "1 week";
    readonly "1 month": UpTo["1 week"] | "1 month";
}

type Strict<S> = S extends SettingName ? ((typeof SETTINGS)[S] extends { readonly strict: infer Value } ? Value : never) : never;

/** Literals that a limit forbids. */
type Looser<S, Limit> =
    Strict<S> extends never
        ? [Limit] extends [never]
            ? never
            : [Limit] extends [keyof UpTo]
              ? Exclude<NamedPeriod, UpTo[Limit]>
              : never
        : [Limit] extends [Strict<S>]
          ? Exclude<boolean, Strict<S>>
          : never;

/** What a message offers instead. */
type Allowed<S, Limit> =
    Strict<S> extends never
        ? ([Limit] extends [keyof UpTo] ? UpTo[Limit] : never) | Inherit | AtMost<NamedPeriod>
        : Strict<S> | Inherit | IfAllowed;

/** A value that is looser in every case it can be is refused; one that may fit is left to the rules. */
type Fitting<S, Limit, Value> = S extends SettingName
    ? [Exclude<Value, Looser<S, Limit>>] extends [never]
        ? Allowed<S, Limit>
        : Value
    : S extends "because"
      ? Value
      : "there is no such setting";

/** Settings as a unit says them below what is allowed above. */
export type Within<Above, Own> = { readonly [S in keyof Own]: Fitting<S, At<Above, S>, Own[S]> };

type Said<S, Own, Above> = [Own] extends [boolean] | [NamedPeriod] ? (boolean extends Own ? At<Above, S> : Own) : At<Above, S>;

/** What a unit allows below, as far as literals say it. */
export type Limits<Above, Own> = { readonly [S in SettingName]: Said<S, At<Own, S>, Above> };

/** What the compiler knows of a unit: its level, and what it and those above it say. There is no such property when a program runs. */
export interface Declares<Level extends string, Said> extends pulumi.CustomResource {
    readonly "~declares": { readonly level: Level; readonly said: Said };
}

/** The arguments of a unit below what `Above` allows. */
export type ArgsWithin<Args, Above, Own> = Omit<Args, "privacy"> & {
    /**
     * The privacy settings of the unit, born with it. `{}` means: all managed, all inherited. Left out: not managed.
     * @default not managed
     */
    readonly privacy?: Within<Above, Own>;
};
