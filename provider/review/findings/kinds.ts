/** What can happen, by kind: its class, the sentence that says it, and what to ask. The order is the order of display within a class. */
import type { FindingClass } from "./classes.js";

/** Values as people read them. */
export interface Values {
    readonly from: string;
    readonly to: string;
    /** Of the same data: "1 week". Empty where it is not known. */
    readonly kept: string;
}

interface Row {
    readonly class: FindingClass;
    readonly says: (values: Values) => string;
    readonly ask: string;
    /** What the details of one or many units say. */
    readonly detail: (list: string) => string;
}

const EXPORT = "Does anybody still need what is older? Export it first: nothing brings it back.";
const AGREED = "Does whoever answers for the callers' data agree?";
const RESTORABLE = "Is it really no longer needed? It can be restored until the purge, but not its numbers.";
const kept = (text: string): string => (text === "" ? "" : `, kept ${text}`);

const row = (of: FindingClass, says: Row["says"] | string, ask: string, detail: Row["detail"] = (list) => list): Row => ({
    class: of,
    says: typeof says === "string" ? () => says : says,
    ask,
    detail,
});

const FREES = (list: string): string => `frees ${list} at once; a restore does not bring numbers back`;
const BOT = (list: string): string => `bot: ${list}`;
const AGAIN = (list: string): string => `${list} again, if nobody else has taken the number since`;

