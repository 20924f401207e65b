/**
 * What units above allow, as far as literals say it, and which settings surely fit below. This is the quick half of what the compiler checks:
 * nearly everything in a program fits, so a yes has to be cheap. What is not surely right is looked at setting by setting (`within.ts`).
 *
 * Bounds are an interface with a parameter a setting, because a compiler makes one type of equal parameters: hundreds of tenants that allow the
 * same are compared with one type. The checked types are never wrapped in tuples, each of which costs dozens of symbols.
 */
import type { NamedPeriod, SettingName } from "../../policy/index.js";
import type { AtMost, IfAllowed, Inherit } from "./inputs.js";
import type { Expect, Matches } from "./match.js";

/** What is allowed, by setting: a literal, or `unknown` where nothing is known to limit it. */
export interface Bounds<Outbound, Recordings, Recording, Anonymize, Store, Dialog> {
    readonly outboundCalls: Outbound;
    readonly recordings: Recordings;
    readonly recordingRetention: Recording;
    readonly anonymizeNumbers: Anonymize;
    readonly storeDialogData: Store;
    readonly dialogRetention: Dialog;
}

/** Bounds of any kind; by itself, no bounds at all. */
export type Unbounded = Bounds<unknown, unknown, unknown, unknown, unknown, unknown>;

/** @internal Fails to compile where a setting has no bound, or a bound no setting. */
export type EverySettingHasABound = Expect<Matches<Record<SettingName, unknown>, Unbounded>>;

/** The console's periods that fit below each of them. */
export interface UpTo {
    readonly "10 minutes": "10 minutes";
    readonly "1 hour": UpTo["10 minutes"] | "1 hour";
    readonly "1 day": UpTo["1 hour"] | "1 day";
    readonly "1 week": UpTo["1 day"] | "1 week";
    readonly "1 month": UpTo["1 week"] | "1 month";
}

type Switch<Said, Above> = [Said] extends [boolean] ? (boolean extends Said ? Above : Said) : Above;
type Period<Said, Above> = [Said] extends [NamedPeriod] ? Said : Above;

/** What is allowed below a unit that says `Own` and may do what `Above` allows. */
export type BoundsBelow<Above extends Unbounded, Own> = Bounds<
    "outboundCalls" extends keyof Own ? Switch<Own["outboundCalls"], Above["outboundCalls"]> : Above["outboundCalls"],
    "recordings" extends keyof Own ? Switch<Own["recordings"], Above["recordings"]> : Above["recordings"],
    "recordingRetention" extends keyof Own ? Period<Own["recordingRetention"], Above["recordingRetention"]> : Above["recordingRetention"],
    "anonymizeNumbers" extends keyof Own ? Switch<Own["anonymizeNumbers"], Above["anonymizeNumbers"]> : Above["anonymizeNumbers"],
    "storeDialogData" extends keyof Own ? Switch<Own["storeDialogData"], Above["storeDialogData"]> : Above["storeDialogData"],
    "dialogRetention" extends keyof Own ? Period<Own["dialogRetention"], Above["dialogRetention"]> : Above["dialogRetention"]
>;

type SureSwitch<Limit, Strict> = [Limit] extends [Strict] ? Strict | Inherit | IfAllowed : unknown;
type SurePeriod<Limit> = [Limit] extends [keyof UpTo] ? UpTo[Limit] | Inherit | AtMost<string> : unknown;

/** Settings that surely fit: each is allowed whatever else is said. */
export interface SureSettings<Above extends Unbounded> {
    readonly outboundCalls?: SureSwitch<Above["outboundCalls"], false>;
    readonly recordings?: SureSwitch<Above["recordings"], false>;
    readonly recordingRetention?: SurePeriod<Above["recordingRetention"]>;
    readonly anonymizeNumbers?: SureSwitch<Above["anonymizeNumbers"], true>;
    readonly storeDialogData?: SureSwitch<Above["storeDialogData"], false>;
    readonly dialogRetention?: SurePeriod<Above["dialogRetention"]>;
    readonly because?: unknown;
}

/** @internal Fails to compile where a setting is missing among those that surely fit. */
export type EverySettingMaySurelyFit = Expect<Matches<Record<SettingName, unknown>, Required<Omit<SureSettings<Unbounded>, "because">>>>;
