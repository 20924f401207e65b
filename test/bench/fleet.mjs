// The fleet that is measured, as two programs: one of this package, and one of resources that do nothing.

/** How a fleet of so many units is spread over the levels: 1,000 are 20 customers, 80 accounts and 900 projects. */
export function spread(units) {
    const customers = Math.max(1, Math.round(units * 0.02));
    const accounts = Math.max(1, Math.round(units * 0.08));
    return { customers, accounts, projects: units - customers - accounts };
}

/** What all programs declare, before a change of every unit or after it. No secrets: an encrypted value is as long as the engine makes it. */
const declarations = ({ customers, accounts, projects }, changed) => `
const speech = {
    transcribers: [{ vendor: "GOOGLE" }, { vendor: "MICROSOFT" }], synthesizers: [{ vendor: "MICROSOFT" }],
    transcriberLanguage: "de-DE", synthesizerLanguage: "de-DE",
};
const number = (index) => "+4989" + String(1000000 + index);
const named = (name, index) => name + " " + index + "${changed ? " (new)" : ""}";
const customers = Array.from({ length: ${customers} }, (_, index) => new Customer("customer-" + index, {
    name: named("Versicherung", index), privacy: { recordings: true, recordingRetention: "1 week", dialogRetention: "1 day" },
}));
const accounts = Array.from({ length: ${accounts} }, (_, index) => new Account("account-" + index, {
    ...above("customer", customers[index % customers.length]), name: named("Abteilung", index), privacy: { recordingRetention: "36 hours", outboundCalls: false },
}));
for (let index = 0; index < ${projects}; index++) new Project("project-" + index, {
    ...above("account", accounts[index % accounts.length]), name: named("Hotline", index), platformNumbers: [number(index)], ...speech,
    bot: { type: "cognigy", endpointUrl: "https://bots.example/hotline-" + index },
    privacy: index % 2 === 0 ? { dialogRetention: "1 hour", anonymizeNumbers: true } : {},
});
`;

export const ourProgram = (counts, changed = false) => `
const { Customer, Account, Project } = require("pulumi-cvg");
const above = (name, unit) => ({ [name]: unit });
${declarations(counts, changed)}`;

/** The same resources by the same mechanism: a class of a custom resource, a handler module named by one constant text. */
const plainProgram = (handler, outputs, counts, changed) => `
const pulumi = require("@pulumi/pulumi");
const outputs = ${outputs};
const __provider = 'exports.handler = () => require("${handler}")';
const classOf = (level) => class extends pulumi.CustomResource {
    constructor(name, args) { super("pulumi-nodejs:dynamic/cvg:" + level, name, { ...outputs, ...args, level: level.toLowerCase(), __provider }); }
};
const [Customer, Account, Project] = ["Customer", "Account", "Project"].map(classOf);
const above = (name, unit) => ({ [name]: unit.id });
${declarations(counts, changed)}`;

export const idleProgram = (counts, changed = false) =>
    plainProgram("idle-handler", "{ active: undefined, purgeAt: undefined, effective: undefined, decidedBy: undefined }", counts, changed);

export const naiveProgram = (counts, changed = false) => plainProgram("naive-handler", "{}", counts, changed);

/** The same for the plugin, as the classes of a generated SDK register them: with the outputs and the aliases of the schema. */
export const nativeProgram = (counts) => `
const pulumi = require("@pulumi/pulumi");
const { resources } = require("./node_modules/pulumi-cvg/docs/pulumi.schema.json");
const kind = (type) => {
    const { aliases, properties } = resources[type];
    const outputs = Object.fromEntries(Object.keys(properties).map((name) => [name, undefined]));
    return class extends pulumi.CustomResource {
        constructor(name, args) { super(type, name, { ...outputs, ...args }, { aliases }); }
    };
};
const [Customer, Account, Project] = ["Customer", "Account", "Project"].map((name) => kind("cvg:index:" + name));
const above = (name, unit) => ({ [name]: unit });
${declarations(counts, false)}`;

/** The same with the line that docs/native.md gives to programs with a generated SDK. */
export const quietNativeProgram = (counts) => `require("pulumi-cvg/no-promise-stacks");\n${nativeProgram(counts)}`;

/** The same for the plugin in YAML: the resources of `Pulumi.yaml`. */
export function nativeResources({ customers, accounts, projects }) {
    const speech = {
        transcribers: [{ vendor: "GOOGLE" }, { vendor: "MICROSOFT" }],
        synthesizers: [{ vendor: "MICROSOFT" }],
        transcriberLanguage: "de-DE",
        synthesizerLanguage: "de-DE",
    };
    const all = (level, count, propertiesOf) =>
        Array.from({ length: count }, (_, index) => [
            `${level.toLowerCase()}-${index}`,
            { type: `cvg:${level}`, properties: propertiesOf(index) },
        ]);
    return Object.fromEntries([
        ...all("Customer", customers, (index) => ({
            name: `Versicherung ${index}`,
            privacy: { recordings: true, recordingRetention: "1 week", dialogRetention: "1 day" },
        })),
        ...all("Account", accounts, (index) => ({
            customer: `\${customer-${index % customers}}`,
            name: `Abteilung ${index}`,
            privacy: { recordingRetention: "36 hours", outboundCalls: false },
        })),
        ...all("Project", projects, (index) => ({
            account: `\${account-${index % accounts}}`,
            name: `Hotline ${index}`,
            platformNumbers: [`+4989${1000000 + index}`],
            ...speech,
            bot: { type: "cognigy", endpointUrl: `https://bots.example/hotline-${index}` },
            privacy: index % 2 === 0 ? { dialogRetention: "1 hour", anonymizeNumbers: true } : {},
        })),
    ]);
}
