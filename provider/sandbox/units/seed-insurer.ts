/** The tenants of the seed `insurer`. Numbers are from the range that the German regulator keeps for film and fiction. */
import type { Settings } from "../data/settings.js";

export interface SeedProject {
    readonly name: string;
    readonly settings?: Partial<Settings>;
    readonly numbers?: readonly string[];
}

export interface SeedAccount {
    readonly name: string;
    readonly settings?: Partial<Settings>;
    readonly projects: readonly SeedProject[];
}

export interface SeedCustomer {
    readonly name: string;
    readonly settings?: Partial<Settings>;
    readonly accounts: readonly SeedAccount[];
}

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

export const INSURER: readonly SeedCustomer[] = [
    {
        name: "Acme Versicherung",
        settings: { maxDialogRetentionTime: DAY, maxRecordingRetentionTime: 7 * DAY },
        accounts: [
            {
                name: "Schaden",
                projects: [
                    { name: "Schadenhotline", numbers: ["+493023125001"] },
                    { name: "Glasbruch", numbers: ["+493023125002"], settings: { allowRecordings: false } },
                ],
            },
            {
                // Health data: nothing is recorded, and no bot sees a number.
                name: "Krankenversicherung",
                settings: { allowRecordings: false, anonymizeRemoteNumbers: true, maxDialogRetentionTime: HOUR },
                projects: [{ name: "Leistungsauskunft", numbers: ["+493023125003"] }],
            },
            { name: "Vertrieb", projects: [{ name: "Terminvereinbarung", numbers: ["+493023125004"] }] },
        ],
    },
    {
        name: "Stadtwerke Musterstadt",
        settings: { allowOutboundCalls: false },
        accounts: [{ name: "Kundenservice", projects: [{ name: "Zählerstand", numbers: ["+493023125005"] }] }],
    },
];
