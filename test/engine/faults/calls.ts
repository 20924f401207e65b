/** Every call of the client, and the commands that make it. A call that the client learns is missed here by the compiler until it has rows. */
import type { ContractCall } from "../../../provider/gateway/wire/routes.js";
import { SCENARIO_NAMES, type ScenarioName } from "./scenarios.js";

/** As the gateway counts requests. */
export type Requested = ContractCall | "POST token";

const EVERY = SCENARIO_NAMES;
const RESTORES = ["restore with ifExists", "restore of what was made inactive in the console", "a tenant becomes active again"] as const;
const POLICIES = ["policies loosen", "policies tighten"] as const;

const MADE_IN: Readonly<Record<Requested, readonly [ScenarioName, ...ScenarioName[]] | typeof EVERY>> = {
    "POST token": EVERY,
    "GET /projecthierarchy/{reseller}": EVERY,
    "GET /userdetails": [
        "up of a new tenant",
        "update at every level",
        "destroy",
        ...RESTORES,
        "a tenant becomes inactive",
        "projects move",
        "an account is replaced",
    ],
    "GET /reseller/{reseller}": [
        "up of a new tenant",
        "update at every level",
        "refresh",
        ...RESTORES,
        "a tenant becomes inactive",
        "projects move",
        "an account is replaced",
        ...POLICIES,
    ],
    "POST /reseller/{reseller}": ["update at every level"],
    "POST /customers/{reseller}": ["up of a new tenant"],
    "GET /customers/{reseller}/{customer}": [
        "update at every level",
        "refresh",
        ...RESTORES,
        "projects move",
        "an account is replaced",
        ...POLICIES,
    ],
    "POST /customers/{reseller}/{customer}": ["update at every level", ...POLICIES],
    "DELETE /customers/{reseller}/{customer}": ["destroy", "a tenant becomes inactive"],
    "POST /customerrestore/{reseller}/{token}": RESTORES,
    "POST /accounts/{reseller}/{customer}": ["up of a new tenant", "an account is replaced"],
    "GET /account/{reseller}/{account}": [
        "update at every level",
        "refresh",
        ...RESTORES,
        "projects move",
        "an account is replaced",
        ...POLICIES,
    ],
    "POST /account/{reseller}/{account}": ["update at every level", ...POLICIES],
    "DELETE /account/{reseller}/{account}": ["destroy", "a tenant becomes inactive", "an account is replaced"],
    "POST /accountrestore/{reseller}/{token}": RESTORES,
    "POST /projects/{reseller}/{account}": ["up of a new tenant"],
    "GET /project/{reseller}/{project}": [
        "update at every level",
        "refresh",
        ...RESTORES,
        "projects move",
        "an account is replaced",
        ...POLICIES,
    ],
    "POST /project/{reseller}/{project}": ["update at every level", ...RESTORES, "projects move", "an account is replaced", ...POLICIES],
    "DELETE /project/{reseller}/{project}": ["destroy", "a tenant becomes inactive"],
    "POST /project/{reseller}/{project}/move": ["projects move", "an account is replaced"],
    "POST /projectrestore/{reseller}/{token}": RESTORES,
};

/** Each call in each command that makes it. */
export const CELLS: readonly { readonly call: Requested; readonly scenario: ScenarioName }[] = callsOf(MADE_IN);

function callsOf<Call extends string>(table: Readonly<Record<Call, readonly ScenarioName[]>>) {
    const calls: Call[] = [];
    for (const call in table) calls.push(call);
    return calls.flatMap((call) => table[call].map((scenario) => ({ call, scenario })));
}
