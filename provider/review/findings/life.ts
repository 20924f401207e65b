/** What a change does to the unit itself: made, taken out of use, restored, moved, replaced, renamed. */
import type { Live } from "../fleet/live.js";
import type { Side } from "../fleet/side.js";
import type { Ancestor, Tree } from "../fleet/tree.js";
import type { Unit } from "../fleet/unit.js";
import type { Deed, Told } from "../preview/changes-in-messages.js";
import type { Draft } from "./draft.js";
import { pathOf } from "./whom.js";

/** What the sentences about a unit's life need to know. */
export interface Clock {
    /** Of the reader, in milliseconds: "if applied today". */
    readonly now: number;
    /** Days from a deletion to the purge. */
    readonly retentionDays: number;
}

const DAY_MS = 24 * 60 * 60 * 1000;
const day = (instant: number): string => new Date(instant).toISOString().slice(0, 10);

const purgeAfter = ({ now, retentionDays }: Clock): string =>
    `${retentionDays} days later (${day(now + retentionDays * DAY_MS)} if applied today)`;

const instantOf = (text: string | undefined): number | undefined => {
    const instant = Date.parse(text ?? "");
    return Number.isNaN(instant) ? undefined : instant;
};

const plannedPurge = (purgeAt: string | undefined): string => {
    const instant = instantOf(purgeAt);
    return instant === undefined ? "as planned" : `on ${day(instant)}`;
};

/** Of a unit that is inactive already the gateway has told the date. */
const purgeOf = ({ purgeAt }: Side, clock: Clock): string => (purgeAt === undefined ? purgeAfter(clock) : plannedPurge(purgeAt));

/** A unit that leaves the program. */
export function leaving(unit: Unit, before: Side, clock: Clock, freed: readonly string[]): readonly Draft[] {
    if (unit.isPolicy || unit.read) return [];
    if (before.retained) return [{ kind: "forgotten", to: "not managed" }];
    if (before.active) return [{ kind: "deleted", to: "inactive", values: { to: purgeAfter(clock) }, details: freed }];
    const purge = instantOf(before.purgeAt);
    if (purge !== undefined && purge <= clock.now) return [{ kind: "purge-reached", to: "purged" }];
    return [{ kind: "gone-already", to: "inactive", values: { to: plannedPurge(before.purgeAt) } }];
}

/** A unit that stays in the program: whether it is in use, where it stands, and what it is called. */
export function staying(unit: Unit, before: Side, after: Side, tree: Tree, clock: Clock, freed: readonly string[]): readonly Draft[] {
    const drafts: Draft[] = [];
    // What is replaced although it was not in use is not there any more: only then is an inactive unit made anew.
    if (unit.replaced && !before.active) drafts.push({ kind: "purge-reached", to: "purged" });
    else if (unit.replaced) drafts.push({ kind: "token-lost", to: "new token", values: { to: purgeAfter(clock) }, details: freed });
    else if (before.active && !after.active)
        drafts.push({ kind: "deactivated", to: "inactive", values: { to: purgeOf(after, clock) }, details: freed });
    else if (!before.active && after.active) drafts.push({ kind: "restored", to: "active", values: { to: "" }, details: after.numbers });
    drafts.push(...moved(unit, tree));
    if (before.name !== undefined && after.name !== undefined && before.name !== after.name)
        drafts.push({ kind: "renamed", from: before.name, to: after.name });
    return drafts;
}

/** What is done with a unit that is there: the provider says it of the first units; of the others, whether it is inactive tells. */
function deedOf(unit: Unit, after: Side, { deeds }: Told, live: Live | undefined): "restored" | "adopted" | "continued" | "taken-over" {
    const deed = deeds.get(unit.resource);
    if (deed !== undefined) return DEEDS[deed];
    const there = after.existing === undefined ? undefined : live?.units.get(after.existing);
    if (there === undefined) return "taken-over";
    return there.inactive && after.active ? "restored" : "adopted";
}

const DEEDS: Readonly<Record<Deed, "restored" | "adopted" | "continued">> = {
    restores: "restored",
    adopts: "adopted",
    "continues with": "continued",
};

/** A unit that the program takes over. */
export function takenOver(unit: Unit, after: Side, told: Told, live: Live | undefined, settings: readonly Draft[]): Draft {
    const kind = deedOf(unit, after, told, live);
    const to = after.active ? "active" : "inactive";
    if (kind === "continued") return { kind, to };
    const unknown = settings.some((draft) => draft.kind === "before-unknown" || draft.kind === "only-live");
    const applies = unknown ? "" : settings.length === 0 ? "; the same settings apply as before" : "; other settings apply than before";
    return { kind, to, values: { to: applies }, details: kind === "restored" ? after.numbers : [] };
}

const isSame = (one: Ancestor | undefined, other: Ancestor | undefined): boolean =>
    one?.unit !== undefined && other?.unit !== undefined ? one.unit === other.unit : one?.token === other?.token;

function moved(unit: Unit, tree: Tree): readonly Draft[] {
    if (unit.replaced) return [];
    const [from, to] = [tree.above(unit, "before"), tree.above(unit, "after")];
    const [was, is] = [from.at(-1), to.at(-1)];
    if (was === undefined || is === undefined) return [];
    const elsewhere = !isSame(from[0], to[0]);
    // The account of another customer is another account, although it is the same line of the program.
    if (isSame(was, is) && !elsewhere) return [];
    const [old, now] = [pathOf(from), pathOf(to)];
    const drafts: Draft[] = [{ kind: "moved", from: old.join(" / "), to: now.join(" / ") }];
    if (elsewhere) drafts.push({ kind: "dialogs-change-hands", from: old[0] ?? "", to: now[0] ?? "" });
    return drafts;
}
