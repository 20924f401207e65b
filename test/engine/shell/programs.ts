/** Inputs of every type, with every input given. */

import { tell } from "../../../provider/told.js";
import { CONSOLE_DEFAULTS } from "../../harness/bodies.js";
import type { Declaration } from "../../harness/engine-on-grpc.js";
import type { Properties } from "../../harness/properties.js";
import { linkTo } from "../../harness/told.js";
import type { Handler } from "./shell.js";

/** The loosest that a fresh reseller allows. */
export const privacy = {
    outboundCalls: true,
    recordings: true,
    recordingRetention: { atMost: "1 week" },
    anonymizeNumbers: "inherit",
    storeDialogData: true,
    dialogRetention: "1 day",
};

export const speech = {
    transcribers: [{ vendor: "GOOGLE", profileToken: "profile" }, { vendor: "IBM" }],
    synthesizers: [{ vendor: "NUANCE" }],
    transcriberLanguage: "de-DE",
    synthesizerLanguage: "en",
};

export const urlBot = { type: "custom", url: "https://bot.example/hook", token: "MARKER-bot-token" };
export const keyBot = { type: "dialogflow-cx", serviceAccountKey: '{"key":"MARKER-service-key"}', agent: "agent" };

/** A project without what is optional. */
export const smallProject = (account: unknown, more: Properties = {}): Properties => ({
    account,
    name: "Hotline",
    bot: urlBot,
    ...speech,
    ...more,
});

export const everyInput = {
    customer: (): Properties => ({ name: "Acme", active: true, privacy }),
    account: (customer: unknown): Properties => ({ customer, name: "Schaden", active: true, privacy }),
    project: (account: unknown): Properties =>
        smallProject(account, {
            active: true,
            privacy,
            platformNumbers: ["+4989111111", "+4989111112"],
            externalNumbers: [{ number: "116117", type: "OTHER" }],
            allowedOrigins: ["+4989333333"],
            fallback: { number: "+4989444444", text: "Bitte warten" },
            defaultCallerId: "+4989555555",
            color: "blue",
            featureFlags: ["beta"],
            utteranceTimeout: 400,
            inactivityTimeout: 5000,
            minimumNoiseLevel: -50,
        }),
    "privacy-policy": (scope: unknown): Properties => ({ scope, ...privacy }),
} satisfies Record<Handler, (above: unknown) => Properties>;

/** A unit of every level with every input, and a policy for a second account. */
export const everyType: readonly Declaration[] = [
    { type: "cvg:Customer", name: "acme", inputs: everyInput.customer() },
    { type: "cvg:Account", name: "claims", inputs: (declared) => everyInput.account(declared("acme").id) },
    { type: "cvg:Project", name: "hotline", inputs: (declared) => everyInput.project(declared("claims").id) },
    { type: "cvg:Account", name: "sales", inputs: (declared) => ({ customer: declared("acme").id, name: "Vertrieb" }) },
    {
        type: "cvg:PrivacyPolicy",
        name: "sales-privacy",
        inputs: (declared) => ({
            ...everyInput["privacy-policy"](declared("sales").id),
            ...tell({
                by: "sales-privacy",
                level: "account",
                above: [linkTo({ level: "customer", name: "Acme Versicherung", unit: "acme" }, declared)],
            }),
        }),
    },
];

/** Settings that apply, as check records them. */
export const EFFECTIVE = {
    outboundCalls: false,
    recordings: false,
    recordingRetention: "1 week",
    anonymizeNumbers: true,
    storeDialogData: false,
    dialogRetention: "1 day",
};

/** `GET /userdetails`, of small servers. */
export const USER_DETAILS = {
    defaults: {
        commonConfiguration: CONSOLE_DEFAULTS,
        utteranceTimeout: 500,
        minimumNoiseLevel: -45,
    },
    deletionRetentionTimeInDays: 90,
};
