/** The tenants that stories are about. */
import { account, customer, type Program, project } from "../program.js";

export const acme: Program = [customer("acme", "Acme")];

export const NUMBER = "+4989200001";

/** A customer with a department, its hotline and its chat. */
export const tenant: Program = [
    customer("acme", "Acme", { privacy: { recordings: true, recordingRetention: "1 week", dialogRetention: "1 day" } }),
    account("claims", "acme", "Schaden", { privacy: {} }),
    project("hotline", "claims", "Hotline", {
        bot: { type: "rasa", url: "https://bot.example/claims", token: "the-bots-secret" },
        platformNumbers: [NUMBER],
        privacy: { dialogRetention: "1 hour" },
    }),
    project("chat", "claims", "Chat"),
];
export const TENANT = ["Acme", "Schaden", "Hotline", "Chat"];
export const ALL_CREATED = { acme: "create", claims: "create", hotline: "create", chat: "create" } as const;

/** The tenant, with a second department that has no bots. */
export const twoDepartments: Program = [...tenant, account("sales", "acme", "Vertrieb", { privacy: {} })];
