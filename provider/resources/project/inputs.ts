/** What a user writes for a project. */
import { z } from "zod";
import { E164, EXTERNAL_NUMBER_TYPES } from "../../gateway/index.js";
import { Token, UNIT_SHAPES } from "../unit/inputs.js";

const Text = z.string("it takes text").min(1, "it takes text that is not empty");
const Language = z
    .string('it takes a language like "de-DE"')
    .regex(/^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'it takes a language like "de-DE"');
const Speech = z.strictObject({ vendor: Text, profileToken: Text.optional() });
const SpeechList = z.array(Speech).min(1, "it takes at least one vendor");

const url = z.url({ protocol: /^https?$/, error: "it takes a URL that starts with https:// or http://" });
const withUrl = <const Type extends string>(type: Type) => z.strictObject({ type: z.literal(type), url, token: Text });
const withKey = <const Type extends string>(type: Type) =>
    z.strictObject({ type: z.literal(type), serviceAccountKey: Text, agent: Text.optional() });

/** The bot of a project, by its type. `token` and `serviceAccountKey` are secrets. */
export const BotShape = z.discriminatedUnion("type", [
    z.strictObject({ type: z.literal("cognigy"), endpointUrl: url, channel: Text.optional() }),
    withKey("dialogflow-es"),
    withKey("dialogflow-cx"),
    withUrl("boost"),
    withUrl("rasa"),
    withUrl("vier"),
    withUrl("ubitec"),
    withUrl("neohelden"),
    withUrl("jovo"),
    withUrl("echobot"),
    withUrl("custom"),
]);

const noDoubles = (numbers: readonly unknown[]): boolean => new Set(numbers).size === numbers.length;

export const ProjectShape = z.strictObject({
    ...UNIT_SHAPES,
    account: Token,
    bot: BotShape,
    transcribers: SpeechList,
    synthesizers: SpeechList,
    transcriberLanguage: Language,
    synthesizerLanguage: Language,
    platformNumbers: z.array(E164).refine(noDoubles, "it takes each number once").optional(),
    externalNumbers: z.array(z.strictObject({ number: Text, type: z.enum(EXTERNAL_NUMBER_TYPES) })).optional(),
    allowedOrigins: z.array(E164).refine(noDoubles, "it takes each number once").optional(),
    fallback: z.strictObject({ number: Text, text: Text }).optional(),
    defaultCallerId: E164.optional(),
    color: Text.optional(),
    featureFlags: z.array(Text).optional(),
    utteranceTimeout: z
        .int("it takes whole milliseconds")
        .min(200, "it takes 200 to 1000 milliseconds")
        .max(1000, "it takes 200 to 1000 milliseconds")
        .optional(),
    inactivityTimeout: z
        .int("it takes whole milliseconds")
        .min(2000, "it takes 2000 to 20000 milliseconds")
        .max(20000, "it takes 2000 to 20000 milliseconds")
        .optional(),
    minimumNoiseLevel: z.number("it takes a number").min(-60, "it takes -60 to -30 dB").max(-30, "it takes -60 to -30 dB").optional(),
});
