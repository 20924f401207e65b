/** What is previewed: programs that were applied, and what a pull request makes of them. Each preview is made by the real engine. */
import type { Console } from "../harness/console.js";
import { edited, FLEET, tenantLine } from "./fleet.js";
import { CLOSED, HOSTILE, SMALL, small } from "./small.js";

export interface Scenario {
    /** File name of the preview and of the report. */
    readonly name: string;
    readonly program: string;
    readonly args?: readonly string[];
    /** What an admin does in the console before. */
    readonly console?: (console: Console, reseller: string) => Promise<void>;
    /** `pulumi refresh` instead of a preview. */
    readonly refresh?: true;
    /** The report is that of `cvg drift`. */
    readonly drift?: true;
    /** Reviewed with what only the gateway knows, too. */
    readonly live?: true;
}

/** Scenarios that start from the same stack. */
export interface Group {
    readonly name: string;
    /** Applied one after the other. */
    readonly applied: readonly string[];
    readonly scenarios: readonly Scenario[];
}

const MAINZ = (options = ""): string => tenantLine("mainz", "Messe Mainz", "PRESETS.reporting", 13, options);
const AALEN = 'tenant("aalen", "Versicherung Aalen", PRESETS.reporting';
const FIVE = ["mölln", "naila", "oelde", "passau", "ravensburg"]
    .map((id, at) => tenantLine(id, `Neukunde ${at + 1}`, at < 3 ? "PRESETS.reporting" : "PRESETS.handover", 20 + at))
    .join("\n");
