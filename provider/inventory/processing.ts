/**
 * The record of processing activities (GDPR, Article 30(1) for controllers and 30(2) for processors) as far as the gateway knows it.
 *
 * Each customer is a controller with one row a project: that is where people's data is processed. What no gateway can know (purposes, legal
 * bases, contacts, contracts) is an open field, never a guess.
 */
import { formatPeriod, SETTING_NAMES, type SettingName, type Settings } from "../policy/index.js";
import type { Inventory, InventoryUnit } from "./inventory.js";
import { recipientsOf } from "./recipients.js";
import { pathOf } from "./words.js";

/** What the gateway cannot know. */
export const OPEN = "open, to be filled in";

export interface ProcessingEntry {
    readonly token: string;
    /** `Acme Versicherung / Schaden / Schadenhotline`. */
    readonly project: string;
    readonly categories: readonly string[];
    readonly recipients: readonly string[];
    /** Start point and standard period, as DIN 66398 asks for: "end of the dialog + 1 day". */
    readonly erasure: readonly string[];
    readonly measures: readonly string[];
}

export interface ControllerRecord {
    readonly controller: string;
    readonly token: string;
    readonly inactive: boolean;
    /** What somebody has to fill in. */
    readonly purposes: string;
    readonly legalBasis: string;
    readonly contact: string;
    readonly dataSubjects: string;
    readonly processing: readonly ProcessingEntry[];
}

export interface ProcessingRecord {
    readonly at: string;
    readonly endpoint: string;
    /** Article 30(2): who processes for the controllers. */
    /** Only these customers were asked for, by token; without: all. */
    readonly customers?: readonly string[] | undefined;
    readonly processor: string;
    readonly controllers: readonly ControllerRecord[];
    readonly notes: readonly string[];
}

/**
 * A German mobile number is one of about 2.2 thousand million, 31 bits: whoever can try all of them undoes an MD5 without a salt. So it is a
 * pseudonym (Article 4(5)), and the data stays personal.
 */
const HASH =
    "numbers are handed to bots and integrations as an unsalted MD5, in SessionParameters.remote and CallStarted.callerNumber, marked md5-hash: (pseudonyms: the same number always gives the same, and whoever tries all numbers can undo them)";

function categories({ recordings, anonymizeNumbers, storeDialogData, outboundCalls }: Settings): readonly string[] {
    return [
        anonymizeNumbers
            ? "telephone numbers of callers, stored and handed to bots and integrations as pseudonyms"
            : "telephone numbers of callers, stored and handed to bots and integrations in plain",
        "voice of callers during the call, to speech recognition",
        ...(recordings ? ["recordings of calls"] : []),
        ...(storeDialogData ? ["what is said in dialogs (dialog data), to be read by the Dialog API"] : []),
        outboundCalls
            ? "of called numbers: country and network, always stored; calls out are allowed"
            : "of called numbers: country and network, always stored; calls out are off",
    ];
}

function erasure(
    { recordings, recordingRetention, storeDialogData, dialogRetention }: Settings,
    { purgeAt }: InventoryUnit,
): readonly string[] {
    return [
        recordings
            ? `recordings: end of the call + ${formatPeriod(recordingRetention)}`
            : "recordings: none are made; those made before may be kept until they are due",
        storeDialogData ? `dialog data: end of the dialog + ${formatPeriod(dialogRetention)}` : "dialog data: none is stored",
        "country and network of called numbers: open, kept for billing",
        purgeAt === undefined
            ? "the unit itself: from becoming inactive + the days that the gateway keeps it (90 by its manual), then for good"
            : `the whole unit: purged for good on ${purgeAt.slice(0, 10)}`,
    ];
}

/** What each setting is about. */
const WORDS: Readonly<Record<SettingName, string>> = {
    outboundCalls: "calls out",
    recordings: "recordings",
    recordingRetention: "how long recordings are kept",
    anonymizeNumbers: "numbers",
    storeDialogData: "dialog data",
    dialogRetention: "how long dialog data is kept",
};

