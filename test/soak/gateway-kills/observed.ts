/** What the gateway says is there, in the terms of the model: the tree, and every unit read by itself. */
import { z } from "zod";
import { CommonConfiguration, Tree, type UnitLevel } from "../../../provider/gateway/index.js";
import type { Send } from "./process.js";
import { type Body, type Tenant, type Unit, wireOf } from "./tenant.js";

const Read = z.looseObject({
    commonConfiguration: CommonConfiguration,
    filler: z.string(),
    inactive: z.boolean(),
    platformNumbers: z.array(z.string()).default([]),
});
const ONE: Readonly<Record<UnitLevel, string>> = { customer: "/customers", account: "/account", project: "/project" };

interface Place {
    readonly level: UnitLevel;
    readonly token: string;
    readonly name: string;
    readonly inactive: boolean;
    readonly above: string;
}

/** Each customer with all below, by the customer's name. @throws where a body is not whole, or tree and read differ */
export async function observed(send: Send, reseller: string): Promise<readonly (readonly [name: string, tenant: Tenant])[]> {
    const { status, text } = await send("GET", `/projecthierarchy/${reseller}`);
    if (status !== 200) throw new Error(`the tree was answered ${status} ${text}`);
    const { customers } = Tree.parse(JSON.parse(text));
    return await Promise.all(
        customers.map(async ({ customerToken, customerName, inactive, accounts }) => {
            const places: Place[] = [{ level: "customer", token: customerToken, name: customerName, inactive, above: reseller }];
            for (const account of accounts) {
                const { accountToken: token, accountName: name } = account;
                places.push({ level: "account", token, name, inactive: account.inactive, above: customerToken });
                for (const project of account.projects) {
                    const { projectToken, projectName } = project;
                    places.push({ level: "project", token: projectToken, name: projectName, inactive: project.inactive, above: token });
                }
            }
            const units: Unit[] = [];
            for (const place of places) units.push(await unitAt(send, reseller, place));
            return [customerName, new Map(units.map((unit) => [unit.token, unit]))] as const;
        }),
    );
}

async function unitAt(send: Send, reseller: string, { level, token, name, inactive, above }: Place): Promise<Unit> {
    const { status, text } = await send("GET", `${ONE[level]}/${reseller}/${token}`);
    if (status !== 200) throw new Error(`${level} ${name} is in the tree, and its read was answered ${status} ${text}`);
    const body: Readonly<Record<string, unknown>> = JSON.parse(text);
    const read = Read.parse(body);
    const found: Body = {
        name,
        dialogs: read.commonConfiguration.maxDialogRetentionTime,
        filler: read.filler,
        numbers: read.platformNumbers,
    };
    // Every field that was written, as it was written: a body of which a part is of another write is torn.
    expect(body).toMatchObject(wireOf(level, found));
    expect(read.inactive).toBe(inactive);
    return { ...found, level, token, above, inactive };
}

/** In an order of its own, so that two can be compared. */
export const listed = (tenant: Tenant): readonly Unit[] => [...tenant.values()].sort((one, other) => one.token.localeCompare(other.token));
