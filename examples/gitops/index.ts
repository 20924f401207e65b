/** Tenants that only change by pull request. */
import * as cvg from "pulumi-cvg";

const speech = {
    transcribers: [{ vendor: "GOOGLE" }],
    synthesizers: [{ vendor: "MICROSOFT" }],
    transcriberLanguage: "de-DE",
    synthesizerLanguage: "de-DE",
};

const acme = new cvg.Customer("acme", {
    name: "Acme Versicherung",
    privacy: { recordings: true, recordingRetention: "1 month", anonymizeNumbers: true, dialogRetention: "1 day" },
});
const claims = new cvg.Account("claims", { customer: acme, name: "Schaden", privacy: {} });

export const hotline = new cvg.Project("hotline", {
    account: claims,
    name: "Schadenhotline",
    bot: { type: "cognigy", endpointUrl: "https://bots.acme.example/claims" },
    platformNumbers: ["+4989200001"],
    privacy: {},
    ...speech,
}).token;
