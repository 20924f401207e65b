/** A small program with one of everything, and changes of it. */
const SPEECH = `const cvg = require("pulumi-cvg");
const pulumi = require("@pulumi/pulumi");
const speech = { transcribers: [{ vendor: "GOOGLE" }], synthesizers: [{ vendor: "NUANCE" }], transcriberLanguage: "de-DE", synthesizerLanguage: "de-DE" };
const bot = (path) => ({ type: "custom", url: "https://bots.example/" + path, token: pulumi.secret("hush") });
`;

interface Parts {
    /** Settings of the customer Acme, which records. */
    readonly acme?: string;
    /** Settings of the customer Globex, which is closed. `privacy`: as open as it goes. */
    readonly globex?: string;
    readonly extra?: string;
}

const OPEN = 'outboundCalls: true, recordings: true, recordingRetention: "1 month", anonymizeNumbers: false, dialogRetention: "1 month"';

/** Settings of Globex. */
export const CLOSED =
    'recordings: false, recordingRetention: "1 month", outboundCalls: false, anonymizeNumbers: true, dialogRetention: "1 hour"';

export function small({ acme, globex, extra = "" }: Parts): string {
    return `${SPEECH}
const acme = new cvg.Customer("acme", { name: "Acme", privacy: { ${acme ?? 'recordings: true, recordingRetention: "1 month", dialogRetention: "1 day"'} } });
const claims = new cvg.Account("claims", { customer: acme, name: "Schaden", privacy: {} });
const hotline = new cvg.Project("hotline", { account: claims, name: "Hotline", bot: bot("hotline"), ...speech, platformNumbers: ["+4989200001", "+4989200002"], privacy: {} });
const sales = new cvg.Account("sales", { customer: acme, name: "Vertrieb" });
const chat = new cvg.Project("chat", { account: sales, bot: bot("chat"), ...speech, platformNumbers: [], name: "Chat" });
new cvg.PrivacyPolicy("chat-privacy", { scope: chat, anonymizeNumbers: true });
const night = new cvg.Project("night", { account: sales, name: "Nacht", bot: bot("night"), ...speech });
new cvg.PrivacyPolicy("night-privacy", { scope: night, onDelete: "reset", recordings: false, dialogRetention: "1 hour" });
new cvg.Project("flow", { account: sales, name: "Flow", bot: { type: "dialogflow-cx", serviceAccountKey: pulumi.secret("{}") }, ...speech });
new cvg.Project("keep", { account: sales, name: "Keep", bot: bot("keep"), ...speech, privacy: {} }, { retainOnDelete: true });
const globex = new cvg.Customer("globex", { name: "Globex", privacy: { ${globex === "privacy" ? OPEN : (globex ?? CLOSED)} } });
const support = new cvg.Account("support", { customer: globex, name: "Support", privacy: {} });
new cvg.Project("desk", { account: support, name: "Desk", bot: bot("desk"), ...speech, platformNumbers: ["+4940100001"], privacy: {} });
${extra}
`;
}

export const SMALL = small({});

const NAMES = [
    "<script>alert(1)</script>",
    "](https://evil.example) **bold** | cell | `code` @everyone #1 ![x](https://evil.example/x.png)",
    "</title></style><svg onload=alert(1)> [31m red",
    `]]> &amp; <!-- --> \\\\ ${"$"}{{ secrets.TOKEN }} ::error::fake`,
    "- [ ] task # heading ``` ~~~",
];

export const HOSTILE = {
    /** Values that come out of a resource that does not exist yet. */
    unknown: `
const later = new cvg.Customer("later", { name: "Later", privacy: { dialogRetention: "1 day" } });
const laterAccount = new cvg.Account("later-account", { customer: later, name: "Later", privacy: { recordings: later.token.apply((token) => token === "x") } });
new cvg.Project("later-project", {
    account: laterAccount, name: "Later", ...speech, privacy: {}, platformNumbers: later.token.apply(() => ["+4989300001"]),
    bot: { type: "custom", url: pulumi.interpolate\`https://\${later.token}.example\`, token: "hush" },
});
`,
    names: NAMES.map(
        (name, at) =>
            `const h${at} = new cvg.Customer(${JSON.stringify(`h${at} <b>`)}, { name: ${`"${name.replaceAll('"', '\\"')}"`}, privacy: { recordings: true } });\nnew cvg.Project("h${at}-p", { account: new cvg.Account("h${at}-a", { customer: h${at}, name: "A" }), name: ${`"${name.replaceAll('"', '\\"')}"`}, ...speech, bot: { type: "custom", url: "https://evil.example/?key=hush&x=<script>", token: "hush" }, privacy: {} });\n`,
    ).join(""),
};
