/** Reads without managing, while the user's program runs. */
import { CATALOGUE, CvgError } from "../errors/index.js";
import { findReseller, findUnit, type Gateway, type Level, type ResellerFound, sameName, type UnitFound } from "../gateway/index.js";
import { demandFields } from "./arguments.js";
import { currentRun } from "./gate/program-run.js";
import { withoutStack } from "./plain-error.js";

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
        return await findReseller(gatewayFor("getReseller"));
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
        const sought = { caller: "getCustomer", level: "customer", above: undefined, name } as const;
        return await findUnit(gatewayFor("getCustomer"), { ...sought, declaredAs });
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
        const sought = { caller: "getAccount", level: "account", above: customer, name } as const;
        return await findUnit(gatewayFor("getAccount"), { ...sought, declaredAs });
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
        const sought = { caller: "getProject", level: "project", above: account, name } as const;
        return await findUnit(gatewayFor("getProject"), { ...sought, declaredAs });
    });
}

/** The resource of this program that makes a unit of that name, which is not there before `up`. */
const declaredAs = (level: Level, name: string): string | undefined =>
    currentRun().declarations.all.find((node) => node.kind === "unit" && node.level === level && isNamed(node.name, name))?.by;

const isNamed = (declared: unknown, name: string): boolean => typeof declared === "string" && sameName(declared, name);
