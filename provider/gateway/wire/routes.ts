/** The paths of the HTTP contract. */
import { CvgError } from "../../errors/index.js";
import { type Level, Token, type UnitLevel } from "./contract.js";

export const ONE: Readonly<Record<Level, string>> = {
    reseller: "/reseller/{reseller}",
    customer: "/customers/{reseller}/{customer}",
    account: "/account/{reseller}/{account}",
    project: "/project/{reseller}/{project}",
};
export const CREATE: Readonly<Record<UnitLevel, string>> = {
    customer: "/customers/{reseller}",
    account: "/accounts/{reseller}/{customer}",
    project: "/projects/{reseller}/{account}",
};
export const RESTORE: Readonly<Record<UnitLevel, string>> = {
    customer: "/customerrestore/{reseller}/{token}",
    account: "/accountrestore/{reseller}/{token}",
    project: "/projectrestore/{reseller}/{token}",
};
export const MOVE = "/project/{reseller}/{project}/move";
export const TREE = "/projecthierarchy/{reseller}";
export const DEFAULTS = "/userdetails";

/** The level above each. */
export const ABOVE = { customer: "reseller", account: "customer", project: "account" } as const satisfies Record<UnitLevel, Level>;

/** A template with tokens in place of its fields. @throws CvgError CVG599 for what is no token and would lead to another path */
export function fill(route: string, tokens: Readonly<Record<string, string>>): string {
    return route.replace(/\{(\w+)\}/g, (_field, name: string) => {
        const token = tokens[name] ?? "";
        if (!Token.safeParse(token).success) throw new CvgError("CVG599", `${JSON.stringify(token)} stands where ${route} needs a token`);
        return token;
    });
}
