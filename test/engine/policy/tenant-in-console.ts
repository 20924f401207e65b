/** A tenant that an admin made in the console, and policies of it by token, as a team that owns no units would declare them. */

import type { Sandbox } from "../../../provider/sandbox/index.js";
import { tell } from "../../../provider/told.js";
import { openOnWire, PROJECT_BODY } from "../../harness/bodies.js";
import type { Console, Json, ShownUnit } from "../../harness/console.js";
import type { Declaration } from "../../harness/engine-on-grpc.js";
import type { Properties } from "../../harness/properties.js";

export const OPEN: Json = openOnWire(604_800_000);

export interface TenantInConsole {
    readonly customer: string;
    readonly account: string;
    readonly project: string;
}

export async function unitNamed(console: Console, name: string): Promise<ShownUnit> {
    const unit = (await console.units()).get(name);
    if (unit === undefined) throw new Error(`the gateway has no ${name}`);
    return unit;
}

/** Customer Acme with account Schaden with project Hotline, all as loose as can be. */
export async function tenantInConsole(console: Console, { reseller }: Sandbox): Promise<TenantInConsole> {
    await console.post(`/customers/${reseller}`, { customerName: "Acme", commonConfiguration: OPEN });
    const customer = (await unitNamed(console, "Acme")).token;
    await console.post(`/accounts/${reseller}/${customer}`, { accountName: "Schaden", commonConfiguration: OPEN });
    const account = (await unitNamed(console, "Schaden")).token;
    await console.post(`/projects/${reseller}/${account}`, { ...PROJECT_BODY, projectName: "Hotline", commonConfiguration: OPEN });
    return { customer, account, project: (await unitNamed(console, "Hotline")).token };
}

export const policyOf = (name: string, scope: string, inputs: Properties): Declaration => ({
    type: "cvg:PrivacyPolicy",
    name,
    inputs: { scope, ...inputs, ...tell({ by: name, below: [] }) },
});
