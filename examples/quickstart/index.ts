/**
 * A realistic insurer: one customer, two departments, three bots.
 *
 * The reseller keeps dialogs for a day at most, so nothing below may keep them longer. Every unit says only what it wants stricter; the rest
 * it inherits. Try `dialogRetention: "1 week"` anywhere below and run `pulumi preview`.
 */
import * as pulumi from "@pulumi/pulumi";
import * as cvg from "pulumi-cvg";

const config = new pulumi.Config();
const botToken = config.requireSecret("botToken");

new cvg.PrivacyPolicy("reseller-privacy", {
    scope: cvg.reseller,
    outboundCalls: true,
    recordings: true,
    recordingRetention: "90 days",
    storeDialogData: true,
    dialogRetention: "1 day",
});

const alpenland = new cvg.Customer("alpenland", {
    name: "Alpenland Versicherung",
    privacy: {
        recordingRetention: "1 week",
        // Whether bots see callers' numbers: `pulumi config set anonymizeNumbers true`.
        anonymizeNumbers: config.getBoolean("anonymizeNumbers") ?? "inherit",
    },
});

const claims = new cvg.Account("claims", {
    customer: alpenland,
    name: "Schaden",
    privacy: { recordingRetention: "36 hours", outboundCalls: false },
});
const sales = new cvg.Account("sales", {
    customer: alpenland,
    name: "Vertrieb",
    privacy: { recordings: false },
});

const german = {
    transcribers: [{ vendor: "GOOGLE" }, { vendor: "MICROSOFT" }],
    synthesizers: [{ vendor: "MICROSOFT" }],
    transcriberLanguage: "de-DE",
    synthesizerLanguage: "de-DE",
};

const hotline = new cvg.Project("claims-hotline", {
    account: claims,
    name: "Schadenhotline",
    platformNumbers: ["+4989200001"],
    bot: { type: "custom", url: config.get("botUrl") ?? "https://bots.alpenland.example/claims", token: botToken },
    fallback: { number: "+4989200009", text: "Ich verbinde Sie mit einer Kollegin." },
    ...german,
    privacy: { dialogRetention: "1 hour" },
});

new cvg.Project("windscreens", {
    account: claims,
    name: "Glasbruch",
    platformNumbers: ["+4989200002"],
    bot: { type: "rasa", url: "https://bots.alpenland.example/windscreens", token: botToken },
    ...german,
    privacy: { dialogRetention: "10 minutes" },
});

new cvg.Project("appointments", {
    account: sales,
    name: "Beratungstermine",
    platformNumbers: ["+4989200003"],
    bot: { type: "cognigy", endpointUrl: "https://cognigy.alpenland.example/appointments" },
    ...german,
    privacy: {},
});

/** Token of the project that the quickstart calls. */
export const claimsHotline = hotline.token;
/** What applies to it after all levels above. */
export const claimsHotlinePrivacy = hotline.effective;
