import type * as pulumi from "@pulumi/pulumi";
import type * as z from "zod";
import type { Account } from "../account/account.js";
import type { Expect, Matches } from "../privacy/match.js";
import type { UnitArgs } from "../unit/args.js";
import type { projectShape } from "./inputs.js";

/** A Cognigy bot. */
export interface CognigyBot {
    /** The kind of bot. */
    readonly type: "cognigy";
    /** URL of the endpoint at Cognigy. */
    readonly endpointUrl: pulumi.Input<string>;
    /** As the console and the vendor's Provisioning API name it. @default none */
    readonly channel?: pulumi.Input<string>;
}

/** A Dialogflow bot. */
export interface DialogflowBot {
    /** The kind of bot. */
    readonly type: "dialogflow-es" | "dialogflow-cx";
    /** JSON text of a service account key. A secret: state and previews never show it, whether it is marked or not. */
    readonly serviceAccountKey: pulumi.Input<string>;
    /** The agent; passed on as it is. @default none */
    readonly agent?: pulumi.Input<string>;
}

/**
 * A bot that is reached at a URL. `custom` is any server that takes the vendor's Bot API. Of bots by Dify, which the console offers, no source
 * names the type on the wire: they are none of these.
 */
export interface UrlBot {
    /** The kind of bot. */
    readonly type: "boost" | "rasa" | "vier" | "ubitec" | "neohelden" | "jovo" | "echobot" | "custom";
    /** Where the gateway calls the bot. */
    readonly url: pulumi.Input<string>;
    /** A secret: state and previews never show it, whether it is marked or not. */
    readonly token: pulumi.Input<string>;
}

export type Bot = CognigyBot | DialogflowBot | UrlBot;

/** One vendor of speech recognition or synthesis. */
export interface SpeechVendor {
    /** Such as GOOGLE, MICROSOFT, IBM, AMAZON or NUANCE, for synthesis OPEN_AI too, which the gateway's vendor labels as hosted in the USA. The gateway knows which there are. */
    readonly vendor: pulumi.Input<string>;
    /** Token of a speech profile of that vendor. */
    readonly profileToken?: pulumi.Input<string>;
}

/** A number that reaches the project without being the platform's. */
export interface ExternalNumber {
    /** The number, in whatever form. */
    readonly number: pulumi.Input<string>;
    /** What kind of number it is. */
    readonly type: pulumi.Input<"GEOGRAPHIC" | "TOLL_FREE" | "SHARED_COST" | "OTHER">;
}

/** Where a call goes when the bot fails. */
export interface Fallback {
    /** E.164 number or SIP URI. */
    readonly number: pulumi.Input<string>;
    /** What is said to the caller before. */
    readonly text: pulumi.Input<string>;
}

/** What a project takes beside its account and what all units take. */
export interface ProjectFields {
    /** The bot that answers calls, by its `type`. */
    readonly bot: pulumi.Input<Bot>;
    /** Vendors of speech recognition in the order in which they are tried, at least one. */
    readonly transcribers: pulumi.Input<readonly SpeechVendor[]>;
    /** Vendors of speech synthesis in the order in which they are tried, at least one. */
    readonly synthesizers: pulumi.Input<readonly SpeechVendor[]>;
    /** Language of recognition, like `"de-DE"`. */
    readonly transcriberLanguage: pulumi.Input<string>;
    /** Language of synthesis, like `"de-DE"`. */
    readonly synthesizerLanguage: pulumi.Input<string>;
    /** The platform's numbers of this project, as + and E.164 digits. A number is on at most one active project. @default none */
    readonly platformNumbers?: pulumi.Input<readonly pulumi.Input<string>[]>;
    /** Numbers that reach the project without being the platform's. @default none */
    readonly externalNumbers?: pulumi.Input<readonly ExternalNumber[]>;
    /** Only these numbers may call, as + and E.164 digits. Given, even empty: the restriction is on. @default everybody may call */
    readonly allowedOrigins?: pulumi.Input<readonly pulumi.Input<string>[]>;
    /** Where a call goes when the bot fails. @default none */
    readonly fallback?: pulumi.Input<Fallback>;
    /** Number that called people see, as + and E.164 digits. @default the gateway's */
    readonly defaultCallerId?: pulumi.Input<string>;
    /** A colour's name, for the console. @default none */
    readonly color?: pulumi.Input<string>;
    /** Names of features that are switched on for the project, in any order; the gateway knows which. @default none */
    readonly featureFlags?: pulumi.Input<readonly string[]>;
    /** Silence that ends an utterance, 200 to 1000 milliseconds. @default the gateway's, 500 */
    readonly utteranceTimeout?: pulumi.Input<number>;
    /** Silence after which the bot is told of inactivity, 2000 to 20000 milliseconds. @default never */
    readonly inactivityTimeout?: pulumi.Input<number>;
    /** Sounds below this level are noise, -60 to -30 dB. @default the gateway's, -45 */
    readonly minimumNoiseLevel?: pulumi.Input<number>;
}

/**
 * What a project takes. A field that is left out belongs to the gateway: it is never a difference. Removing a line that was there removes
 * the field, or sets it back to the gateway's default.
 */
export interface ProjectArgs extends ProjectFields, UnitArgs {
    /** The account that it belongs to: the object, or a token. Another account moves the project in place. */
    readonly account: Account | pulumi.Input<string>;
}

/** @internal Fails to compile where the interface and the shape say different things. */
export type ProjectArgsAreChecked = Expect<Matches<z.input<ReturnType<typeof projectShape>>, ProjectArgs>>;
