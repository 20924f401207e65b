/** What else a change means for callers and their data, said at preview, where the engine shows a token, a URL or nothing at all. */
import { text } from "../../../definition/draft.js";
import { type CheckRequest, type Draft, type Log, UNKNOWN } from "../../../definition/resource-definition.js";
import { CATALOGUE, unitText } from "../../../errors/index.js";
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
    const { says } = CATALOGUE.CVG116;
    if (effective.recordings === true) {
        const kept = typeof effective.recordingRetention === "string" ? effective.recordingRetention : undefined;
        log.each("info", { topic: "recordings", unit: by, ...says.recordings({ by, kept }) });
    }
    if (effective.anonymizeNumbers === false) log.each("info", { topic: "anonymizeNumbers", unit: by, ...says.numbers({ by }) });
}

/** The settings of a unit that declares none any more. */
function tellLetGo(log: Log, kind: UnitKind, { by, unit, inputs }: CheckedAt): void {
    const name = unit === undefined ? `${kind.level} "${String(inputs.name)}"` : unitText(unit);
    log.each("warning", { unit: by, ...CATALOGUE.CVG117.says.letGo({ by, unit: name }) });
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
    log.each("warning", { topic: `${here} ${there}`, unit: by, ...CATALOGUE.CVG325.says.moves({ by, from: here, to: there }) });
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
    log.each("warning", { topic: becomes, unit: by, ...CATALOGUE.CVG323.says.otherBot({ by, is: becomes, was }) });
}

async function tellBecomesInactive(
    { log, gateway }: CheckRequest,
    kind: UnitKind,
    before: Draft,
    { by, unit, inputs }: CheckedAt,
): Promise<void> {
    const days = (await gateway.defaults()).deletionRetentionTimeInDays;
    const on = (await plannedPurge(gateway)).slice(0, "2026-11-25".length);
    const said = CATALOGUE.CVG324.says.becomes({
        by,
        unit: `${kind.level} "${String(inputs.name)}"`,
        below: unitsBelow(unit).length,
        numbers: before.platformNumbers,
        purge: { days, on },
    });
    log.each("warning", { unit: by, ...said });
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
