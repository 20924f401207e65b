/** What the compiler refuses, and what it must not: what follows `@refused` is an error with those words, and there is no other. */
import * as pulumi from "@pulumi/pulumi";
import * as cvg from "pulumi-cvg";

declare const period: cvg.DialogPeriod;
declare const flag: boolean;
declare const later: pulumi.Output<cvg.DialogPeriod>;
const config = new pulumi.Config();
const speech = {
    transcribers: [{ vendor: "G" }],
    synthesizers: [{ vendor: "G" }],
    transcriberLanguage: "de-DE",
    synthesizerLanguage: "de-DE",
};
const bot = { type: "cognigy", endpointUrl: "https://bot.example/" } as const;
const presets = cvg.presets({
    strict: { dialogRetention: "1 day", anonymizeNumbers: true, recordings: false },
    open: { dialogRetention: cvg.atMost("1 week"), recordings: cvg.ifAllowed(true) },
    looser: { dialogRetention: "1 month" },
});

const acme = new cvg.Customer("acme", { name: "Acme", privacy: { dialogRetention: "1 day", recordings: false, anonymizeNumbers: true } });
const claims = new cvg.Account("claims", { customer: acme, name: "Schaden", privacy: { dialogRetention: "1 hour" } });
new cvg.Account("sales", { customer: acme, name: "Vertrieb", privacy: { dialogRetention: period, recordings: flag } });
new cvg.Account("later", { customer: acme, name: "Später", privacy: { dialogRetention: later, anonymizeNumbers: "inherit" } });
new cvg.Account("config", { customer: acme, name: "C", privacy: { anonymizeNumbers: config.getBoolean("anonymize") ?? "inherit" } });
new cvg.Account("limited", { customer: acme, name: "L", privacy: { ...presets.open, storeDialogData: true } });
new cvg.Account("reason", { customer: acme, name: "R", privacy: { dialogRetention: "1 hour", because: "DSFA 2026-14" } });
new cvg.Account("token", { customer: "a-token", name: "T", privacy: { dialogRetention: "1 month", recordings: true } });
new cvg.Account("wide", { customer: acme as cvg.Customer, name: "W", privacy: { dialogRetention: "1 week" } });
const hotline = new cvg.Project("hotline", {
    account: claims,
    name: "Hotline",
    bot,
    ...speech,
    privacy: { dialogRetention: "10 minutes" },
});
const units: readonly [cvg.Customer, cvg.Account, cvg.Project] = [acme, claims, hotline];
new cvg.PrivacyPolicy("policy", { scope: units[1], recordings: true });
const silent = new cvg.Account("silent", { customer: acme, name: "S" });
const quiet = new cvg.Project("quiet", { account: claims, name: "Q", bot, ...speech });
new cvg.PrivacyPolicy("fits", { scope: silent, dialogRetention: "1 day", because: "DSFA 2026-14", onDelete: "reset", below: "refuse" });
new cvg.PrivacyPolicy("variable", { scope: quiet, dialogRetention: period, recordings: flag, anonymizeNumbers: "inherit" });
new cvg.PrivacyPolicy("output", { scope: quiet, dialogRetention: later });
new cvg.PrivacyPolicy("top", { scope: acme as cvg.Customer, dialogRetention: "1 month", anonymizeNumbers: false });
new cvg.PrivacyPolicy("reseller", { scope: cvg.reseller, dialogRetention: "1 month" });
new cvg.PrivacyPolicy("by-token", { scope: silent.token, dialogRetention: "1 month" });
const policies: readonly cvg.PrivacyPolicy[] = [new cvg.PrivacyPolicy("empty", { scope: silent })];
export const decided = policies[0]?.decidedBy;

// @refused Type '"1 week"' is not assignable to type '
new cvg.Account("bad1", { customer: acme, name: "B", privacy: { dialogRetention: "1 week" } });
// @refused Type 'true' is not assignable to type '
new cvg.Account("bad2", { customer: acme, name: "B", privacy: { recordings: true } });
// @refused Type 'false' is not assignable to type '
new cvg.Account("bad3", { customer: acme, name: "B", privacy: { anonymizeNumbers: false } });
// @refused Type '"1 day"' is not assignable to type '
new cvg.Project("bad4", { account: claims, name: "B", bot, ...speech, privacy: { dialogRetention: "1 day" } });
// @refused Type 'true' is not assignable to type '
new cvg.Project("bad5", { account: claims, name: "B", bot, ...speech, privacy: { recordings: true } });
// @refused is not assignable to type
new cvg.Account("bad6", { customer: claims, name: "B" });
// @refused is not assignable to type
new cvg.Project("bad7", { account: acme, name: "B", bot, ...speech });
// @refused 'anonymizeNumbrs' does not exist in type 'PrivacyArgs'
new cvg.Account("bad8", { customer: acme, name: "B", privacy: { recordings: false, anonymizeNumbrs: true } });
// @refused Type '"1 month"' is not assignable to type '
new cvg.Account("bad9", { customer: acme, name: "B", privacy: presets.looser });
// @refused Type '"2 days"' is not assignable to type
new cvg.Customer("bad10", { name: "B", privacy: { dialogRetention: "2 days" } });

// @accepted
const tenant = new cvg.Tenant("tenant", {
    name: "Tenant",
    preset: presets.strict,
    privacy: { dialogRetention: "1 hour" },
    accounts: {
        claims: { name: "Schaden", projects: { first: { name: "Hotline", bot, ...speech, privacy: { dialogRetention: period } } } },
    },
});
export const tokens = [tenant.accounts.claims.token, tenant.projects.first.token];
for (const [key, args] of Object.entries(cvg.parseTenants("")))
    for (const { token } of Object.values(new cvg.Tenant(key, args).projects)) token.apply(String);
new cvg.Tenant("unmanaged", { name: "U", privacy: false });

// @refused Type '"1 day"' is not assignable to type '
new cvg.Tenant("bad11", {
    name: "B",
    privacy: { dialogRetention: "1 hour" },
    accounts: { a: { name: "A", privacy: { dialogRetention: "1 day" } } },
});
// @refused Type 'true' is not assignable to type '
new cvg.Tenant("bad12", {
    name: "B",
    preset: presets.strict,
    accounts: { a: { name: "A", projects: { p: { name: "P", bot, ...speech, privacy: { recordings: true } } } } },
});
// @refused 'privcy' does not exist in type 'TenantArgs'
new cvg.Tenant("bad13", { name: "B", privacy: {}, privcy: {} });
// @refused 'nme' does not exist
new cvg.Tenant("bad14", { name: "B", privacy: {}, accounts: { a: { nme: "A" } } });
// @refused 'privcy' does not exist in type 'TenantProject'
new cvg.Tenant("bad15", {
    name: "B",
    privacy: {},
    accounts: { a: { name: "A", projects: { p: { name: "P", bot, ...speech, privcy: {} } } } },
});
// @refused Type '"1 week"' is not assignable to type '
new cvg.PrivacyPolicy("bad16", { scope: silent, dialogRetention: "1 week" });
// @refused Type '"1 day"' is not assignable to type '
new cvg.PrivacyPolicy("bad17", { scope: quiet, onDelete: "keep", dialogRetention: "1 day" });
// @refused Type 'false' is not assignable to type '
new cvg.PrivacyPolicy("bad18", { scope: quiet, anonymizeNumbers: false });
// @refused 'anonymizeNumbrs' does not exist in type 'PrivacyPolicyArgs'
new cvg.PrivacyPolicy("bad19", { scope: silent, anonymizeNumbrs: true });
// @refused does not exist
export const none = tenant.projects.second;
