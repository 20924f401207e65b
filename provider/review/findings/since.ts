/** The same kinds where others did it already: what has been true since, instead of what would be. */
import type { Kind, Values } from "./kinds.js";

type Says = (values: Values) => string;

/** Of everything that drifts the same is to be asked. */
export const ASK_SINCE = "Who changed that, and why? `pulumi up` puts it back; to keep it, put it into the program.";

const BY_OTHERS = {
    "recordings-cut": ({ from, to }) => `recordings older than ${to} may be gone already (${from} was applied)`,
    "dialogs-cut": ({ from, to }) => `dialogs older than ${to} may be gone already (${from} was applied)`,
    "dialogs-off": () => "dialogs have not been stored since, and those stored may be gone already",
    "recordings-off": () => "calls could not be recorded since",
    "dialogs-change-hands": ({ to }) => `whoever works for ${to} has had its stored dialogs and recordings since`,
    "recordings-on": () => "calls may have been recorded since",
    "numbers-shown": () => "bots and integrations have seen callers' numbers since",
    "dialogs-on": () => "what is said in dialogs has been stored since",
    "recordings-longer": ({ from, to }) => `recordings have been kept ${to} since (${from} was applied)`,
    "dialogs-longer": ({ from, to }) => `what is said in dialogs has been kept ${to} since (${from} was applied)`,
    "outbound-on": () => "bots may have started calls, and handed calls over to agents, since",
    "bot-moved": ({ from, to }) => `calls have gone to a bot at ${to} since (${from} was applied)`,
    "number-moved": ({ to }) => `callers of a number of another unit have reached ${to} since`,
    deleted: () => "no longer at the gateway: purged, or lost otherwise",
    deactivated: ({ to }) => `set inactive: out of use since, purged for good ${to}`,
    "number-freed": () => "telephone numbers taken away: their callers have reached nobody since",
    moved: ({ from, to }) => `moved from ${from} to ${to}`,
    restored: () => "in use again, although it was applied as inactive",
    "numbers-hidden": () => "bots and integrations have seen md5-hash:... instead of callers' numbers since",
    "outbound-off": () => "bots could not start calls, nor hand calls over to agents, since",
    renamed: ({ from, to }) => `called "${to}" since ("${from}" was applied)`,
    "bot-address": ({ from, to }) => `calls have gone to another address of the same host since: ${to} (${from} was applied)`,
    "bot-secret": () => "the bot's secret differs",
    "number-added": () => "callers of more numbers have reached it since",
    fields: ({ to }) => `other fields differ: ${to}`,
} satisfies Partial<Readonly<Record<Kind, Says>>>;

/** What others can have done. */
export type KindByOthers = keyof typeof BY_OTHERS;

export const SINCE: Partial<Readonly<Record<Kind, Says>>> = BY_OTHERS;
