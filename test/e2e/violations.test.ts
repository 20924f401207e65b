/** All that a program violates, in one preview: at three levels, against what is declared and against what is live. */
import { type Sandbox, startSandbox } from "../../provider/sandbox/index.js";
import { type Console, openConsole } from "../harness/console.js";
import { gatewayEnvironment } from "../harness/provider-environment.js";
import { type PulumiProject, pulumiProject } from "../harness/pulumi-cli.js";
import { plannedErrors } from "../harness/steps.js";

const PROGRAM = `
if (process.env.PROGRAM) return require(process.env.PROGRAM);
const cvg = require("pulumi-cvg");
const speech = { transcribers: [{ vendor: "G" }], synthesizers: [{ vendor: "G" }], transcriberLanguage: "de-DE", synthesizerLanguage: "de-DE" };
const bot = { type: "cognigy", endpointUrl: "https://bot.example/" };
const acme = new cvg.Customer("acme", { name: "Acme" });
// A unit is named by itself or by its id: both link to the same settings.
const claims = new cvg.Account("claims", { customer: acme.id, name: "Schaden" });
const hotline = new cvg.Project("hotline", { account: claims, name: "Hotline", bot, ...speech });
const windows = new cvg.Project("windows", { account: claims, name: "Glas", bot, ...speech });
// The policies of the levels below are declared before those of the levels above: order does not matter.
new cvg.PrivacyPolicy("windows-privacy", { scope: windows, dialogRetention: "1 day" });
new cvg.PrivacyPolicy("hotline-privacy", { scope: hotline, recordings: true, anonymizeNumbers: false });
new cvg.PrivacyPolicy("claims-privacy", { scope: claims.id, dialogRetention: "1 hour", outboundCalls: true, anonymizeNumbers: false });
new cvg.PrivacyPolicy("acme-privacy", { scope: acme, dialogRetention: "1 month", outboundCalls: false, recordings: false, anonymizeNumbers: true });
new cvg.Customer("globex", { name: "Globex", privacy: { recordingRetention: "90 days" } });
`;

let sandbox: Sandbox;
let console: Console;
let project: PulumiProject;

beforeAll(async () => {
    sandbox = await startSandbox();
    console = await openConsole(sandbox);
    await console.edit(`/reseller/${sandbox.reseller}`, (body) => ({
        ...body,
        commonConfiguration: { ...Object(body.commonConfiguration), maxDialogRetentionTime: 86_400_000 },
    }));
    await console.control("DELETE", "/requests");
    project = await pulumiProject({
        files: { "index.js": PROGRAM },
        env: gatewayEnvironment(sandbox),
    });
});
afterAll(async () => {
    await project.close();
    await sandbox.close();
});

test("mistakes in the inputs of all resources are told in one preview, with the violations of the others", async () => {
    project.write(
        "wrong.js",
        `
const cvg = require("pulumi-cvg");
const pulumi = require("@pulumi/pulumi");
const speech = { transcribers: [{ vendor: "G" }], synthesizers: [{ vendor: "G" }], transcriberLanguage: "de-DE", synthesizerLanguage: "de-DE" };
const acme = new cvg.Customer("acme", { name: "   " });
const claims = new cvg.Account("claims", { customer: acme, nane: "Schaden" });
new cvg.Project("hotline", { account: claims, name: "Hotline", bot: { type: "custom", url: "bot.example", token: pulumi.secret("t") }, ...speech, utteranceTimeout: 5000 });
new cvg.PrivacyPolicy("acme-privacy", { scope: acme, dialogRetention: "1 week", recordings: "yes", onDelete: "forget" });
`,
    );
    const { code, json } = await project.preview({ json: true, env: { PROGRAM: "./wrong.js" } });
    expect(code).not.toBe(0);
    expect(
        plannedErrors(json)
            .flatMap((message) => /CVG\d{3} \S+: \S+/.exec(message)?.[0] ?? [])
            .sort(),
    ).toEqual([
        "CVG101 acme-privacy: dialogRetention",
        "CVG102 acme-privacy: recordings",
        "CVG201 acme-privacy: onDelete",
        "CVG201 acme: name",
        "CVG201 hotline: bot.url",
        "CVG201 hotline: utteranceTimeout",
        "CVG202 claims: nane",
        "CVG203 claims: name",
    ]);
});

test("seven violations in five policies at three levels, two of them against the live reseller, are seven errors in one preview", async () => {
    const { code, json } = await project.preview({ json: true });
    expect(code).not.toBe(0);
    const errors = plannedErrors(json).flatMap((message) => /CVG\d{3} .*/.exec(message)?.[0] ?? []);
    expect(errors.sort()).toEqual([
        'CVG101 acme-privacy: dialogRetention "1 month" is longer than the "1 day" that reseller (live) allows.',
        'CVG101 claims-privacy: anonymizeNumbers cannot be false: customer "Acme" (acme-privacy) anonymizes numbers for itself and all levels below.',
        'CVG101 claims-privacy: outboundCalls cannot be true: customer "Acme" (acme-privacy) has switched outbound calls off.',
        'CVG101 globex: recordingRetention "90 days" is longer than the "1 month" that reseller (live) allows.',
        'CVG101 hotline-privacy: anonymizeNumbers cannot be false: customer "Acme" (acme-privacy) anonymizes numbers for itself and all levels below.',
        'CVG101 hotline-privacy: recordings cannot be true: customer "Acme" (acme-privacy) has switched recordings off.',
        'CVG101 windows-privacy: dialogRetention "1 day" is longer than the "1 hour" that account "Schaden" (claims-privacy) allows.',
    ]);
    expect(await console.writes()).toBe(0);
});

test("an update of the same program writes nothing either", async () => {
    expect((await project.up()).code).not.toBe(0);
    expect(await console.writes()).toBe(0);
});
