/** A tenant's first weeks on the real engine: made, looked at, renamed, changed behind its back, ended. */
import { type Sandbox, startSandbox } from "../../provider/sandbox/index.js";
import { type Console, openConsole } from "../harness/console.js";
import { stackConfiguration } from "../harness/provider-environment.js";
import { type PulumiProject, pulumiProject } from "../harness/pulumi-cli.js";
import { plannedChanges, plannedErrors, plannedSteps } from "../harness/steps.js";

const MARKERS = ["MARKER-bot-token", "MARKER-service-key"] as const;

const program = ({ customer = "Acme Versicherung", retention = "1 week", more = "" } = {}): string => `
const cvg = require("pulumi-cvg");
const speech = {
    transcribers: [{ vendor: "GOOGLE" }], synthesizers: [{ vendor: "NUANCE" }], transcriberLanguage: "de-DE", synthesizerLanguage: "de-DE",
};
new cvg.PrivacyPolicy("top", { scope: cvg.reseller, dialogRetention: "1 week" });
const acme = new cvg.Customer("acme", {
    name: ${JSON.stringify(customer)}, privacy: { recordings: true, recordingRetention: ${JSON.stringify(retention)}, anonymizeNumbers: true },
});
const claims = new cvg.Account("claims", { customer: acme, name: "Schaden", privacy: { dialogRetention: "1 day" } });
const sales = new cvg.Account("sales", { customer: acme, name: "Vertrieb" });
const hotline = new cvg.Project("hotline", {
    account: claims, name: "Schadenhotline", platformNumbers: ["+4989111111"], ...speech,
    bot: { type: "custom", url: "https://bot.example/hotline", token: "MARKER-bot-token" }, privacy: {},
});
const leads = new cvg.Project("leads", {
    account: sales, name: "Interessenten", ...speech, bot: { type: "dialogflow-cx", serviceAccountKey: JSON.stringify({ key: "MARKER-service-key" }) },
});
new cvg.PrivacyPolicy("leads-privacy", { scope: leads, dialogRetention: "10 minutes", recordings: false });
${more}
exports.effective = hotline.effective;
exports.decidedBy = hotline.decidedBy;
`;

let sandbox: Sandbox;
let console: Console;
let project: PulumiProject;
const seen: string[] = [];
const watched = async <T extends { readonly text: string }>(run: Promise<T>): Promise<T> => {
    const result = await run;
    seen.push(result.text);
    return result;
};

beforeAll(async () => {
    sandbox = await startSandbox();
    console = await openConsole(sandbox);
    project = await pulumiProject({
        files: { "index.js": program() },
        ...stackConfiguration(sandbox),
    });
});
afterAll(async () => {
    await project.close();
    await sandbox.close();
});

