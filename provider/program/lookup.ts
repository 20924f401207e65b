/** Reads without managing, while the user's program runs. */
import { CATALOGUE, CvgError, unitText } from "../errors/index.js";
import { type Gateway, type Level, liveAt, NAME_FIELD, purgeAt, sameName, settingsOfBody, type TreeUnit } from "../gateway/index.js";
import { type ReadableSettings, readable } from "../policy/index.js";
import { demandFields } from "./arguments.js";
import { currentRun } from "./gate/program-run.js";
import { withoutStack } from "./plain-error.js";

/** What {@link getReseller} answers. */
export interface ResellerFound {
    /** The UUID that identifies the reseller at the gateway. */
    readonly token: string;
    readonly name: string;
    /** Its settings as they are now. They limit everything below. */
    readonly privacy: ReadableSettings;
}

/** What {@link getCustomer}, {@link getAccount} and {@link getProject} answer. */
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

/** Whoever calls these functions reads what went wrong, not where in this file. */
async function plainly<T>(look: () => Promise<T>): Promise<T> {
    try {
        return await look();
    } catch (thrown) {
        throw thrown instanceof CvgError ? withoutStack(thrown) : thrown;
    }
}

/** What is asked for must be known while the program runs. */
function requireText(caller: string, what: string, value: unknown): void {
    if (typeof value !== "string") throw CvgError.of(CATALOGUE.CVG326.says.output({ caller, what }));
}

/** The gateway of this run, for a function that a user calls by name. */
function gatewayFor(caller: string): Gateway {
    const gateway = currentRun().gateway();
    if (gateway !== undefined) return gateway;
    throw CvgError.of(CATALOGUE.CVG401.says.notHere({ caller }));
}

/**
 * Reads the configured reseller. Asks the gateway while the program runs.
 *
 * @throws CVG401 without a usable configuration; CVG5xx when the gateway does not answer.
 */
export function getReseller(): Promise<ResellerFound> {
    return plainly(async () => {
        const gateway = gatewayFor("getReseller");
        const body = await gateway.read("reseller", gateway.reseller);
        if (body === undefined) throw CvgError.of(CATALOGUE.CVG301.says.reseller({ token: gateway.reseller }));
        return { token: gateway.reseller, name: String(body[NAME_FIELD.reseller]), privacy: readable(settingsOfBody(body)) };
    });
}

/**
 * Finds a customer of the configured reseller by its display name, active or not. Asks the gateway while the program runs.
 *
 * @param args `name` as the console shows it: blanks around it do not count, case does
 * @throws CVG312 when none, or more than one, has this name; CVG401 without a usable configuration; CVG5xx when the gateway does not answer.
 * @example const acme = await cvg.getCustomer({ name: "Acme Versicherung" });
 */
export function getCustomer(args: { readonly name: string }): Promise<UnitFound> {
    return plainly(async () => {
        demandFields("getCustomer", args);
        const { name } = args;
        requireText("getCustomer", "name", name);
        const gateway = gatewayFor("getCustomer");
        return await foundBelow(gateway, "customer", (await gateway.tree()).reseller, name);
    });
}

/**
 * Finds an account by its display name, active or not. Asks the gateway while the program runs.
 *
 * @param args `customer`: token of the customer · `name` as the console shows it: blanks around it do not count, case does
 * @throws CVG301 when there is no such customer; CVG312 when none, or more than one, of its accounts has this name; CVG401, CVG5xx as {@link getCustomer}.
 * @example const claims = await cvg.getAccount({ customer: acme.token, name: "Schaden" });
 */
export function getAccount(args: { readonly customer: string; readonly name: string }): Promise<UnitFound> {
    return plainly(async () => {
        demandFields("getAccount", args);
        const { customer, name } = args;
        requireText("getAccount", "customer", customer);
        requireText("getAccount", "name", name);
        const gateway = gatewayFor("getAccount");
        return await foundBelow(gateway, "account", await place(gateway, "getAccount", "customer", customer), name);
    });
}

/**
 * Finds a project by its display name, active or not. Asks the gateway while the program runs.
 *
 * @param args `account`: token of the account · `name` as the console shows it: blanks around it do not count, case does
 * @throws CVG301 when there is no such account; CVG312 when none, or more than one, of its projects has this name; CVG401, CVG5xx as {@link getCustomer}.
 * @example const hotline = await cvg.getProject({ account: claims.token, name: "Schadenhotline" });
 */
export function getProject(args: { readonly account: string; readonly name: string }): Promise<UnitFound> {
    return plainly(async () => {
        demandFields("getProject", args);
        const { account, name } = args;
        requireText("getProject", "account", account);
        requireText("getProject", "name", name);
        const gateway = gatewayFor("getProject");
        return await foundBelow(gateway, "project", await place(gateway, "getProject", "account", account), name);
    });
}

async function place(gateway: Gateway, caller: string, level: Level, token: string): Promise<TreeUnit> {
    const unit = (await gateway.tree()).find(token);
    if (unit?.level === level) return unit;
    throw CvgError.of(CATALOGUE.CVG301.says.lookedUp({ caller, level, token }));
}

async function foundBelow(gateway: Gateway, level: Level, above: TreeUnit, name: string): Promise<UnitFound> {
    const candidates = above.below.filter((unit) => sameName(unit.name, name));
    const [unit] = candidates;
    if (unit === undefined || candidates.length > 1) throw notOne(level, above, name, candidates);
    const privacy = readable((await liveAt(gateway, level, unit.token)).effective.settings);
    const purged = unit.inactive ? await purgeAt(gateway, unit.deletionTimestamp ?? gateway.now()) : null;
    return { token: unit.token, name: unit.name, active: !unit.inactive, purgeAt: purged, privacy };
}

function notOne(level: Level, above: TreeUnit, name: string, candidates: readonly TreeUnit[]): CvgError {
    const facts = { level, above: unitText(above), name: name.trim() };
    const declared = candidates.length === 0 ? declaredAs(level, name) : undefined;
    if (declared !== undefined) return CvgError.of(CATALOGUE.CVG326.says.declared({ level, name: name.trim(), declared }));
    if (candidates.length === 0)
        return CvgError.of(CATALOGUE.CVG312.says.none({ ...facts, others: above.below.map((unit) => `"${unit.name}"`) }));
    const found = candidates.map(({ token, inactive }) => `${token} (${inactive ? "inactive" : "active"})`);
    return CvgError.of(CATALOGUE.CVG312.says.several({ ...facts, count: found.length, found }));
}

/** The resource of this program that makes a unit of that name, which is not there before `up`. */
const declaredAs = (level: Level, name: string): string | undefined =>
    currentRun().declarations.all.find((node) => node.kind === "unit" && node.level === level && isNamed(node.name, name))?.by;

const isNamed = (declared: unknown, name: string): boolean => typeof declared === "string" && sameName(declared, name);
