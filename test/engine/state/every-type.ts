/** A program with a resource of every type and every field, whose recorded state is the baseline of migrations. */
import { account, customer, type Program, project, resellerPrivacy } from "../stories/program.js";

export const EVERY_TYPE: Program = [
    resellerPrivacy({ recordings: true, recordingRetention: "90 days", dialogRetention: "1 week" }),
    customer("acme", "Acme", {
        privacy: { recordings: true, recordingRetention: "36 hours", dialogRetention: { atMost: "1 month" }, anonymizeNumbers: "inherit" },
    }),
    customer("ended", "Ended", { active: false }),
    account("claims", "acme", "Schaden", { privacy: {} }),
    account("sales", "acme", "Vertrieb"),
    project("hotline", "claims", "Hotline", {
        bot: { type: "custom", url: "https://bot.example/claims", token: "a-test-secret" },
        transcribers: [{ vendor: "GOOGLE", profileToken: "profile" }, { vendor: "MICROSOFT" }],
        synthesizers: [{ vendor: "AMAZON" }],
        platformNumbers: ["+4989200001", "+4989200002"],
        externalNumbers: [{ number: "0800111", type: "TOLL_FREE" }],
        allowedOrigins: ["+49111"],
        fallback: { number: "+4989200009", text: "Einen Augenblick." },
        defaultCallerId: "+4989200001",
        color: "blue",
        featureFlags: ["one"],
        utteranceTimeout: 600,
        inactivityTimeout: 5000,
        minimumNoiseLevel: -50,
        privacy: { dialogRetention: "1 hour", recordings: false },
    }),
    project("flow", "sales", "Flow", {
        bot: { type: "dialogflow-cx", serviceAccountKey: '{"private_key":"a-test-key"}', agent: "agent" },
    }),
    project("chat", "sales", "Chat"),
];
