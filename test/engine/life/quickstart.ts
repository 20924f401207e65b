/** The program of examples/quickstart for the engine over gRPC, with the links that the classes add, and a change of it on every level. */
import { type Link, tell } from "../../../provider/told.js";
import type { Declaration } from "../../harness/engine-on-grpc.js";
import type { Properties } from "../../harness/properties.js";
import { linkTo, linkToReseller } from "../../harness/told.js";

const toldBelow = (by: string, above: Link): Properties => tell({ by, above: [above] });

const german = {
    transcribers: [{ vendor: "GOOGLE" }, { vendor: "MICROSOFT" }],
    synthesizers: [{ vendor: "MICROSOFT" }],
    transcriberLanguage: "de-DE",
    synthesizerLanguage: "de-DE",
};

export const SECRET = "the-bot-token";

interface Edition {
    readonly reseller: Properties;
    readonly alpenland: Properties;
    readonly claims: Properties;
    readonly hotline: Properties;
    /** The account of the windscreens' bot. */
    readonly windscreens: "claims" | "sales";
}

function program(edition: Edition): readonly Declaration[] {
    const account = (name: string, label: string, privacy: Properties): Declaration => ({
        type: "cvg:Account",
        name,
        inputs: (lookUp) => ({
            name: label,
            customer: lookUp("alpenland").id,
            privacy,
            ...toldBelow(name, linkTo({ level: "customer", name: "Alpenland Versicherung", unit: "alpenland" }, lookUp)),
        }),
    });
    const project = (name: string, of: string, inputs: Properties): Declaration => ({
        type: "cvg:Project",
        name,
        inputs: (lookUp) => ({
            account: lookUp(of).id,
            ...german,
            ...inputs,
            ...toldBelow(name, linkTo({ level: "account", name: of, unit: of }, lookUp)),
        }),
    });
    return [
        {
            type: "cvg:PrivacyPolicy",
            name: "reseller-privacy",
            inputs: { scope: "reseller", ...tell({ by: "reseller-privacy" }), ...edition.reseller },
        },
        {
            type: "cvg:Customer",
            name: "alpenland",
            inputs: (lookUp) => ({
                name: "Alpenland Versicherung",
                privacy: edition.alpenland,
                ...toldBelow("alpenland", linkToReseller("reseller-privacy", lookUp)),
            }),
        },
        account("claims", "Schaden", edition.claims),
        account("sales", "Vertrieb", { recordings: false }),
        project("claims-hotline", "claims", {
            platformNumbers: ["+4989200001"],
            bot: { type: "custom", url: "https://bots.alpenland.example/claims", token: SECRET },
            ...edition.hotline,
            privacy: { dialogRetention: "1 hour" },
        }),
        project("windscreens", edition.windscreens, {
            name: "Glasbruch",
            platformNumbers: ["+4989200002"],
            bot: { type: "rasa", url: "https://bots.alpenland.example/windscreens", token: SECRET },
            privacy: { dialogRetention: "10 minutes" },
        }),
        project("appointments", "sales", {
            name: "Beratungstermine",
            platformNumbers: ["+4989200003"],
            bot: { type: "cognigy", endpointUrl: "https://cognigy.alpenland.example/appointments" },
            privacy: {},
        }),
    ];
}

const reseller = { outboundCalls: true, recordings: true, recordingRetention: "90 days", storeDialogData: true, dialogRetention: "1 day" };

/** As it stands in examples/quickstart. */
export const QUICKSTART = program({
    reseller,
    alpenland: { recordingRetention: "1 week", anonymizeNumbers: "inherit" },
    claims: { recordingRetention: "36 hours", outboundCalls: false },
    hotline: { name: "Schadenhotline", fallback: { number: "+4989200009", text: "Ich verbinde Sie mit einer Kollegin." } },
    windscreens: "claims",
});

/** Tighter at the reseller and the customer, looser at an account, a bot renamed, a bot moved. */
export const CHANGED = program({
    reseller: { ...reseller, dialogRetention: "1 hour" },
    alpenland: { recordingRetention: "1 day", anonymizeNumbers: true },
    claims: { recordingRetention: "1 day" },
    hotline: { name: "Schadenhotline 24h", fallback: { number: "+4989200008", text: "Einen Augenblick." } },
    windscreens: "sales",
});
