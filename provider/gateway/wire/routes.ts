/** The paths of the HTTP contract. */
import { CATALOGUE, CvgError } from "../../errors/index.js";
import { isToken, type Level, type UnitLevel } from "./contract.js";

export const ONE = {
    reseller: "/reseller/{reseller}",
    customer: "/customers/{reseller}/{customer}",
    account: "/account/{reseller}/{account}",
    project: "/project/{reseller}/{project}",
} as const satisfies Record<Level, string>;
export const CREATE = {
    customer: "/customers/{reseller}",
    account: "/accounts/{reseller}/{customer}",
    project: "/projects/{reseller}/{account}",
} as const satisfies Record<UnitLevel, string>;
export const RESTORE = {
    customer: "/customerrestore/{reseller}/{token}",
    account: "/accountrestore/{reseller}/{token}",
    project: "/projectrestore/{reseller}/{token}",
} as const satisfies Record<UnitLevel, string>;
export const MOVE = "/project/{reseller}/{project}/move";
export const TREE = "/projecthierarchy/{reseller}";
export const DEFAULTS = "/userdetails";

type Create = (typeof CREATE)[UnitLevel];
type Restore = (typeof RESTORE)[UnitLevel];

/** Every call that the client may make, as messages and counts name it: the compiler lets no other through, and no list of all forget one. */
export type ContractCall =
    | `GET ${typeof TREE | typeof DEFAULTS | (typeof ONE)[Level]}`
    | `POST ${(typeof ONE)[Level] | Create | Restore | typeof MOVE}`
    | `DELETE ${(typeof ONE)[UnitLevel]}`;
export type Method = "GET" | "POST" | "DELETE";
type CallBy<M extends Method> = Extract<ContractCall, `${M} ${string}`>;
/** The routes that are called so. */
export type RouteOf<M extends Method> = CallBy<M> extends `${M} ${infer Route}` ? Route : never;

/** The level above each. */
export const ABOVE = { customer: "reseller", account: "customer", project: "account" } as const satisfies Record<UnitLevel, Level>;

/** A template with tokens in place of its fields. @throws CvgError CVG599 for what is no token and would lead to another path */
export function fill(route: string, tokens: Readonly<Record<string, string>>): string {
    return route.replace(/\{(\w+)\}/g, (_field, name: string) => {
        const token = tokens[name] ?? "";
        if (!isToken(token)) throw CvgError.of(CATALOGUE.CVG599.says.noToken({ token: JSON.stringify(token), route }));
        return token;
    });
}