/** What a level above decides cannot be loosened here. */
function decidedAbove(unit: InventoryUnit): readonly string[] {
    const above = SETTING_NAMES.filter((name) => unit.decidedBy[name] !== unit);
    const by = [...new Set(above.map((name) => unit.decidedBy[name]))];
    return by.map((decider) => {
        const what = above.filter((name) => unit.decidedBy[name] === decider).map((name) => WORDS[name]);
        return `${decider.level} ${decider.name} decides, so that nobody can loosen it here: ${what.join(", ")}`;
    });
}

const measures = (unit: InventoryUnit): readonly string[] => [
    unit.applies.anonymizeNumbers ? HASH : "numbers are not anonymized",
    ...decidedAbove(unit),
];

function entry(unit: InventoryUnit): ProcessingEntry {
    return {
        token: unit.token,
        project: pathOf(unit),
        categories: categories(unit.applies),
        recipients: recipientsOf(unit).map(
            ({ kind, name, hint }) => `${kind}: ${name}${hint === undefined ? "" : ` (third country: ${hint})`}`,
        ),
        erasure: erasure(unit.applies, unit),
        measures: measures(unit),
    };
}

const projectsBelow = (unit: InventoryUnit): readonly InventoryUnit[] =>
    unit.level === "project" ? [unit] : unit.below.flatMap(projectsBelow);

export function processingRecord({ at, endpoint, reseller, gone }: Inventory): ProcessingRecord {
    return {
        at,
        endpoint,
        processor: `${reseller.name} (address and data protection officer: ${OPEN})`,
        controllers: reseller.below.map((customer) => ({
            controller: customer.name,
            token: customer.token,
            inactive: customer.inactive,
            purposes: OPEN,
            legalBasis: OPEN,
            contact: OPEN,
            dataSubjects: "callers and called people",
            processing: projectsBelow(customer).map(entry),
        })),
        notes: [
            "Third-country hints are general. Which region processes the data, and on what transfer basis, stands in the contracts.",
            "What bots and integrations store by themselves is not known to the gateway, nor who fetches dialogs by the Dialog API (contact centres, reporting, analytics) and keeps them.",
            ...gone.map((unit) => `${unit} was purged while this record was made.`),
        ],
    };
}

/** A record with only these controllers, by name or token. */
export const recordOf = (record: ProcessingRecord, customers: readonly string[]): ProcessingRecord => ({
    ...record,
    controllers: record.controllers.filter(({ controller, token }) => customers.includes(controller) || customers.includes(token)),
});

export interface RecordChange {
    readonly project: string;
    readonly token: string;
    readonly field: "categories" | "recipients" | "erasure" | "measures" | "project";
    readonly removed: readonly string[];
    readonly added: readonly string[];
}

/** What differs between two records: what is there no more, what is new. Projects are the same by their token. Of customers that one of them leaves out, nothing is said. */
export function compareRecords(before: ProcessingRecord, after: ProcessingRecord): readonly RecordChange[] {
    const narrowed = (record: ProcessingRecord): ProcessingRecord =>
        [before.customers, after.customers].filter((only) => only !== undefined).reduce(recordOf, record);
    const [old, now] = [entries(narrowed(before)), entries(narrowed(after))];
    const tokens = [...new Set([...old.keys(), ...now.keys()])];
    return tokens.flatMap((token) => changes(token, old.get(token), now.get(token)));
}

const entries = ({ controllers }: ProcessingRecord): ReadonlyMap<string, ProcessingEntry> =>
    new Map(controllers.flatMap(({ processing }) => processing.map((each) => [each.token, each] as const)));

const FIELDS = ["categories", "recipients", "erasure", "measures"] as const;

function changes(token: string, before: ProcessingEntry | undefined, after: ProcessingEntry | undefined): readonly RecordChange[] {
    const project = after?.project ?? before?.project ?? token;
    const renamed = before !== undefined && after !== undefined && before.project === after.project;
    const named: RecordChange = {
        project,
        token,
        field: "project",
        removed: before === undefined ? [] : [before.project],
        added: after === undefined ? [] : [after.project],
    };
    const fields = FIELDS.map((field): RecordChange => {
        const [old, now] = [before?.[field] ?? [], after?.[field] ?? []];
        return {
            project,
            token,
            field,
            removed: old.filter((text) => !now.includes(text)),
            added: now.filter((text) => !old.includes(text)),
        };
    });
    return [...(renamed ? [] : [named]), ...fields.filter(({ removed, added }) => removed.length + added.length > 0)];
}
