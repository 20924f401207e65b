/** Bodies as the contract has them, written by hand. */
import { PROJECT_BODY } from "../../harness/bodies.js";
import type { Json, Opened } from "./open-sandbox.js";

export const MINUTES_10 = 600_000;
export const HOUR = 3_600_000;
export const DAY = 86_400_000;
export const WEEK = 604_800_000;
export const MONTH = 2_592_000_000;

/** What a fresh reseller has: everything on, nothing anonymized, 30 days. */
export const OPEN = {
    allowOutboundCalls: true,
    allowRecordings: true,
    maxRecordingRetentionTime: MONTH,
    anonymizeRemoteNumbers: false,
    storeDialogData: true,
    maxDialogRetentionTime: MONTH,
};
export type Settings = typeof OPEN;

/** Every setting at its strict end. */
export const CLOSED: Settings = {
    allowOutboundCalls: false,
    allowRecordings: false,
    maxRecordingRetentionTime: MINUTES_10,
    anonymizeRemoteNumbers: true,
    storeDialogData: false,
    maxDialogRetentionTime: MINUTES_10,
};

export const ALL_SIX = [
    "commonConfiguration.allowOutboundCalls",
    "commonConfiguration.allowRecordings",
    "commonConfiguration.anonymizeRemoteNumbers",
    "commonConfiguration.maxDialogRetentionTime",
    "commonConfiguration.maxRecordingRetentionTime",
    "commonConfiguration.storeDialogData",
];

export const reseller = (settings: Partial<Settings> = {}): Json => ({
    resellerName: "Reseller",
    commonConfiguration: { ...OPEN, ...settings },
});
export const customer = (settings: Partial<Settings> = {}, more: Json = {}): Json => ({
    customerName: "Acme",
    commonConfiguration: { ...OPEN, ...settings },
    ...more,
});
export const account = (settings: Partial<Settings> = {}, more: Json = {}): Json => ({
    accountName: "Claims",
    commonConfiguration: { ...OPEN, ...settings },
    ...more,
});
export const project = (settings: Partial<Settings> = {}, more: Json = {}): Json => ({
    ...PROJECT_BODY,
    projectName: "Hotline",
    commonConfiguration: { ...OPEN, ...settings },
    synthesizers: [{ vendor: "MICROSOFT", profileToken: "warm" }],
    botConfiguration: { type: "rasa", url: "https://bot.example", token: "bot-secret" },
    ...more,
});

export interface Place {
    readonly customer: string;
    readonly account: string;
    readonly project: string;
}

/** One unit on each level. */
export async function unitsIn({ call }: Opened, bodies: { customer?: Json; account?: Json; project?: Json } = {}): Promise<Place> {
    const created = async (path: string, body: Json): Promise<string> => {
        const { status, json, text } = await call("POST", path, body);
        if (status !== 201) throw new Error(text);
        return json;
    };
    const acme = await created("/customers/{reseller}", bodies.customer ?? customer());
    const claims = await created(`/accounts/{reseller}/${acme}`, bodies.account ?? account());
    return {
        customer: acme,
        account: claims,
        project: await created(`/projects/{reseller}/${claims}`, bodies.project ?? project()),
    };
}

/** What a refusal says, fields in alphabetical order: the contract promises all of them, not their order. */
export function refusal({
    status,
    json,
}: {
    readonly status: number;
    readonly json: { errorData: { code: string; fieldReferences: string[] } };
}) {
    return { status, code: json.errorData.code, fields: [...json.errorData.fieldReferences].sort() };
}
