/**
 * What the manual ("Kunden") says about data that is stored or handed on, statement by statement, and where the record of processing of the quickstart's
 * tenant says it. Statements about where to click are left out.
 */
import { takeInventory } from "../../../provider/inventory/inventory.js";
import { type ProcessingEntry, type ProcessingRecord, processingRecord } from "../../../provider/inventory/processing.js";
import { openOnWire } from "../../harness/bodies.js";
import { openTenancy, type Tenancy } from "./tenancy.js";

const [MINUTE, HOUR, DAY] = [60_000, 3_600_000, 86_400_000];
const OPEN = openOnWire(7 * DAY, 30 * DAY);

let tenancy: Tenancy;
beforeEach(async () => {
    tenancy = await openTenancy({});
});
afterEach(() => tenancy.close());

/** As examples/quickstart declares it. */
async function quickstart(anonymizeRemoteNumbers: boolean): Promise<void> {
    const { gateway, sandbox } = tenancy;
    const settings = { ...OPEN, anonymizeRemoteNumbers };
    const customer = await gateway.create("customer", sandbox.reseller, {
        customerName: "Alpenland Versicherung",
        commonConfiguration: settings,
    });
    const account = async (accountName: string, more: object): Promise<string> =>
        await gateway.create("account", customer, { accountName, commonConfiguration: { ...settings, ...more } });
    const claims = await account("Schaden", { maxRecordingRetentionTime: 36 * HOUR, allowOutboundCalls: false });
    const sales = await account("Vertrieb", { allowRecordings: false });
    const project = async (above: string, projectName: string, botConfiguration: object, more: object): Promise<string> =>
        await gateway.create("project", above, {
            ...{ projectName, botConfiguration, commonConfiguration: { ...settings, ...more } },
            ...{ transcribers: [{ vendor: "GOOGLE" }, { vendor: "MICROSOFT" }], synthesizers: [{ vendor: "MICROSOFT" }] },
            ...{ transcriberLanguage: "de-DE", synthesizerLanguage: "de-DE", utteranceTimeout: 500, minimumNoiseLevel: -45 },
            ...{
                platformNumbers: [],
                externalNumbers: [],
                provisioningBlocks: [],
                callOriginRestriction: { enabled: false, allowedNumbers: [] },
            },
        });
    const inClaims = { maxRecordingRetentionTime: 36 * HOUR, allowOutboundCalls: false };
    const custom = { type: "custom", url: "https://bots.alpenland.example/claims", token: "hush-hush" };
    const rasa = { type: "rasa", url: "https://bots.alpenland.example/windscreens", token: "hush-hush" };
    await project(claims, "Schadenhotline", custom, { ...inClaims, maxDialogRetentionTime: HOUR });
    const glass = await project(claims, "Glasbruch", rasa, { ...inClaims, maxDialogRetentionTime: 10 * MINUTE });
    const cognigy = { type: "cognigy", endpointUrl: "https://cognigy.alpenland.example/appointments" };
    await project(sales, "Beratungstermine", cognigy, { allowRecordings: false });
    await gateway.deactivate("project", glass);
}

type Part = "categories" | "recipients" | "erasure" | "measures" | "notes";
interface Statement {
    readonly says: string;
    readonly of: "Schadenhotline" | "Glasbruch" | "Beratungstermine";
    readonly hashed: boolean;
    readonly in: Part;
    readonly as: RegExp;
}

