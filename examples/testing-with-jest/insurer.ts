/** How we set up an insurer: what is tested here is what every tenant of ours gets. */
import type * as pulumi from "@pulumi/pulumi";
import * as cvg from "pulumi-cvg";

export interface InsurerArgs {
    /** Shown in the console. */
    readonly name: string;
    /** Telephone number of the claims bot, like "+4989200001". */
    readonly hotline: string;
    readonly botToken: pulumi.Input<string>;
    /** How long the claims bot's dialogs are kept. Default: as long as the customer allows, a day. */
    readonly dialogRetention?: cvg.DialogPeriod;
}

export interface Insurer {
    readonly customer: cvg.Customer;
    readonly claims: cvg.Account;
    readonly hotline: cvg.Project;
}

export function insurer(slug: string, { name, hotline, botToken, dialogRetention }: InsurerArgs): Insurer {
    const customer = new cvg.Customer(slug, {
        name,
        privacy: { recordings: true, recordingRetention: "1 week", anonymizeNumbers: true, dialogRetention: "1 day" },
    });
    const claims = new cvg.Account(`${slug}-claims`, { customer, name: "Schaden", privacy: {} });
    const project = new cvg.Project(`${slug}-hotline`, {
        account: claims,
        name: "Schadenhotline",
        platformNumbers: [hotline],
        bot: { type: "custom", url: `https://bots.example/${slug}`, token: botToken },
        transcribers: [{ vendor: "GOOGLE" }],
        synthesizers: [{ vendor: "MICROSOFT" }],
        transcriberLanguage: "de-DE",
        synthesizerLanguage: "de-DE",
        privacy: { dialogRetention: dialogRetention ?? "inherit" },
    });
    return { customer, claims, hotline: project };
}
