/** What the program side knows only when the program is under way: outputs, secrets, other resources' values, later declarations. */
import { codedLines, type GatewayProject, gatewayProject } from "../harness/gateway-project.js";
import { plannedErrors, plannedSteps, plannedWarnings } from "../harness/steps.js";

const HEAD = `
const pulumi = require("@pulumi/pulumi");
const cvg = require("pulumi-cvg");
const speech = { transcribers: [{ vendor: "G" }], synthesizers: [{ vendor: "G" }], transcriberLanguage: "de-DE", synthesizerLanguage: "de-DE" };
const bot = { type: "cognigy", endpointUrl: "https://bot.example/" };
const after = (ms, value) => new Promise((resolve) => setTimeout(() => resolve(value), ms));
const config = new pulumi.Config("test");
`;

/** One violation of each kind of value: a secret, a promise, another resource's output, a policy that comes later. */
const FORBIDDEN = `${HEAD}
module.exports = async () => {
    new cvg.PrivacyPolicy("top", { scope: cvg.reseller, dialogRetention: "1 day", recordings: false });
    const acme = new cvg.Customer("acme", { name: "Acme", privacy: { dialogRetention: after(30, "1 week") } });
    const globex = new cvg.Customer("globex", { name: "Globex", privacy: { dialogRetention: "1 hour" } });
    const sales = new cvg.Account("sales", { customer: globex, name: "Vertrieb", privacy: { recordings: globex.effective.apply(() => true) } });
    const legal = new cvg.Account("legal", { customer: globex, name: "Recht", privacy: { dialogRetention: globex.effective.apply(() => "1 week") } });
    const initech = new cvg.Customer("initech", { name: "Initech" });
    const desk = new cvg.Account("desk", { customer: initech, name: "Desk", privacy: { anonymizeNumbers: false } });
    await after(400);
    new cvg.PrivacyPolicy("late", { scope: initech, anonymizeNumbers: true });
};
`;

const SECRET = `${HEAD}
new cvg.PrivacyPolicy("top", { scope: cvg.reseller, dialogRetention: "1 day" });
new cvg.Customer("acme", { name: "Acme", privacy: { dialogRetention: config.requireSecret("retention") } });
new cvg.Customer("globex", { name: "Globex", privacy: { dialogRetention: pulumi.secret("1 week") } });
new cvg.Customer("initech", { name: "Initech", privacy: { recordingRetention: "2 days" } });
`;

/** The settings of a customer come out of a project below it; those of another out of what does not exist yet. */
const CIRCLE = `${HEAD}
const acme = new cvg.Customer("acme", { name: "Acme" });
const claims = new cvg.Account("claims", { customer: acme, name: "Schaden" });
const hotline = new cvg.Project("hotline", { account: claims, name: "Hotline", bot, ...speech, privacy: { dialogRetention: "1 hour" } });
new cvg.PrivacyPolicy("acme-privacy", { scope: acme, dialogRetention: hotline.name.apply(() => "1 day") });
const globex = new cvg.Customer("globex", { name: "Globex", privacy: {
    dialogRetention: hotline.id.apply(() => "1 week"), recordings: hotline.id.apply(() => false), storeDialogData: false,
} });
const sales = new cvg.Account("sales", { customer: globex, name: "Vertrieb", privacy: { dialogRetention: "1 day", anonymizeNumbers: true } });
exports.retention = sales.effective;
`;

let opened: GatewayProject;
beforeAll(async () => {
    opened = await gatewayProject(FORBIDDEN, { "test:retention": "1 month" });
    await opened.console.control("DELETE", "/requests");
});
afterAll(() => opened.close());

test("violations in promises, in other resources' values and by policies that come later are all in one preview, with nothing written", async () => {
    const { code, json } = await opened.project.preview({ json: true });
    expect(code).not.toBe(0);
    expect(codedLines(plannedErrors(json))).toEqual([
        'CVG101 acme: dialogRetention "1 week" is longer than the "1 day" that reseller (top) allows.',
        'CVG101 desk: anonymizeNumbers cannot be false: customer "Initech" (late) anonymizes numbers for itself and all levels below.',
        'CVG101 legal: dialogRetention "1 week" is longer than the "1 hour" that customer "Globex" (globex) allows.',
        "CVG101 sales: recordings cannot be true: reseller (top) has switched recordings off.",
    ]);
    expect(await opened.console.writes()).toBe(0);
});

test("a secret setting is judged like any other, and not shown", async () => {
    opened.project.write("index.js", SECRET);
    const { code, json, text } = await opened.project.preview({ json: true });
    expect(code).not.toBe(0);
    expect(codedLines(plannedErrors(json))).toEqual([
        'CVG101 acme: dialogRetention [secret] is longer than the "1 day" that reseller (top) allows.',
        'CVG101 globex: dialogRetention [secret] is longer than the "1 day" that reseller (top) allows.',
    ]);
    expect(text).not.toMatch(/retention "1 (week|month)"/i);
    expect(await opened.console.writes()).toBe(0);
});

test("settings that come out of a unit below never hold it up, and one line counts what a preview cannot verify", async () => {
    opened.project.write("index.js", CIRCLE);
    const preview = await opened.project.preview({ json: true });
    expect(preview.code).toBe(0);
    expect(Object.keys(plannedSteps(preview.json)).sort()).toEqual(["acme", "acme-privacy", "claims", "globex", "hotline", "sales"]);
    const lines = codedLines(plannedWarnings(preview.json)).filter((line) => line.startsWith("CVG111"));
    expect(lines).toEqual([
        "CVG111 3 settings could not be verified in this preview, because what they or the levels above say is not known yet: globex (recordings, dialogRetention), sales (dialogRetention).",
    ]);
    expect((await opened.project.up()).code).toBe(0);
    expect((await opened.project.stackOutputs()).retention).toMatchObject({ dialogRetention: "1 day", recordings: false });
    const again = await opened.project.preview({ args: ["--expect-no-changes"] });
    expect(again.code).toBe(0);
    expect(again.text).not.toContain("CVG111");
});
