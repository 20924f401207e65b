/** What a user writes for a project. A shape's message says what it takes. */
import { z } from "zod";
import { DIALOGFLOW_BOTS, E164, EXTERNAL_NUMBER_TYPES, URL_BOTS } from "../../gateway/index.js";
import { Token, UNIT_SHAPES } from "../unit/inputs.js";

const TEXT = "text that is not empty";
const Text = z.string(TEXT).min(1, TEXT);

const LANGUAGE = 'a language, like "de-DE"';
const Language = z.string(LANGUAGE).regex(/^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, LANGUAGE);

const SpeechList = z.array(z.strictObject({ vendor: Text, profileToken: Text.optional() })).min(1, "a list of at least one vendor");

const NUMBER = 'a telephone number as + and up to 15 digits (E.164), like "+498912345"';
const Number164 = z.string(NUMBER).refine((text) => E164.safeParse(text).success, NUMBER);
const Fallback = "a telephone number as + and up to 15 digits (E.164), or a SIP URI";
const sipOr164 = z.string(Fallback).regex(/^(?:\+[1-9]\d{1,14}|sips?:[^\s@]+(?:@[^\s@]+)?)$/i, Fallback);

const Url = z.url({ protocol: /^https?$/, error: "a URL that starts with https:// or http://" });
const withUrl = <const Type extends string>(type: Type) => z.strictObject({ type: z.literal(type), url: Url, token: Text });
const withKey = <const Type extends string>(type: Type) =>
    z.strictObject({ type: z.literal(type), serviceAccountKey: Text, agent: Text.optional() });

/** The bot of a project, by its type. `token` and `serviceAccountKey` are secrets. */
export const BotShape = z.discriminatedUnion("type", [
    z.strictObject({ type: z.literal("cognigy"), endpointUrl: Url, channel: Text.optional() }),
    ...DIALOGFLOW_BOTS.map(withKey),
    ...URL_BOTS.map(withUrl),
]);

/** Each number once. Numbers that are not known yet are compared when they are. */
function once<Item extends z.ZodType>(list: z.ZodArray<Item>, numberOf: (item: unknown) => unknown, path: readonly string[] = []) {
    const compare = (items: unknown, context: z.RefinementCtx): void => {
        if (!Array.isArray(items)) return;
        const numbers = items.map(numberOf);
        for (const [index, number] of numbers.entries()) {
            const sameAs = numbers.indexOf(number);
            if (typeof number !== "string" || sameAs === index) continue;
            context.addIssue({ code: "custom", path: [index, ...path], message: "each number once", params: { sameAs } });
        }
    };
    return list.superRefine(compare, { when: () => true });
}
const Numbers = once(z.array(Number164), (number) => number);
const External = z.strictObject({ number: Text, type: z.enum(EXTERNAL_NUMBER_TYPES) });
const externalNumber = (item: unknown): unknown =>
    typeof item === "object" && item !== null && "number" in item ? item.number : undefined;

function range(number: (words: string) => z.ZodNumber, from: number, to: number, of: string): z.ZodNumber {
    const words = `${of}, ${from} to ${to}`;
    return number(words).min(from, words).max(to, words);
}

export const ProjectShape = z.strictObject({
    ...UNIT_SHAPES,
    account: Token,
    bot: BotShape,
    transcribers: SpeechList,
    synthesizers: SpeechList,
    transcriberLanguage: Language,
    synthesizerLanguage: Language,
    platformNumbers: Numbers.optional(),
    externalNumbers: once(z.array(External), externalNumber, ["number"]).optional(),
    allowedOrigins: Numbers.optional(),
    fallback: z.strictObject({ number: sipOr164, text: Text }).optional(),
    defaultCallerId: Number164.optional(),
    color: Text.optional(),
    featureFlags: z.array(Text).optional(),
    utteranceTimeout: range(z.int, 200, 1000, "whole milliseconds").optional(),
    inactivityTimeout: range(z.int, 2000, 20_000, "whole milliseconds").optional(),
    minimumNoiseLevel: range(z.number, -60, -30, "decibels").optional(),
});
