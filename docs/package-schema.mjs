// Descriptions for the schema of the plugin, from the comments of the sources and the page of the configuration: what an editor shows in any language.
import { declarationsIn, inputs, isOutput, prose, row } from "./tables.mjs";

/** Where the sources speak of a type of the schema; what several say of one field stands there once. */
const TYPES = {
    Privacy: ["PrivacyArgs"],
    Bot: ["CognigyBot", "DialogflowBot", "UrlBot"],
    SpeechVendor: ["SpeechVendor"],
    ExternalNumber: ["ExternalNumber"],
    TenantAccount: ["TenantAccount"],
    TenantProject: ["TenantProject"],
};

/** What no source says in words that hold in every language. */
const WORDS = {
    Inherit: "Follow the level above, now and in later runs. The same as leaving the setting out.",
    IfAllowed: "A switch as wished where the level above allows that, else as it is there. Never refused.",
    DialogPeriod: "One of the console's five periods, or `inherit`: follow the level above.",
    AtMostDialogPeriod: "The shorter of a period and what the level above allows. Never refused.",
    AtMostPeriod:
        "The shorter of a period and what the level above allows: one of the console's five, or a whole number of minutes, hours, days or weeks. Never refused.",
    EffectiveSettings: "What applies at a unit after all levels above.",
    IfExists: "What happens when a unit that is to be created has a namesake at the same place.",
    ExistingUnit: "The unit of a token, active or not, is managed from then on.",
    Fallback: "Where a call goes when the bot fails.",
    Bot: "The bot that answers calls. Which fields it takes depends on its type.",
    BotType:
        "Which bot: `cognigy` takes endpointUrl and channel, the dialogflow types serviceAccountKey and agent, all others url and token.",
    ExternalNumberType: "What kind of number it is.",
    "Bot.type": "Which bot it is.",
    "Bot.endpointUrl": "URL of the endpoint. Of a cognigy bot.",
    "Bot.url": "Where the bot is reached. Of every bot that is neither cognigy nor dialogflow.",
    "Bot.agent": "The agent. Of a dialogflow bot.",
    "ExternalNumber.number": "The number.",
    "ExternalNumber.type": "What kind of number it is.",
    "Fallback.number": "E.164 number or SIP URI.",
    "Fallback.text": "What is said to the caller before.",
    "IfAllowed.ifAllowed": "The wish.",
    "AtMostDialogPeriod.atMost": "The period that is wished for.",
    "AtMostPeriod.atMost": "The period that is wished for.",
    "ExistingUnit.token": "Token of the unit.",
    "PrivacyPolicy.scope":
        "The unit whose settings these are: the resource, a token, or `reseller` for the configured one. Another unit makes a new policy.",
    "Account.customer":
        "The customer that it belongs to: the resource, or a token. An account cannot move: another customer makes a new account.",
    "Project.account": "The account that it belongs to: the resource, or a token. Another account moves the project in place.",
    Tenant: "A customer with its accounts and projects, from one object. Logical names are the tenant's, then `<tenant>-<key>`, never with the account in them: a project that moves to another account stays what it is.",
    TenantAccount: "An account of a tenant.",
    TenantProject: "A project of a tenant. Its key must be the only one in the tenant: a project that moves to another account keeps it.",
    "Tenant.privacy": "What applies to the tenant. `{}` follows the reseller in everything.",
    "TenantAccount.privacy":
        "The privacy settings of the unit. `{}` means: all managed, all inherited. Default: all managed, all inherited.",
    "TenantProject.privacy":
        "The privacy settings of the unit. `{}` means: all managed, all inherited. Default: all managed, all inherited.",
    customer: "The customer.",
    accounts: "Accounts by their keys.",
    projects: "Projects by their keys, whichever account they belong to.",
    reseller: "Token of the reseller that it belongs to.",
    decidedBy: "Who decides each setting, by decider: `customer acme` decides what is listed with it. Known at preview.",
};

