/** What else a change means for callers and their data, said at preview, where the engine shows a token, a URL or nothing at all. */
import { text } from "../../../definition/draft.js";
import { type CheckRequest, type Draft, type Log, UNKNOWN } from "../../../definition/resource-definition.js";
import { counted, freedNumbers, unitText } from "../../../errors/index.js";
import { customerOf, isObject, plannedPurge, type TreeUnit } from "../../../gateway/index.js";
import { unitsBelow } from "../../privacy/looser-below.js";
import type { UnitKind } from "../kind.js";

/** A unit whose inputs were checked. */
export interface CheckedAt {
    /** Logical name of the resource. */
    readonly by: string;
    /** Token of the unit above, where it is known. */
    readonly parent: string | undefined;
    /** The unit that is there, where it is known. */
    readonly unit: TreeUnit | undefined;
    /** The inputs as check leaves them. */
    readonly inputs: Draft;
}

/** A new unit loosens nothing, and may all the same record calls and show numbers from its first moment. */
export function tellBornOpen(log: Log, by: string, effective: unknown): void {
    if (!isObject(effective)) return;
    const told = { code: "CVG116", unit: by } as const;
    if (effective.recordings === true) {
        const kept = typeof effective.recordingRetention === "string" ? ` (kept for "${effective.recordingRetention}")` : "";
        const alike = "new, and calls may be recorded";
        log.each("info", { ...told, topic: "recordings", what: `${by}: ${alike}${kept}.`, alike });
    }
    if (effective.anonymizeNumbers === false) {
        const alike = "new, and bots and integrations see phone numbers";
        log.each("info", { ...told, topic: "anonymizeNumbers", what: `${by}: ${alike}.`, alike });
    }
}

/** The settings of a unit that declares none any more. */
function tellLetGo(log: Log, kind: UnitKind, { by, unit, inputs }: CheckedAt): void {
    const name = unit === undefined ? `${kind.level} "${String(inputs.name)}"` : unitText(unit);
    const alike = "no longer managed here; they stay as they are unless another resource declares them";
    log.each("warning", {
        code: "CVG117",
        unit: by,
        what: `${by}: the privacy settings of ${name} are ${alike}.`,
        alike: `settings are ${alike}`,
    });
}

/** Whose the place is that a project leaves, and whose the one that it goes to. */
async function tellMove({ log, gateway, told }: CheckRequest, before: string, { by, parent }: CheckedAt): Promise<void> {
    const tree = await gateway.tree();
    const named = (token: string | undefined): TreeUnit | undefined => (token === undefined ? undefined : tree.find(token));
    const place = (account: TreeUnit | undefined, customer: TreeUnit | undefined, otherwise: string): string => {
        if (account === undefined) return otherwise;
        return customer === undefined ? `account "${account.name}"` : `account "${account.name}" of customer "${customer.name}"`;
    };
    const [from, to] = [named(before), named(parent)];
    const toCustomer = to?.above ?? named(parent === undefined ? undefined : await customerOf(gateway, parent).catch(() => undefined));
    const [account, customer] = told.above ?? [];
    const ofCustomer = customer?.level === "customer" && typeof customer.name === "string" ? ` of customer "${customer.name}"` : "";
    const isNamed = account?.level === "account" && typeof account.name === "string";
    const fresh = isNamed ? `account "${String(account.name)}"${ofCustomer}, which is new` : "another account";
    const [here, there] = [place(from, from?.above, "its account"), place(to, toCustomer, fresh)];
    const what = `${by}: moves from ${here} to ${there}, with its numbers and its data.`;
    const alike = `projects move from ${here} to ${there}, with their numbers and their data`;
    log.each("warning", { code: "CVG325", topic: `${here} ${there}`, unit: by, what, alike });
}

/** Where a bot is reached: its host, else its kind. Undefined where that is not known yet. */
function reachedAt(bot: unknown): string | undefined {
    if (!isObject(bot)) return undefined;
    const url = bot.url ?? bot.endpointUrl;
    if (url === UNKNOWN || bot.type === UNKNOWN) return undefined;
    return typeof url === "string" && URL.canParse(url) ? `"${new URL(url).host}"` : `"${String(bot.type)}"`;
}

function tellOtherBot(log: Log, before: Draft, { by, inputs }: CheckedAt): void {
    const [was, becomes] = [reachedAt(before.bot), reachedAt(inputs.bot)];
    if (was === undefined || becomes === undefined || was === becomes) return;
    const alike = `calls go to the bot at ${becomes} instead of ${was}`;
    log.each("warning", { code: "CVG323", topic: becomes, unit: by, what: `${by}: ${alike}.`, alike });
}

async function tellBecomesInactive(
    { log, gateway }: CheckRequest,
    kind: UnitKind,
    before: Draft,
    { by, unit, inputs }: CheckedAt,
): Promise<void> {
    const [name, below] = [`${kind.level} "${String(inputs.name)}"`, unitsBelow(unit).length];
    const days = (await gateway.defaults()).deletionRetentionTimeInDays;
    const day = (await plannedPurge(gateway)).slice(0, "2026-11-25".length);
    const along = below === 0 ? "" : ` with the ${counted(below, "active unit")} below it`;
    const purge = `purged for good ${days} days later, on ${day} at the earliest`;
    const what = `${by}: ${name} becomes inactive${along}, and is ${purge}, unless it is active again before.${freedNumbers(before.platformNumbers)}`;
    log.each("warning", {
        code: "CVG324",
        unit: by,
        what,
        alike: `units become inactive, and are ${purge}, unless they are active again before`,
    });
}

/** Changes of a unit that was there before this run. */
export async function tellChanges(kind: UnitKind, request: CheckRequest, at: CheckedAt): Promise<void> {
    const { before, log } = request;
    const { inputs, parent } = at;
    if (before === undefined) return;
    if (inputs.active === false) {
        if (before.active !== false) await tellBecomesInactive(request, kind, before, at);
        return;
    }
    if (before.privacy !== undefined && inputs.privacy === undefined) tellLetGo(log, kind, at);
    const was = kind.parent?.moves === true ? text(before[kind.parent.input]) : undefined;
    if (was !== undefined && was !== parent) await tellMove(request, was, at);
    tellOtherBot(log, before, at);
}
