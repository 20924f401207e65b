/** Reads without managing: a unit by its display name, below a level that is known. */
import { CATALOGUE, CvgError, unitText } from "../../errors/index.js";
import { type ReadableSettings, readable } from "../../policy/index.js";
import type { Gateway, TreeUnit } from "../gateway.js";
import { liveAt } from "../live-settings.js";
import { purgeAt } from "../purge.js";
import { type Level, NAME_FIELD } from "../wire/contract.js";
import { sameName } from "../wire/names.js";
import { settingsOfBody } from "../wire/settings.js";

/** What `getReseller` answers. */
export interface ResellerFound {
    /** The UUID that identifies the reseller at the gateway. */
    readonly token: string;
    readonly name: string;
    /** Its settings as they are now. They limit everything below. */
    readonly privacy: ReadableSettings;
}

/** What `getCustomer`, `getAccount` and `getProject` answer. */
export interface UnitFound {
    /** The UUID that identifies the unit at the gateway. Wherever a unit is named, its token will do. */
    readonly token: string;
    readonly name: string;
    /** False: it is deleted, and waits for its purge. */
    readonly active: boolean;
    /** When an inactive unit is purged for good, as ISO 8601; null while it is active. */
    readonly purgeAt: string | null;
    /** What applies to it now, after all levels above. */
    readonly privacy: ReadableSettings;
}

/** What is looked for. */
export interface Sought {
    /** The function that a user calls: for messages. */
    readonly caller: string;
    readonly level: "customer" | "account" | "project";
    /** Token of the unit above; not of the reseller. */
    readonly above: string | undefined;
    readonly name: string;
    /** The logical name of the resource that makes a unit of that name, where one is known. */
    readonly declaredAs?: (level: Level, name: string) => string | undefined;
}

/** @throws CVG301 where the gateway does not know the configured reseller, CVG5xx when it does not answer */
export async function findReseller(gateway: Gateway): Promise<ResellerFound> {
    const body = await gateway.read("reseller", gateway.reseller);
    if (body === undefined) throw CvgError.of(CATALOGUE.CVG301.says.reseller({ token: gateway.reseller }));
    return { token: gateway.reseller, name: String(body[NAME_FIELD.reseller]), privacy: readable(settingsOfBody(body)) };
}

const ABOVE = { customer: "reseller", account: "customer", project: "account" } as const;

/** @throws CVG301 where there is no such unit above; CVG312 and CVG326 where none, or more than one, has this name; CVG5xx when the gateway does not answer */
export async function findUnit(gateway: Gateway, sought: Sought): Promise<UnitFound> {
    const { level, name } = sought;
    const tree = await gateway.tree();
    const above = sought.above === undefined ? tree.reseller : tree.find(sought.above);
    if (above?.level !== ABOVE[level])
        throw CvgError.of(CATALOGUE.CVG301.says.lookedUp({ caller: sought.caller, level: ABOVE[level], token: sought.above ?? "" }));
    const candidates = above.below.filter((unit) => sameName(unit.name, name));
    const [unit] = candidates;
    if (unit === undefined || candidates.length > 1) throw notOne(sought, above, candidates);
    const privacy = readable((await liveAt(gateway, level, unit.token)).effective.settings);
    const purged = unit.inactive ? await purgeAt(gateway, unit.deletionTimestamp ?? gateway.now()) : null;
    return { token: unit.token, name: unit.name, active: !unit.inactive, purgeAt: purged, privacy };
}

function notOne({ level, name, declaredAs }: Sought, above: TreeUnit, candidates: readonly TreeUnit[]): CvgError {
    const facts = { level, above: unitText(above), name: name.trim() };
    const declared = candidates.length === 0 ? declaredAs?.(level, name) : undefined;
    if (declared !== undefined) return CvgError.of(CATALOGUE.CVG326.says.declared({ level, name: name.trim(), declared }));
    if (candidates.length === 0)
        return CvgError.of(CATALOGUE.CVG312.says.none({ ...facts, others: above.below.map((unit) => `"${unit.name}"`) }));
    const found = candidates.map(({ token, inactive }) => `${token} (${inactive ? "inactive" : "active"})`);
    return CvgError.of(CATALOGUE.CVG312.says.several({ ...facts, count: found.length, found }));
}