test("a preview of an empty stack shows what would apply at every level, who decides it, and writes nothing", async () => {
    const preview = await watched(project.preview({ json: true }));
    expect(preview.code).toBe(0);
    expect(plannedSteps(preview.json)).toEqual({
        top: "create",
        acme: "create",
        claims: "create",
        sales: "create",
        hotline: "create",
        leads: "create",
        "leads-privacy": "create",
    });
    const readable = await watched(project.preview({ diff: true }));
    expect(readable.stdout).toMatch(/effective\s+: \{\s+anonymizeNumbers\s+: true\s+dialogRetention\s+: "1 day"/);
    expect(readable.stdout).toMatch(/account claims\s*: "dialogRetention"/);
    expect(await console.writes()).toBe(0);
});

test("up makes every unit with its settings, and a second preview finds nothing to do and writes nothing", async () => {
    expect((await watched(project.up())).code).toBe(0);
    const units = await console.units();
    expect([...units.keys()].sort()).toEqual(["Acme Versicherung", "Interessenten", "Sandbox", "Schaden", "Schadenhotline", "Vertrieb"]);
    expect(units.get("Schadenhotline")?.effective).toEqual({
        allowOutboundCalls: true,
        allowRecordings: true,
        maxRecordingRetentionTime: 604_800_000,
        anonymizeRemoteNumbers: true,
        storeDialogData: true,
        maxDialogRetentionTime: 86_400_000,
    });
    expect(units.get("Interessenten")?.stored).toMatchObject({ allowRecordings: false, maxDialogRetentionTime: 600_000 });
    expect((await project.stackOutputs()).effective).toMatchObject({
        dialogRetention: "1 day",
        recordingRetention: "1 week",
        anonymizeNumbers: true,
    });

    await console.control("DELETE", "/requests");
    const again = await watched(project.preview({ args: ["--expect-no-changes"] }));
    expect(again.code).toBe(0);
    expect(await console.writes()).toBe(0);
});

test("a renamed customer is exactly one update, and nothing below it", async () => {
    project.write("index.js", program({ customer: "Acme Versicherung AG" }));
    const preview = await watched(project.preview({ json: true }));
    expect(plannedSteps(preview.json)).toEqual({ acme: "update" });
    expect(plannedChanges(preview.json)).toEqual({ acme: ["name"] });
    await console.control("DELETE", "/requests");
    expect((await watched(project.up())).code).toBe(0);
    expect(await console.writes()).toBe(1);
    expect([...(await console.units()).keys()]).toContain("Acme Versicherung AG");
});

test("a change behind its back is found by refresh, named, and repaired by the next up", async () => {
    const { token } = (await console.units()).get("Schaden") ?? { token: "" };
    await console.edit(`/account/${sandbox.reseller}/${token}`, (body) => ({
        ...body,
        accountName: "Schaden (alt)",
        commonConfiguration: { ...Object(body.commonConfiguration), maxDialogRetentionTime: 3_600_000 },
    }));
    expect((await watched(project.refresh())).code).toBe(0);
    const preview = await watched(project.preview({ json: true }));
    expect(plannedSteps(preview.json)).toEqual({ claims: "update", hotline: "update" });
    expect(plannedChanges(preview.json)).toMatchObject({ claims: ["effective.dialogRetention", "name", "privacy.dialogRetention"] });
    expect((await watched(project.up())).code).toBe(0);
    const repaired = (await console.units()).get("Schaden");
    expect(repaired?.stored.maxDialogRetentionTime).toBe(86_400_000);
    expect((await watched(project.preview({ args: ["--expect-no-changes"] }))).code).toBe(0);
    expect((await watched(project.refresh({ args: ["--expect-no-changes"] }))).code).toBe(0);
});

test("a preview says what a change does to people's data, at every unit that it reaches", async () => {
    await console.control("DELETE", "/requests");
    project.write("index.js", program({ customer: "Acme Versicherung AG", retention: "1 day" }));
    const preview = await watched(project.preview());
    expect(preview.code).toBe(0);
    for (const [unit, below] of [
        ["acme", " (up to 1 unit below that declares no settings here: 1 account)"],
        ["claims", ""],
        ["hotline", ""],
    ]) {
        expect(preview.stdout).toContain(
            `warning: CVG107 ${unit}: recordingRetention "1 week" => "1 day": recordings older than "1 day" may be deleted for good${below}.`,
        );
    }
    expect(preview.stdout).not.toContain("CVG108");
    expect(await console.writes()).toBe(0);
});

test("two forbidden values in one policy are both shown in one preview, with what may be chosen, and nothing is written", async () => {
    await console.control("DELETE", "/requests");
    project.write(
        "index.js",
        program({
            customer: "Acme Versicherung AG",
            more: 'new cvg.Account("extra", { customer: acme, name: "Extra", privacy: { recordingRetention: "1 month", anonymizeNumbers: false } });',
        }),
    );
    const preview = await watched(project.preview({ json: true }));
    expect(preview.code).not.toBe(0);
    const errors = plannedErrors(preview.json).filter((message) => message.includes("CVG"));
    expect(errors).toHaveLength(2);
    expect(errors[0]).toContain(
        'CVG101 extra: recordingRetention "1 month" is longer than the "1 week" that customer "Acme Versicherung AG" (acme) allows.',
    );
    expect(errors[0]).toContain(
        'Choose "1 week", "1 day", "1 hour", "10 minutes" or any period up to "1 week" here, or raise it there first.',
    );
    expect(errors[1]).toContain(
        'CVG101 extra: anonymizeNumbers cannot be false: customer "Acme Versicherung AG" (acme) anonymizes numbers',
    );
    expect(await console.writes()).toBe(0);
    const up = await watched(project.up());
    expect(up.code).not.toBe(0);
    expect(await console.writes()).toBe(0);
    project.write("index.js", program({ customer: "Acme Versicherung AG" }));
});

test("no secret that the user did not mark shows anywhere, and the state stays small", async () => {
    const exported = await project.raw(["stack", "export"]);
    const shownTwice = await watched(project.preview({ diff: true, args: ["--show-sames", "--show-config"] }));
    expect(shownTwice.code).toBe(0);
    expect(exported.stdout).toContain("ciphertext");
    for (const text of [...seen, exported.text])
        for (const marker of [...MARKERS, sandbox.clientSecret]) expect(text).not.toContain(marker);
    const { resources } = (await project.stackExport()).deployment;
    const units = resources.filter(({ type }) => type.startsWith("pulumi-nodejs:dynamic/cvg:") && !type.endsWith("Project"));
    expect(units).toHaveLength(5);
});

test("destroy leaves every unit inactive, to be purged in 90 days", async () => {
    expect((await watched(project.destroy())).code).toBe(0);
    const units = [...(await console.units()).values()].filter(({ name }) => name !== "Sandbox");
    expect(units.map(({ name, inactive }) => [name, inactive]).sort()).toEqual([
        ["Acme Versicherung AG", true],
        ["Interessenten", true],
        ["Schaden", true],
        ["Schadenhotline", true],
        ["Vertrieb", true],
    ]);
    const days = units.map(({ purgeAt }) => Math.round(((purgeAt ?? 0) - Date.now()) / 86_400_000));
    expect(new Set(days)).toEqual(new Set([90]));
    expect(project.leftRunning()).toEqual([]);
});
