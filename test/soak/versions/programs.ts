/** One tenant through the classes, and through the plugin. */

const tenant = `
const acme = new Customer("acme", { name: "Acme", privacy: { recordings: true, dialogRetention: "1 day" } });
const claims = new Account("claims", { customer: acme, name: "Schaden", privacy: {} });
new Project("hotline", {
    account: claims, name: "Hotline", privacy: { dialogRetention: process.env.LOOSE ?? "1 hour" },
    bot: { type: "custom", url: "https://bot.example", token: pulumi.secret("MARKER-token") },
    transcribers: [{ vendor: "GOOGLE" }], synthesizers: [{ vendor: "NUANCE" }], transcriberLanguage: "de-DE", synthesizerLanguage: "de-DE",
});
exports.customer = acme.id;
// Read by another run than the one that makes it.
if (process.env.TOKEN !== undefined) exports.again = get("again", process.env.TOKEN).name;
`;

const classes = `
const pulumi = require("@pulumi/pulumi");
const { Customer, Account, Project } = require("pulumi-cvg");
const get = (name, token) => Customer.get(name, token);
`;

/** What a generated SDK does: a class for each type, with the outputs and the aliases of the schema. */
const plugin = `
const pulumi = require("@pulumi/pulumi");
const { resources } = require("./node_modules/pulumi-cvg/docs/pulumi.schema.json");
const kind = (type) => {
    const { aliases, properties } = resources[type];
    const outputs = Object.fromEntries(Object.keys(properties).map((name) => [name, undefined]));
    return class extends pulumi.CustomResource {
        constructor(name, args, options) { super(type, name, { ...outputs, ...args }, { ...options, aliases }); }
    };
};
const [Customer, Account, Project] = ["Customer", "Account", "Project"].map((name) => kind("cvg:index:" + name));
const get = (name, id) => new Customer(name, {}, { id });
`;

const manifest = (more: string): string => `name: user\nruntime: { name: nodejs, options: { typescript: false } }\nmain: index.js\n${more}`;

export const SHELLS = {
    classes: { "index.js": classes + tenant, "Pulumi.yaml": manifest("") },
    plugin: {
        "index.js": plugin + tenant,
        "Pulumi.yaml": manifest("plugins: { providers: [{ name: cvg, path: node_modules/.bin }] }\n"),
    },
} as const satisfies Readonly<Record<string, Readonly<Record<string, string>>>>;
export type Shell = keyof typeof SHELLS;
