/** Units that a program names by token: the tree tells what is above them, and policies by equal tokens bind what is below. */

import { openOnWire } from "../harness/bodies.js";
import { codedLines, type GatewayProject, gatewayProject } from "../harness/gateway-project.js";
import { plannedErrors, plannedSteps } from "../harness/steps.js";

const OPEN = openOnWire(2_592_000_000, 604_800_000);

const head = (tokens: Readonly<Record<string, string>>): string => `
const cvg = require("pulumi-cvg");
const tokens = ${JSON.stringify(tokens)};
const speech = { transcribers: [{ vendor: "G" }], synthesizers: [{ vendor: "G" }], transcriberLanguage: "de-DE", synthesizerLanguage: "de-DE" };
const bot = { type: "cognigy", endpointUrl: "https://bot.example/" };
`;

/** What is below is declared first: order does not matter. */
const FORBIDDEN = `
new cvg.PrivacyPolicy("desk-privacy", { scope: tokens.desk, dialogRetention: "1 week" });
new cvg.Account("claims", { customer: tokens.acme, name: "Schaden", privacy: { dialogRetention: "1 month" } });
new cvg.Project("hotline", { account: tokens.desk, name: "Hotline", bot, ...speech, privacy: { recordings: true } });
new cvg.Project("leads", { account: tokens.sales, name: "Leads", bot, ...speech, privacy: { dialogRetention: "1 week" } });
new cvg.PrivacyPolicy("acme-privacy", { scope: tokens.acme, dialogRetention: "1 day" });
new cvg.PrivacyPolicy("top", { scope: cvg.reseller, recordings: false });
const globex = cvg.Customer.get("globex", tokens.globex);
new cvg.Account("legal", { customer: globex, name: "Recht", privacy: { dialogRetention: "1 week" } });
new cvg.PrivacyPolicy("again", { scope: globex, dialogRetention: "1 hour" });
new cvg.PrivacyPolicy("once-more", { scope: tokens.globex });
// Tokens of another stack arrive when the program is under way.
const later = (token) => new Promise((resolve) => setTimeout(() => resolve(token), 700));
new cvg.Account("remote", { customer: later(tokens.acme), name: "Fern", privacy: { storeDialogData: true, dialogRetention: "1 week" } });
new cvg.PrivacyPolicy("sales-privacy", { scope: later(tokens.sales), storeDialogData: false });
new cvg.Project("offers", { account: tokens.sales, name: "Angebote", bot, ...speech, privacy: { storeDialogData: true } });
new cvg.Account("support", { customer: tokens.initech, name: "Support", privacy: { dialogRetention: "1 day", anonymizeNumbers: false } });
`;

const fleet = (units: number): string => `
module.exports = async () => {
    const found = await cvg.getCustomer({ name: " Acme " });
    const desk = await cvg.getAccount({ customer: found.token, name: "Desk" });
    const none = await cvg.getProject({ account: desk.token, name: "Nobody" }).catch((error) => error.message);
    const several = await cvg.getCustomer({ name: "Twin" }).catch((error) => error.message);
    new cvg.PrivacyPolicy("acme-privacy", { scope: tokens.acme, dialogRetention: "1 day" });
    for (let index = 0; index < ${units} - 1; index += 1)
        new cvg.Account("a" + index, { customer: tokens[index % 2 ? "acme" : "initech"], name: "A" + index, privacy: { dialogRetention: "1 hour" } });
    new cvg.Project("hotline", { account: desk.token, name: "Hotline", bot, ...speech, privacy: { dialogRetention: "1 hour" } });
    if (found.token !== tokens.acme || !found.active || found.purgeAt !== null || found.privacy.dialogRetention !== "1 week") throw new Error(JSON.stringify(found));
    if (!none.startsWith('CVG312 no project under account "Desk" (' + tokens.desk + ') is named "Nobody".')) throw new Error(none);
    if (!/^CVG312 2 customers under reseller "Sandbox" \\([-\\w]+\\) are named "Twin": [-\\w]+ \\((?:in)?active\\), [-\\w]+ \\((?:in)?active\\)\\.\\s+Use the token/.test(several)) throw new Error(several);
};
`;

