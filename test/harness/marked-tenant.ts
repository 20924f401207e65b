/** A tenant with all that can be secret, each value a marker. */
export const MARKERS = {
    name: "MARKER-Persona AG",
    account: "MARKER-Abteilung",
    project: "MARKER-Hotline",
    token: "MARKER-token-of-the-bot",
    key: "MARKER-private-key",
    number: "+4989777001",
    second: "+4989777002",
    external: "+4989777003",
    fallback: "+4989777004",
    caller: "+4989777005",
    allowed: "+4989777006",
};

/** @param more at the end of the program */
export const program = (color: string, { more = "", ifExists = "fail", account = "claims", retention = "1 day" } = {}): string => `
const pulumi = require("@pulumi/pulumi");
const cvg = require("pulumi-cvg");
const secret = (name) => new pulumi.Config().requireSecret(name);
const speech = { transcribers: [{ vendor: "GOOGLE" }], synthesizers: [{ vendor: "GOOGLE" }], transcriberLanguage: "de-DE", synthesizerLanguage: "de-DE" };
const acme = new cvg.Customer("acme", { name: secret("name"), ifExists: "${ifExists}", privacy: { dialogRetention: "${retention}" } });
const claims = new cvg.Account("claims", { customer: acme, name: secret("account"), privacy: {} });
const sales = new cvg.Account("sales", { customer: acme, name: "Vertrieb" });
const hotline = new cvg.Project("hotline", {
    account: ${account}, name: secret("project"), ...speech, color: "${color}",
    bot: { type: "rasa", url: "https://bot.example/", token: secret("token") },
    platformNumbers: [secret("number"), secret("second")],
    externalNumbers: [{ number: secret("external"), type: "GEOGRAPHIC" }],
    defaultCallerId: secret("caller"),
    allowedOrigins: [secret("allowed")],
    fallback: { number: secret("fallback"), text: "Bitte warten" },
    privacy: { recordings: false },
});
new cvg.Project("chat", {
    account: claims, name: "Chat", ...speech,
    bot: { type: "dialogflow-es", serviceAccountKey: secret("key").apply((key) => JSON.stringify({ private_key: key })) },
});
${more}
exports.token = hotline.token;
`;

const twin = (more: string): string => `new cvg.Project("text", { account: claims, name: "Text", ...speech, ${more} });`;
const rasa = (token: string): string => `bot: { type: "rasa", url: "https://bot.example/", token: ${token} }`;

/** What makes messages speak of marked values: resources that are added to the program, each refused. */
export const MISTAKES: Readonly<Record<string, string>> = {
    "a number twice": twin(`${rasa('secret("token")')}, platformNumbers: [secret("number")]`),
    "a bot in text": twin(`bot: secret("token")`),
    "a number that is none": twin(`${rasa('"x"')}, platformNumbers: [secret("token")]`),
    "a name that is too long": `new cvg.Customer("long", { name: secret("token").apply((token) => token + "x".repeat(300)) });`,
    "a field that is none": twin(`${rasa('secret("token")')}, colour: secret("token")`),
    "a namesake": `new cvg.Customer("twin", { name: secret("name") });`,
    "too loose": `new cvg.Project("loose", { account: claims, name: secret("key"), ...speech, ${rasa('"x"')}, privacy: { dialogRetention: "1 month" } });`,
    "a period that is none": `new cvg.PrivacyPolicy("odd", { scope: sales, dialogRetention: secret("token") });`,
};
