/**
 * The rules as the compiler can see them: where a unit above says a literal value, a looser literal below it is a type error. Only as far as
 * literals go: what is an output, a variable of a wide type or a token is judged when it is known.
 */
import type { NamedPeriod, SETTINGS, SettingName } from "../../policy/index.js";
import type { PrivacyArgs } from "./args.js";
import type { BoundsBelow, SureSettings, Unbounded, UpTo } from "./bounds.js";
import type { AtMost, IfAllowed, Inherit } from "./inputs.js";

type At<Settings, S> = S extends keyof Settings ? Settings[S] : unknown;

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

/** Settings as a unit says them below what is allowed above, one by one. */
export type Within<Above, Own> = { readonly [S in keyof Own]: Fitting<S, At<Above, S>, Own[S]> };

/** `Within`, where the compiler neither infers from it nor takes hints for literals from it: both would cost more than all the rest. */
type Refused<Above, Own> = [Own] extends [infer Settings] ? Within<Above, Settings> : never;

/**
 * The settings of a unit below what `Above` allows. `Own` is inferred from the branch that no type reaches; what surely fits is compared with
 * `PrivacyArgs`, so that settings that do not exist are refused in the compiler's own words.
 */
export type SettingsWithin<Above extends Unbounded, Own> =
    Own extends SureSettings<Above> ? PrivacyArgs : [Own] extends [string] ? Own : Refused<Above, Own>;

/** What a unit says to the compiler: its own settings last, those above it before, from the top. There is no such property when a program runs. */
interface Declaring {
    readonly "~declares": { readonly said: unknown };
}
type AboveScope<Said> = Said extends readonly [infer OfCustomer, unknown]
    ? BoundsBelow<Unbounded, OfCustomer>
    : Said extends readonly [infer OfCustomer, infer OfAccount, unknown]
      ? BoundsBelow<BoundsBelow<Unbounded, OfCustomer>, OfAccount>
      : Unbounded;

/** What is allowed at the unit that a policy names: what those above it say. Of a token or the reseller nothing is known. */
type AboveOf<Args> = Args extends { readonly scope: Declaring } ? AboveScope<Args["scope"]["~declares"]["said"]> : Unbounded;

type WithinPolicy<Above, Own> = {
    readonly [S in keyof Own]: S extends "scope" | "onDelete" | "below" ? Own[S] : Fitting<S, At<Above, S>, Own[S]>;
};
type RefusedPolicy<Args> = [Args] extends [infer Own] ? WithinPolicy<AboveOf<Own>, Own> : never;
interface SurePolicy<Above extends Unbounded> extends SureSettings<Above> {
    readonly scope: unknown;
}

/** A policy below what those above its unit allow; `All` is what any policy takes. */
export type PolicyWithin<All, Args> = Args extends SurePolicy<AboveOf<Args>> ? All : [Args] extends [string] ? Args : RefusedPolicy<Args>;