const sentence = ({ text, byDefault }) =>
    byDefault === undefined || byDefault === "" ? text : `${text} Default: ${byDefault.replace(/\.$/, "")}.`;

/** The types of this package that a comment names are links in TypeScript only. */
const plain = (text) => text.replace(/\{@link (\w+)\}/g, "`$1`");

const withText = (spec, text) => (text === undefined || text === "" ? spec : { ...spec, description: plain(text) });

/** The texts of one property after another, once each. */
function textsOf(declarations, names) {
    const found = new Map();
    for (const each of names.flatMap((name) => inputs(declarations, name))) {
        const text = sentence(each);
        if (text.trim() !== "") found.set(each.name, new Set([...(found.get(each.name) ?? []), text]));
    }
    return new Map([...found].map(([name, texts]) => [name, [...texts].join(" ")]));
}

const properties = (specs, of, texts) =>
    Object.fromEntries(
        Object.entries(specs).map(([name, spec]) => [name, withText(spec, WORDS[`${of}.${name}`] ?? texts.get(name) ?? WORDS[name])]),
    );

const nameOf = (token) => token.split(":").at(-1);

function type(declarations, token, spec) {
    const name = nameOf(token);
    const sources = TYPES[name] ?? [];
    const [first] = sources.map((source) => prose(declarations.get(source)?.jsDoc?.at(-1)?.comment ?? ""));
    const whole = withText(spec, WORDS[name] ?? first);
    if (spec.properties === undefined) return whole;
    const texts = name === "EffectiveSettings" ? textsOf(declarations, ["PrivacyArgs"]) : textsOf(declarations, sources);
    // A default is one of what is written, not of what applies.
    const outputs = new Map([...texts].map(([setting, text]) => [setting, text.replace(/ Default: .*$/, "")]));
    return { ...whole, properties: properties(spec.properties, name, name === "EffectiveSettings" ? outputs : texts) };
}

function resource(declarations, token, spec) {
    const name = nameOf(token);
    const declaration = declarations.get(name);
    const written = textsOf(declarations, [`${name}Args`]);
    const outputs = declaration.members.filter(isOutput).map(row);
    const found = new Map(outputs.filter(({ text }) => text !== "").map(({ name: output, text }) => [output, text]));
    const withoutDefaults = new Map([...written].map(([input, text]) => [input, text.replace(/ Default: .*$/, "")]));
    return {
        ...withText(spec, WORDS[name] ?? prose(declaration.jsDoc?.at(-1)?.comment ?? "")),
        inputProperties: properties(spec.inputProperties, name, written),
        properties: properties(spec.properties, "", new Map([...withoutDefaults, ...found, ["decidedBy", WORDS.decidedBy]])),
    };
}

/** What the page says of each key: the last cell of its row. */
function configuration(specs, page) {
    const rows = [...page.matchAll(/^\| `cvg:(\w+)` \|.*\| ([^|]+) \|$/gm)];
    const texts = new Map(rows.map(([, key, text]) => [key, text.replace(/\[([^\]]+)\]\([^)]*\)/g, "$1")]));
    return Object.fromEntries(Object.entries(specs).map(([key, spec]) => [key, withText(spec, texts.get(key))]));
}

const each = (specs, of) => Object.fromEntries(Object.entries(specs).map(([token, spec]) => [token, of(token, spec)]));

/** @param schema of the plugin, without descriptions · @param provider folder of the sources · @param page docs/installation-configuration.md */
export function described(schema, provider, page) {
    const declarations = declarationsIn(provider);
    return {
        ...schema,
        config: { variables: configuration(schema.config.variables, page) },
        provider: { inputProperties: configuration(schema.provider.inputProperties, page) },
        types: each(schema.types, (token, spec) => type(declarations, token, spec)),
        resources: each(schema.resources, (token, spec) => resource(declarations, token, spec)),
    };
}
