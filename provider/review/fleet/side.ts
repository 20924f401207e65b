/** A unit on one side of a change: as it is, or as it would be. */
import { type Decider, isPeriod, type Level, parsePeriod, readDeciders, SETTING_NAMES, type SettingName } from "../../policy/index.js";
import { isText, isValues, type Values } from "../preview/narrow.js";
import { type Source, sourceOf } from "../preview/source.js";
import type { State, Step } from "../preview/step.js";
import { tame, tamed } from "../preview/text.js";

/** What applies, as far as the preview tells. */
export interface Applied {
    /** Periods in milliseconds. A setting that is missing is not known. */
    readonly settings: { readonly [S in SettingName]?: boolean | number };
    /** As the preview holds it: by decider. Few units of a preview are asked for theirs. */
    readonly decidedBy: unknown;
}

/** Where a unit stands: below a unit with this token, or below the one that another resource of the program declares. */
export interface Place {
    readonly token: string | undefined;
    readonly urn: string | undefined;
}

export interface Bot {
    readonly type: string;
    /** Host and port of its address; undefined where it has none, or it is not known yet. */
    readonly host: string | undefined;
    /** The address without what may be a secret in it. */
    readonly address: string | undefined;
    readonly unknown: boolean;
}

export interface Side {
    /** Undefined where only the token is known. */
    readonly name: string | undefined;
    readonly token: string | undefined;
    readonly above: Place;
    readonly active: boolean;
    /** ISO instant of the planned purge. */
    readonly purgeAt: string | undefined;
    /** Undefined: the program does not manage its settings. */
    readonly applied: Applied | undefined;
    readonly numbers: readonly string[];
    readonly numbersUnknown: boolean;
    readonly bot: Bot | undefined;
    /** Token of the unit that is taken over. */
    readonly existing: string | undefined;
    /** Why the settings are as they are, in the words of whoever wrote them. */
    readonly because: string | undefined;
    readonly onDelete: string | undefined;
    readonly retained: boolean;
    readonly source: Source | undefined;
}

/** How the engine writes what is not known yet, by the type of the value. Source: the SDK's runtime/rpc. */
const UNKNOWNS: ReadonlySet<unknown> = new Set([
    "04da6b54-80e4-46f7-96ec-b56ff0331ba9",
    "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",
    "3eeb2bf0-c639-47a8-9e75-3b44932eb421",
    "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",
    "dd056dcd-154b-4c76-9bd3-c8f88648b5ff",
]);
export const isUnknown = (value: unknown): boolean => UNKNOWNS.has(value);

const values = (value: unknown): Values | undefined => (isValues(value) ? value : undefined);

/** What applies is plain: no wishes. What is no value of a setting is not known, and neither is all of it while the unit above is unknown. */
function plain(effective: Values): Applied["settings"] {
    const settings: { [S in SettingName]?: boolean | number } = {};
    for (const name of SETTING_NAMES) {
        const written = effective[name];
        if (isPeriod(name)) {
            const period = isText(written) ? parsePeriod(written) : undefined;
            if (period !== undefined) settings[name] = period;
        } else if (typeof written === "boolean") settings[name] = written;
    }
    return settings;
}

function appliedOf(inputs: Readonly<Record<string, unknown>>): Applied | undefined {
    if (inputs.effective === undefined) return undefined;
    return { settings: plain(values(inputs.effective) ?? {}), decidedBy: inputs.decidedBy };
}

/** Who decides a setting. */
export function deciderOf({ decidedBy }: Applied, setting: SettingName): Decider | undefined {
    const decider = readDeciders(decidedBy)[setting];
    return decider === undefined ? undefined : { level: decider.level, by: tame(decider.by) };
}

function botOf(value: unknown): Bot | undefined {
    if (isUnknown(value)) return { type: "bot", host: undefined, address: undefined, unknown: true };
    const bot = values(value);
    if (bot === undefined) return undefined;
    const type = tamed(bot.type) ?? "bot";
    const written = bot.url ?? bot.endpointUrl;
    if (typeof written !== "string" || !URL.canParse(written))
        return { type, host: undefined, address: undefined, unknown: isUnknown(written) };
    // Neither credentials nor a query, which may hold a key.
    const { protocol, host, pathname } = new URL(written);
    return { type, host: tame(host), address: tame(`${protocol}//${host}${pathname}`), unknown: false };
}

const ABOVE: Readonly<Record<Step["type"], "customer" | "account" | "scope" | undefined>> = {
    Customer: undefined,
    Account: "customer",
    Project: "account",
    PrivacyPolicy: "scope",
};

function placeOf(type: Step["type"], { inputs, propertyDependencies }: State): Place {
    const input = ABOVE[type];
    if (input === undefined) return { token: undefined, urn: undefined };
    const given = inputs[input];
    return {
        token: typeof given === "string" && !isUnknown(given) ? tame(given) : undefined,
        urn: propertyDependencies?.[input]?.[0],
    };
}

const numbersOf = (value: unknown): readonly string[] =>
    Array.isArray(value)
        ? value.filter((number) => typeof number === "string" && !isUnknown(number)).map((number) => tame(number, 40))
        : [];

/** @param token where it is known from the other side */
export function sideOf(type: Step["type"], state: State, token?: string): Side {
    const { inputs, outputs } = state;
    const privacy = type === "PrivacyPolicy" ? inputs : values(inputs.privacy);
    const active = inputs.active !== false;
    const numbers = inputs.platformNumbers;
    return {
        name: isUnknown(inputs.name) ? undefined : tamed(inputs.name),
        token: tamed(state.id) ?? tamed(inputs.existing) ?? token,
        above: placeOf(type, state),
        active,
        purgeAt: tamed(outputs.purgeAt),
        applied: appliedOf(inputs),
        numbers: active ? numbersOf(numbers) : [],
        numbersUnknown: isUnknown(numbers) || (Array.isArray(numbers) && numbers.some(isUnknown)),
        bot: botOf(inputs.bot),
        existing: tamed(inputs.existing),
        because: tamed(privacy?.because),
        onDelete: tamed(inputs.onDelete),
        retained: state.retainOnDelete === true,
        source: sourceOf(state),
    };
}

/** The level that a resource declares something of. */
export function levelOf(step: Step): Level {
    const named: unknown = (step.newState ?? step.oldState)?.inputs.level;
    if (step.type === "Customer") return "customer";
    if (step.type === "Account") return "account";
    if (step.type === "Project") return "project";
    return named === "reseller" || named === "customer" || named === "account" ? named : "project";
}