let opened: GatewayProject;
let tokens: Record<string, string>;
beforeAll(async () => {
    opened = await gatewayProject("");
    const { console, sandbox } = opened;
    const tokenOf = async (name: string): Promise<string> => (await console.units()).get(name)?.token ?? "";
    const customer = async (customerName: string, more = {}): Promise<string> => {
        await console.post(`/customers/${sandbox.reseller}`, { customerName, commonConfiguration: { ...OPEN, ...more } });
        return await tokenOf(customerName);
    };
    const account = async (accountName: string, above: string): Promise<string> => {
        await console.post(`/accounts/${sandbox.reseller}/${above}`, { accountName, commonConfiguration: OPEN });
        return await tokenOf(accountName);
    };
    const acme = await customer("Acme");
    tokens = {
        acme,
        globex: await customer("Globex"),
        initech: await customer("Initech", { maxDialogRetentionTime: 3_600_000, anonymizeRemoteNumbers: true }),
        desk: await account("Desk", acme),
        sales: await account("Vertrieb", acme),
    };
    // Names are not unique, not even among active units.
    await customer("Twin");
    await console.delete(`/customers/${sandbox.reseller}/${await customer("Twin")}`);
    await console.control("DELETE", "/requests");
});
afterAll(() => opened.close());

test("policies by equal tokens bind everything below, through levels that only the gateway knows", async () => {
    opened.project.write("index.js", head(tokens) + FORBIDDEN);
    const { code, json, text } = await opened.project.preview({ json: true });
    expect(code).not.toBe(0);
    expect(codedLines(plannedErrors(json))).toEqual([
        'CVG101 claims: dialogRetention "1 month" is longer than the "1 day" that customer "Acme" (acme-privacy) allows.',
        'CVG101 desk-privacy: dialogRetention "1 week" is longer than the "1 day" that customer "Acme" (acme-privacy) allows.',
        "CVG101 hotline: recordings cannot be true: reseller (top) has switched recordings off.",
        'CVG101 leads: dialogRetention "1 week" is longer than the "1 day" that customer "Acme" (acme-privacy) allows.',
        'CVG101 legal: dialogRetention "1 week" is longer than the "1 hour" that customer "Globex" (again) allows.',
        'CVG101 offers: storeDialogData cannot be true: account "Vertrieb" (sales-privacy) has switched the storing of dialog data off.',
        'CVG101 remote: dialogRetention "1 week" is longer than the "1 day" that customer "Acme" (acme-privacy) allows.',
        'CVG101 support: anonymizeNumbers cannot be false: customer "Initech" (live) anonymizes numbers for itself and all levels below.',
        'CVG101 support: dialogRetention "1 day" is longer than the "1 hour" that customer "Initech" (live) allows.',
        "CVG103 once-more: the privacy settings of this unit are declared by again already.",
    ]);
    const scope = JSON.stringify(JSON.stringify(tokens.initech)).slice(1, -1);
    expect(text).toContain(`new cvg.PrivacyPolicy(\\"customer-privacy\\", { scope: ${scope}, dialogRetention: \\"1 day\\" })`);
    expect(await opened.console.writes()).toBe(0);
});

test("ten units cost each process one token, one tree and one read of each level above that is not declared", async () => {
    const { console, project } = opened;
    await console.control("DELETE", "/requests");
    project.write("index.js", head(tokens) + fleet(10));
    const preview = await project.preview({ json: true });
    expect(preview.code).toBe(0);
    expect(Object.keys(plannedSteps(preview.json))).toHaveLength(11);
    // The customers are Initech, which nothing declares, and Acme, whose settings the program looks up and the provider compares with its policy.
    expect(await console.counts()).toEqual({
        "POST token": 2,
        "GET /projecthierarchy/{reseller}": 2,
        "GET /reseller/{reseller}": 2,
        "GET /customers/{reseller}/{customer}": 4,
        "GET /account/{reseller}/{account}": 2,
    });
});

const READ_LATER = `
const acme = new cvg.Customer("fresh", { name: "Fresh", privacy: {} });
// A token that nobody knows in a preview, as one that another stack hands over.
const same = cvg.Customer.get("same", acme.id);
new cvg.Account("legal", { customer: same, name: "Recht", privacy: {} });
new cvg.PrivacyPolicy("limits", { scope: cvg.Account.get("desk", acme.id.apply(() => tokens.desk)), dialogRetention: "10 minutes" });
`;

test("what stands below a unit that is only read, and whose token comes late, is no unit that the run leaves out", async () => {
    opened.project.write("index.js", head(tokens) + READ_LATER);
    const { code, text } = await opened.project.up({ args: ["--skip-preview=false"] });
    expect({ code, text: code === 0 ? "" : text }).toEqual({ code: 0, text: "" });
    expect((await opened.console.everyUnit()).find(({ name }) => name === "Recht")?.above).toBe(
        (await opened.console.everyUnit()).find(({ name }) => name === "Fresh")?.token,
    );
    expect((await opened.project.preview({ args: ["--expect-no-changes"] })).code).toBe(0);
    expect(JSON.stringify(await opened.project.stackExport())).not.toContain("__told");
});