const lineOf = (id: string): string => `${FLEET.split("\n").find((line) => line.startsWith(`tenant("${id}"`)) ?? ""}\n`;
const RESELLER = 'const cvg = require("pulumi-cvg");\n';
const vendor = (recordings: boolean): string =>
    `${RESELLER}new cvg.PrivacyPolicy("vendor-privacy", { scope: cvg.reseller, recordings: ${recordings}, recordingRetention: "1 month", dialogRetention: "1 month" });\n`;

/** The ten pull requests that reviewers of a fleet ask about most. */
const FLEET_GROUP: Group = {
    name: "fleet",
    applied: [`${FLEET}${MAINZ()}\n`, FLEET],
    scenarios: [
        {
            name: "pr-01-retention-shortened",
            program: edited(FLEET, [AALEN, 'tenant("aalen", "Versicherung Aalen", { ...PRESETS.reporting, recordingRetention: "1 day" }']),
        },
        { name: "pr-03-dialogs-longer-by-preset", program: edited(FLEET, ['dialogRetention: "1 hour"', 'dialogRetention: "1 week"']) },
        { name: "pr-05-tenant-deleted", program: edited(FLEET, [lineOf("celle"), ""]) },
        { name: "pr-06-tenant-renamed", program: edited(FLEET, ['"Klinikum Dessau"', '"Klinikum Dessau-Roßlau"']) },
        {
            name: "pr-07-project-moved",
            program: edited(
                FLEET,
                ['tenant("aalen"', 'const desk = tenant("aalen"'],
                ["        const account = new cvg.Account", "        const account = accounts[id + accountId] = new cvg.Account"],
                [
                    '            new cvg.Project(id + "-" + projectId, {\n                account,',
                    '            new cvg.Project(id + "-" + projectId, {\n                account: id + projectId === "erfurtstatus" ? accounts.aalenclaims : account,',
                ],
                [
                    "function tenant(id, name, privacy, accounts, options = {}) {",
                    "const accounts = {};\nfunction tenant(id, name, privacy, list, options = {}) {",
                ],
                ["projects] of accounts)", "projects] of list)"],
            ),
        },
        { name: "pr-08-five-tenants-added", program: `${FLEET}${FIVE}\n` },
        { name: "pr-09-tenant-restored", program: `${FLEET}${MAINZ('{ ifExists: "restore" }')}\n` },
        { name: "pr-09-tenant-restored-live", program: `${FLEET}${MAINZ('{ ifExists: "restore" }')}\n`, live: true },
        {
            name: "pr-10-bot-elsewhere",
            program: edited(FLEET, [
                '"https://bots." + id + ".example/"',
                '"https://bots." + (id === "fulda" ? "vendor" : id) + ".example/"',
            ]),
        },
        {
            name: "numbers-shown-to-a-tenant",
            program: edited(FLEET, [
                '"Stadtwerke Bremen", PRESETS.strict, [["claims", "Schaden", [["hotline", "Schadenhotline", { platformNumbers',
                '"Stadtwerke Bremen", { ...PRESETS.strict, anonymizeNumbers: "inherit" }, [["claims", "Schaden", [["hotline", "Schadenhotline", { platformNumbers',
            ]),
        },
        { name: "nothing-changes", program: FLEET },
    ],
};

/** Beside the fleet, in a stack of its own: the reseller's policy. */
const RESELLER_GROUP: Group = {
    name: "reseller",
    applied: [vendor(true)],
    scenarios: [
        { name: "pr-02-recordings-off-at-reseller", program: vendor(false) },
        { name: "pr-02-recordings-off-at-reseller-live", program: vendor(false), live: true },
    ],
};

const edit =
    (level: string, name: string, change: (body: Readonly<Record<string, unknown>>) => Readonly<Record<string, unknown>>) =>
    async (console: Console, reseller: string): Promise<void> => {
        const unit = (await console.units()).get(name);
        await console.edit(`/${level}/${reseller}/${unit?.token}`, change);
    };
const remove =
    (level: string, name: string) =>
    async (console: Console, reseller: string): Promise<void> => {
        await console.delete(`/${level}/${reseller}/${(await console.units()).get(name)?.token}`);
    };
const settings = (body: Readonly<Record<string, unknown>>, more: object): Readonly<Record<string, unknown>> => ({
    ...body,
    commonConfiguration: { ...Object(body.commonConfiguration), ...more },
});

const SMALL_GROUP: Group = {
    name: "small",
    applied: [SMALL],
    scenarios: [
        {
            name: "pr-04-numbers-shown-to-one-bot",
            program: edited(SMALL, ["{ scope: chat, anonymizeNumbers: true }", "{ scope: chat, anonymizeNumbers: false }"]),
        },
        { name: "recordings-off", program: small({ acme: 'recordings: false, recordingRetention: "1 month", dialogRetention: "1 day"' }) },
        { name: "storage-off", program: small({ acme: 'recordings: true, recordingRetention: "1 month", storeDialogData: false' }) },
        { name: "retention-without-effect", program: small({ globex: CLOSED.replace("1 month", "1 day") }) },
        { name: "outbound-on", program: small({ globex: CLOSED.replace("outboundCalls: false", "outboundCalls: true") }) },
        { name: "everything-looser", program: small({ globex: "privacy" }) },
        {
            name: "numbers-hidden",
            program: small({ acme: 'recordings: true, recordingRetention: "1 month", dialogRetention: "1 day", anonymizeNumbers: true' }),
        },
        { name: "logical-rename-refused", program: edited(SMALL, ['"hotline", {', '"claims-hotline", {']) },
        {
            name: "logical-rename-with-numbers",
            program: edited(SMALL, [
                '"hotline", { account: claims, name: "Hotline"',
                '"claims-hotline", { account: claims, name: "Schadenhotline"',
            ]),
        },
        {
            name: "logical-rename",
            program: edited(SMALL, ['"flow", { account: sales', '"claims-flow", { ifExists: "create", account: claims']),
        },
        { name: "account-replaced", program: edited(SMALL, ['"support", { customer: globex', '"support", { customer: acme']) },
        {
            name: "number-moved",
            program: edited(
                SMALL,
                ['platformNumbers: ["+4989200001", "+4989200002"]', 'platformNumbers: ["+4989200001"]'],
                ["platformNumbers: []", 'platformNumbers: ["+4989200002"]'],
            ),
        },
        {
            name: "number-freed",
            program: edited(SMALL, ['platformNumbers: ["+4989200001", "+4989200002"]', 'platformNumbers: ["+4989200001"]']),
        },
        { name: "set-inactive", program: edited(SMALL, ['name: "Hotline"', 'active: false, name: "Hotline"']) },
        {
            name: "settings-no-longer-managed",
            program: edited(SMALL, ['new cvg.PrivacyPolicy("chat-privacy", { scope: chat, anonymizeNumbers: true });', ""]),
        },
        {
            name: "settings-reset",
            program: edited(SMALL, [
                'new cvg.PrivacyPolicy("night-privacy", { scope: night, onDelete: "reset", recordings: false, dialogRetention: "1 hour" });',
                "",
            ]),
        },
        {
            name: "settings-managed-from-now-on",
            program: edited(SMALL, [
                '"flow", { account: sales,',
                '"flow", { account: sales, privacy: { dialogRetention: "1 day", storeDialogData: true },',
            ]),
        },
        {
            name: "above-changes-for-the-undeclared",
            program: small({ acme: 'recordings: true, recordingRetention: "1 week", dialogRetention: "1 day"' }),
        },
        {
            name: "above-changes-for-the-undeclared-live",
            program: small({ acme: 'recordings: true, recordingRetention: "1 week", dialogRetention: "1 day"' }),
            live: true,
        },
        {
            name: "kept-out-of-the-program",
            program: edited(SMALL, ['new cvg.Project("keep", {', 'const gone = () => new cvg.Project("keep", {']),
        },
        {
            name: "other-resources-and-fields",
            program: `${edited(SMALL, ['name: "Chat"', 'name: "Chat", color: "red", utteranceTimeout: 700, bot: { type: "custom", url: "https://bots.example/chat/2", token: "new" }'])}new pulumi.ComponentResource("mine:index:Group", "group");\n`,
        },
        { name: "hidden-until-the-update", program: `${SMALL}${HOSTILE.unknown}` },
        { name: "hostile-names", program: `${SMALL}${HOSTILE.names}` },
        {
            name: "a-level-above-forbids",
            program: small({
                globex: 'recordings: false, recordingRetention: "1 month", anonymizeNumbers: true',
                extra: 'new cvg.Account("too-loose", { customer: globex, name: "Too loose", privacy: { anonymizeNumbers: false } });',
            }),
        },
        { name: "program-fails", program: `${SMALL}throw new Error("no such tenant");\n` },
        { name: "stack-destroyed", program: RESELLER },
        {
            name: "only-this-target",
            program: small({ globex: 'recordings: false, recordingRetention: "1 month", outboundCalls: true', acme: "recordings: false" }),
            args: ["--target", "**globex"],
        },
        {
            name: "adopted",
            program: `${SMALL}new cvg.Customer("initech", { name: "Initech", ifExists: "adopt", privacy: { recordings: true, recordingRetention: "1 day" } });\n`,
            console: async (console, reseller) => {
                const { defaults } = Object(await console.get("/userdetails"));
                await console.post(`/customers/${reseller}`, { customerName: "Initech", ...defaults });
            },
        },
        {
            name: "drift",
            program: SMALL,
            args: ["--refresh"],
            drift: true,
            console: async (console, reseller) => {
                await edit("project", "Hotline", (body) =>
                    settings({ ...body, projectName: "Hotline 24" }, { anonymizeRemoteNumbers: true, maxDialogRetentionTime: 3_600_000 }),
                )(console, reseller);
                await remove("project", "Chat")(console, reseller);
            },
        },
        { name: "drift-undone", program: SMALL, args: ["--refresh"] },
        { name: "drift-by-refresh", program: SMALL, refresh: true, drift: true },
        {
            name: "drift-live",
            program: SMALL,
            args: ["--refresh"],
            drift: true,
            live: true,
            console: async (console, reseller) => {
                const units = await console.units();
                const hotline = await console.get(`/project/${reseller}/${units.get("Hotline 24")?.token}`);
                await console.post(`/projects/${reseller}/${units.get("Schaden")?.token}`, {
                    ...hotline,
                    projectName: "Glasbruch",
                    platformNumbers: [],
                });
            },
        },
    ],
};

const ENDED = (active: boolean): string =>
    `${RESELLER}new cvg.Customer("ended", { name: "Ended", active: ${active}, privacy: { recordings: true } });\n`;

/** A tenant that was set inactive. */
const ENDED_GROUP: Group = {
    name: "ended",
    applied: [ENDED(true), ENDED(false)],
    scenarios: [
        { name: "brought-back", program: ENDED(true) },
        { name: "taken-out-when-inactive", program: RESELLER },
        {
            name: "gone-for-good",
            program: ENDED(true),
            args: ["--refresh"],
            console: async (console) => void (await console.control("POST", "/clock", { advance: "91 days" })),
        },
    ],
};

const NEW_GROUP: Group = { name: "new", applied: [RESELLER], scenarios: [{ name: "everything-new", program: SMALL }] };

export const GROUPS: readonly Group[] = [FLEET_GROUP, RESELLER_GROUP, SMALL_GROUP, ENDED_GROUP, NEW_GROUP];
