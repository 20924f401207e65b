/** Who gets callers' data: bots by their host, and speech vendors, with a hint where a third country (GDPR, chapter V) has to be thought of. */
import { z } from "zod";
import type { InventoryUnit } from "./inventory.js";

export interface Recipient {
    readonly kind: "bot" | "speech recognition" | "speech synthesis";
    /** Host of the bot, or the vendor as the gateway names it. */
    readonly name: string;
    /** What is known in general; undefined: nothing is. It says nothing about the contract with that recipient. */
    readonly hint: string | undefined;
}

const US = "group with its seat in the USA; where the data is processed depends on the region in the contract";

/**
 * Third-country hints by vendor. Sources: the seats are those of the companies' own imprints; that OPEN_AI is hosted in the USA is how the
 * vendor of the gateway labels it in its published extension for Cognigy. The adequacy decision for certified recipients in the USA is
 * (EU) 2023/1795.
 */
const HINTS: Readonly<Record<string, string>> = {
    GOOGLE: US,
    MICROSOFT: US,
    IBM: US,
    AMAZON: US,
    NUANCE: US,
    OPEN_AI: "labelled as hosted in the USA by the vendor of the gateway",
};

/** Bot types whose service is one company's. Of the others, the host says more. */
const BOT_HINTS: Readonly<Record<string, string>> = { "dialogflow-es": US, "dialogflow-cx": US };

const Speech = z.array(z.object({ vendor: z.string() })).catch([]);
const Body = z.object({
    botConfiguration: z
        .object({ type: z.string(), url: z.string().optional(), endpointUrl: z.string().optional() })
        .optional()
        .catch(undefined),
    transcribers: Speech,
    synthesizers: Speech,
});

/** The host of a URL, without credentials, path or query: what stands there may be a secret. */
function hostOf(url: string): string | undefined {
    return URL.canParse(url) ? new URL(url).host : undefined;
}

/** Of a project; units above have none. */
export function recipientsOf({ level, body }: InventoryUnit): readonly Recipient[] {
    const read = level === "project" ? Body.safeParse({ ...body }).data : undefined;
    if (read === undefined) return [];
    const { botConfiguration: bot, transcribers, synthesizers } = read;
    const address = bot?.url ?? bot?.endpointUrl;
    const host = address === undefined ? undefined : hostOf(address);
    const named =
        bot === undefined
            ? []
            : [{ kind: "bot" as const, name: host === undefined ? bot.type : `${bot.type} at ${host}`, hint: BOT_HINTS[bot.type] }];
    const speech = (kind: Recipient["kind"], vendors: readonly { readonly vendor: string }[]): readonly Recipient[] =>
        vendors.map(({ vendor }) => ({ kind, name: vendor, hint: HINTS[vendor.toUpperCase()] }));
    return [...named, ...speech("speech recognition", transcribers), ...speech("speech synthesis", synthesizers)];
}
