/** What is said of a unit that a new one takes the place of (CVG328). */
import { counted, firstOf, freedNumbers, series } from "./words.js";

/** When a unit that becomes inactive now is purged. */
export interface Purge {
    readonly days: number;
    /** Year, month and day. */
    readonly on: string;
}

export const atTheEarliest = ({ days, on }: Purge): string => `${days} days later, on ${on} at the earliest`;

/** What becomes of a unit that another takes the place of. */
export type Fate =
    | { readonly isInactive: true; readonly purgeOn: string }
    | { readonly isInactive: false; readonly deletesFirst: boolean | "unknown"; readonly purge: Purge };

const when = (first: boolean | "unknown"): string => {
    if (first === "unknown") return "in this run";
    return first ? "before the new one is made" : "at the end of this run";
};

const become = (fate: Fate): string =>
    fate.isInactive
        ? `is inactive already, and will be purged on ${fate.purgeOn}`
        : `becomes inactive ${when(fate.deletesFirst)}, and is purged for good ${atTheEarliest(fate.purge)}`;

/** A unit that a new one is made in the place of. */
export interface Replaced {
    readonly by: string;
    readonly level: string;
    readonly unit: string;
    readonly fate: Fate;
    /** Names of units below that this program declares, of others, and, where nobody is told whose they are, of all others. */
    readonly ours: readonly string[];
    readonly others: readonly string[];
    readonly ofWhom: readonly string[];
    readonly numbers: unknown;
    /** Those that the new one is to have, where nobody is told whether the old one goes first. */
    readonly kept: readonly string[];
}

/** Where the old project goes last, the new one cannot have them. */
const keptNumbers = (numbers: readonly string[]): string =>
    numbers.length === 0
        ? ""
        : ` It is to have ${series(numbers)} of the old one: say deleteBeforeReplace: true in its options, or this run stops at it (CVG305).`;

/** One more unit of a name: `more` of them are there beside `unit`. */
export interface Second {
    readonly by: string;
    readonly level: string;
    readonly unit: string;
    readonly more: number;
    readonly fate: Fate;
}

const childrenOf = (level: string, names: readonly string[]): string =>
    `${counted(names.length, level === "customer" ? "account" : "project")} (${firstOf(names.map((name) => `"${name}"`))})`;

function oursBelow(level: string, names: readonly string[]): string {
    if (names.length === 0) return "";
    const deed =
        level === "customer" ? "replaced as well, because an account cannot move" : "moved to the new one, with token, numbers and data";
    return ` Of what is below it, ${childrenOf(level, names)} of this program will be ${deed}.`;
}

const childrenBelow = (level: string, names: readonly string[], fate: string): string =>
    names.length === 0 ? "" : ` ${childrenOf(level, names)} below it${fate} the old one from becoming inactive (CVG303).`;
const OTHERS = " that this program does not declare under that name stays there: unless moved or made inactive first, it keeps";
const untold = (level: string): string =>
    `: what this program declares in the new one is ${level === "customer" ? "replaced as well" : "moved there"}; anything else keeps, unless moved or made inactive first,`;

export const replacedUnit = ({ by, level, unit, fate, ours, others, ofWhom, numbers, kept }: Replaced): string => {
    const staysOrLearns =
        level === "project" ? "Its dialog data and recordings stay with it" : "What knows the old token has to learn the new one";
    const below = `${oursBelow(level, ours)}${childrenBelow(level, others, OTHERS)}${childrenBelow(level, ofWhom, untold(level))}`;
    return `${by}: replaced: the new ${level} gets a token of its own. ${unit} ${become(fate)}. ${staysOrLearns}.${below}${freedNumbers(numbers)}${keptNumbers(kept)}`;
};

export const secondUnit = ({ by, level, unit, more, fate }: Second): string =>
    `${by}: a second ${level} of its name is made, because ifExists is "create", beside ${unit}${more > 0 ? ` and ${more} more of this name` : ""}. If it takes the place of that one (--replace, or the resource is tainted), that one ${become(fate)}.`;