const STATEMENTS: readonly Statement[] = [
    {
        says: "bots, users of the API and integrations see hashed numbers only",
        of: "Schadenhotline",
        hashed: true,
        in: "categories",
        as: /handed to bots and integrations as pseudonyms/,
    },
    {
        says: "without it they see them in plain",
        of: "Schadenhotline",
        hashed: false,
        in: "categories",
        as: /handed to bots and integrations in plain/,
    },
    { says: "who these bots are", of: "Schadenhotline", hashed: true, in: "recipients", as: /^bot: custom at bots\.alpenland\.example$/ },
    {
        says: "a bot of Cognigy is one of them",
        of: "Beratungstermine",
        hashed: true,
        in: "recipients",
        as: /^bot: cognigy at cognigy\.alpenland\.example$/,
    },
    {
        says: "what is hashed above is hashed below, and cannot be switched off there",
        of: "Schadenhotline",
        hashed: true,
        in: "measures",
        as: /^customer Alpenland Versicherung decides, so that nobody can loosen it here: .*numbers/,
    },
    {
        says: "the hash is deterministic: callers can be told apart",
        of: "Schadenhotline",
        hashed: true,
        in: "measures",
        as: /the same number always gives the same/,
    },
    { says: "hashed numbers begin with a key word", of: "Schadenhotline", hashed: true, in: "measures", as: /marked md5-hash:/ },
    {
        says: "it concerns two fields",
        of: "Schadenhotline",
        hashed: true,
        in: "measures",
        as: /in SessionParameters\.remote and CallStarted\.callerNumber/,
    },
    {
        says: "numbers of callers are stored hashed",
        of: "Schadenhotline",
        hashed: true,
        in: "categories",
        as: /^telephone numbers of callers, stored .* as pseudonyms$/,
    },
    {
        says: "or stored in plain",
        of: "Schadenhotline",
        hashed: false,
        in: "categories",
        as: /^telephone numbers of callers, stored .* in plain$/,
    },
    {
        says: "of called numbers the country is always stored",
        of: "Schadenhotline",
        hashed: true,
        in: "categories",
        as: /^of called numbers: country and network, always stored/,
    },
    {
        says: "and the network, for billing",
        of: "Schadenhotline",
        hashed: true,
        in: "erasure",
        as: /^country and network of called numbers: .*billing/,
    },
    { says: "bots may start calls out, or not", of: "Schadenhotline", hashed: true, in: "categories", as: /calls out are off$/ },
    {
        says: "dialog data is stored, for the Dialog API",
        of: "Schadenhotline",
        hashed: true,
        in: "categories",
        as: /dialog data\), to be read by the Dialog API$/,
    },
    {
        says: "it is deleted a chosen period after the end of the dialog",
        of: "Schadenhotline",
        hashed: true,
        in: "erasure",
        as: /^dialog data: end of the dialog \+ 1 hour$/,
    },
    { says: "at the least 10 minutes", of: "Glasbruch", hashed: true, in: "erasure", as: /^dialog data: end of the dialog \+ 10 minutes$/ },
    {
        says: "at the most one month, for reporting and analytics",
        of: "Beratungstermine",
        hashed: true,
        in: "erasure",
        as: /^dialog data: end of the dialog \+ 1 month$/,
    },
    {
        says: "contact centres, reporting and analytics fetch dialogs",
        of: "Schadenhotline",
        hashed: true,
        in: "notes",
        as: /contact centres, reporting, analytics/,
    },
    { says: "recordings are made", of: "Schadenhotline", hashed: true, in: "categories", as: /^recordings of calls$/ },
    {
        says: "and deleted after a chosen period",
        of: "Schadenhotline",
        hashed: true,
        in: "erasure",
        as: /^recordings: end of the call \+ 36 hours$/,
    },
    { says: "switched off above, none can be made", of: "Beratungstermine", hashed: true, in: "erasure", as: /^recordings: none are made/ },
    {
        says: "and that cannot be changed below",
        of: "Beratungstermine",
        hashed: true,
        in: "measures",
        as: /^account Vertrieb decides, so that nobody can loosen it here: .*recordings/,
    },
    {
        says: "a level below has no longer period than the one above",
        of: "Schadenhotline",
        hashed: true,
        in: "measures",
        as: /^account Schaden decides, so that nobody can loosen it here: .*how long recordings are kept/,
    },
    {
        says: "inactive units are deleted for good after 90 days",
        of: "Schadenhotline",
        hashed: true,
        in: "erasure",
        as: /from becoming inactive \+ the days that the gateway keeps it \(90/,
    },
    {
        says: "the planned day is known",
        of: "Glasbruch",
        hashed: true,
        in: "erasure",
        as: /^the whole unit: purged for good on \d{4}-\d\d-\d\d$/,
    },
];

const textsOf = (record: ProcessingRecord, { of, in: part }: Statement): readonly string[] => {
    if (part === "notes") return record.notes;
    const entry: ProcessingEntry | undefined = record.controllers
        .flatMap(({ processing }) => processing)
        .find(({ project }) => project.endsWith(` / ${of}`));
    return entry?.[part] ?? [];
};

test.each([true, false])(
    "each statement of the manual about stored data is in the record of the quickstart (numbers hashed: %j)",
    async (hashed) => {
        await quickstart(hashed);
        const record = processingRecord(await takeInventory(tenancy.another()));
        const statements = STATEMENTS.filter((statement) => statement.hashed === hashed);
        expect(statements.length).toBeGreaterThan(1);
        const missing = statements
            .filter((statement) => !textsOf(record, statement).some((text) => statement.as.test(text)))
            .map((statement) => ({ says: statement.says, but: textsOf(record, statement) }));
        expect(missing).toEqual([]);
    },
);