export const KINDS = {
    "token-lost": row(
        "irrevocable",
        ({ to }) => `replaced: made anew with another token; the old one is inactive at once, and purged for good ${to}`,
        "Does anything know the unit by its token? Can the change be made without replacing it?",
        FREES,
    ),
    "purge-reached": row(
        "irrevocable",
        "purged for good already: what it held is gone, and what is made anew has another token",
        "Was that meant?",
    ),
    "recordings-cut": row(
        "data-lost",
        ({ from, to }) => `recordings older than ${to} may be deleted for good (kept ${from} today)`,
        EXPORT,
    ),
    "dialogs-cut": row("data-lost", ({ from, to }) => `dialogs older than ${to} may be deleted for good (kept ${from} today)`, EXPORT),
    "dialogs-off": row("data-lost", "dialogs are no longer stored, and those stored may be deleted for good", EXPORT),
    "recordings-off": row(
        "data-lost",
        "calls can no longer be recorded; stored recordings stay until they are due",
        "Does anybody rely on new recordings?",
    ),
    "dialogs-change-hands": row(
        "exposed",
        ({ to }) => `whoever works for ${to} gets its stored dialogs and recordings`,
        "May they? Nothing can be taken back once they are read.",
    ),
    "recordings-on": row("exposed", ({ kept: period }) => `calls may be recorded from now on${kept(period)}`, AGREED),
    "numbers-shown": row(
        "exposed",
        "bots and integrations see callers' numbers from now on",
        "May this bot, at this host, see who calls?",
        BOT,
    ),
    "dialogs-on": row("exposed", ({ kept: period }) => `what is said in dialogs is stored from now on${kept(period)}`, AGREED),
    "recordings-longer": row("exposed", ({ from, to }) => `recordings are kept ${to} (${from} today)`, AGREED),
    "dialogs-longer": row("exposed", ({ from, to }) => `what is said in dialogs is kept ${to} (${from} today)`, AGREED),
    "outbound-on": row("exposed", "bots may start calls, and hand calls over to agents, from now on", "Whom may the bot call?"),
    "new-records": row("exposed", ({ kept: period }) => `calls may be recorded from the first one on${kept(period)}`, AGREED),
    "new-shows": row(
        "exposed",
        "bots and integrations see callers' numbers from the first call on",
        "May this bot, at this host, see who calls?",
        BOT,
    ),
    "new-stores": row("exposed", ({ kept: period }) => `what is said in dialogs is stored from the first call on${kept(period)}`, AGREED),
    "new-outbound": row("exposed", "bots may start calls, and hand calls over to agents, from the start", "Whom may the bot call?"),
    "bot-moved": row(
        "bot-host",
        ({ from, to }) => `calls go to a bot at ${to} (${from} today)`,
        "Whose host is that, and may they hear the callers?",
        (list) => `callers of ${list}`,
    ),
    "number-moved": row(
        "bot-host",
        ({ to }) => `callers of a number that another unit has today reach ${to}`,
        "Is the other bot ready for these callers?",
    ),
    "bot-unknown": row("unverified", "where its calls go is known during the update only", "Which host will it be?"),
    "setting-unknown": row(
        "unverified",
        ({ to }) => `${to}: known during the update only, because it depends on what does not exist yet`,
        "What will it be?",
    ),
    "numbers-unknown": row("unverified", "its telephone numbers are known during the update only", "Which numbers will it be?"),
    "only-live": row(
        "unverified",
        ({ to }) => `${to} may change: it does not declare its settings, so only the gateway knows them`,
        "Run `cvg review --live` with credentials that may read.",
    ),
    "below-unknown": row(
        "unverified",
        "what is below it and not declared here changes too: only the gateway knows these units",
        "Run `cvg review --live` with credentials that may read.",
    ),
    "before-unknown": row(
        "unverified",
        "what applied before it was taken over is not known here, so neither is what gets looser or stricter",
        "Run `cvg review --live` with credentials that may read.",
    ),
    "below-uncounted": row(
        "unverified",
        "whether units below it that are not declared here change too is not known: a preview counts them for the first units only",
        "Run `cvg review --live` with credentials that may read.",
    ),
    deleted: row("out-of-use", ({ to }) => `taken out of use: inactive at once, purged for good ${to}`, RESTORABLE, FREES),
    deactivated: row("out-of-use", ({ to }) => `set inactive: out of use at once, purged for good ${to}`, RESTORABLE, FREES),
    "number-freed": row(
        "out-of-use",
        "telephone numbers free at once: their callers reach nobody, and others may take them",
        "Does nobody call it any more? A freed number may be gone for good.",
    ),
    "meant-as-move": row(
        "meant-as-move",
        ({ from, to }) =>
            `deleted as \`${from}\` and made anew as \`${to}\`: another token; its dialogs and recordings go with the old one`,
        "Is this meant to be a move? Then one line keeps it.",
        (list) => `to keep it: ${list}`,
    ),
    moved: row(
        "moved",
        ({ from, to }) => `moved from ${from} to ${to}, with its token, numbers, dialogs and recordings`,
        "Who works there, and what applies there?",
    ),
    restored: row("restored", ({ to }) => `restored: back in use with the token it had${to}`, "Does its bot still answer?", AGAIN),
    adopted: row(
        "restored",
        ({ to }) => `adopted: it is there already, keeps its token, and is managed by this program from now on${to}`,
        "Does nobody else manage it?",
    ),
    "taken-over": row(
        "restored",
        ({ to }) => `adopted, or restored if it is inactive: it is there already, and keeps its token${to}`,
        "Is it the unit that is meant?",
    ),
    continued: row(
        "restored",
        "made already, just as it is declared, by a run that did not end: it keeps its token, and is managed by this program from now on",
        "Was that a run of this program?",
    ),
    "numbers-hidden": row(
        "stricter",
        "bots and integrations no longer see callers' numbers, but md5-hash:...",
        "Does a bot look callers up by number, or a CRM match them? That stops.",
    ),
    "outbound-off": row(
        "stricter",
        "bots can no longer start calls, nor hand calls over to agents",
        "Does a bot hand over to people? Such attempts fail with DISABLED.",
    ),
    "new-closed": row(
        "new",
        "new: nothing is recorded or stored, no numbers are shown, no outbound calls",
        "Is it meant to record or store nothing?",
    ),
    undeclared: row(
        "new",
        "at the gateway, but not declared in this program",
        'Who made it? Declare it with ifExists: "adopt", or delete it.',
    ),
    "new-unit": row("new", "new", "Is everything below it declared?"),
    renamed: row("other", ({ from, to }) => `renamed from "${from}" to "${to}"; its token stays`, "Does anybody search for the old name?"),
    unmanaged: row(
        "other",
        "its settings are no longer managed by this program; they stay as they are",
        "Who looks after them from now on?",
    ),
    reset: row(
        "other",
        "its settings are no longer managed, and become the stricter of what applies now and the console's default",
        "Is data older than the console's default still needed?",
    ),
    forgotten: row("other", "no longer managed by this program; it stays in use", "Who looks after it from now on?"),
    "gone-already": row(
        "other",
        ({ to }) => `taken out of the program; it is inactive already, and purged for good ${to}`,
        "Was it to be restored instead?",
    ),
    "bot-address": row(
        "other",
        ({ from, to }) => `the bot's address changes on the same host: ${to} (${from} today)`,
        "Is the bot deployed there?",
    ),
    "bot-secret": row("other", "the bot's secret changes", "Does the bot know the new one?"),
    "number-added": row("other", "callers of more numbers reach it from now on", "Is the bot ready for them?"),
    fields: row("other", ({ to }) => `other fields change: ${to}`, "Is that all that was meant?"),
    elsewhere: row("other", ({ to }) => `resources of other providers: ${to}`, "Look at them in the preview itself."),
} as const satisfies Record<string, Row>;

export type Kind = keyof typeof KINDS;
export const KIND_NAMES = Object.keys(KINDS) as readonly Kind[];
