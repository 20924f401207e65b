/** The shapes that a project's fields are made of. A shape's message says what it takes. */
import * as z from "zod";
import { lazily } from "../../definition/lazily.js";
import { hasInvisible } from "../../errors/index.js";
import { DIALOGFLOW_BOTS, E164, EXTERNAL_NUMBER_TYPES, SECRET_FIELDS, URL_BOTS } from "../../gateway/index.js";

const TEXT = "text that is not empty";

const LANGUAGE = 'a language, like "de-DE"';

const NUMBER = 'a telephone number as + and up to 15 digits (E.164), like "+498912345"';
/**
 * Countries in which the 0 that people dial at home is left out behind the country code: with it, one number would pass as two. Of others, like
 * Italy, it belongs to the number.
 */
const HOME_ZERO = /^\+(?:27|31|32|33|353|358|40|41|43|44|46|49|61|81|90|91)0/;
const isE164 = (text: string): boolean => E164.safeParse(text).success && !HOME_ZERO.test(text);
const REACHABLE = "a telephone number as + and up to 15 digits (E.164), or a SIP URI";
const SIP = /^sips?:[^\s@]+(?:@[^\s@]+)?$/i;

/** A URL is stored as it is written, and is no secret: what a parser would forgive, or what logs would show, is refused. */
const URL_TEXT = "a URL that starts with https:// or http://, without blanks, and without a user or password";
const isPlainUrl = (text: string): boolean => {
    if (!/^https?:\/\/\S+$/i.test(text) || hasInvisible(text) || !URL.canParse(text)) return false;
    const { username, password } = new URL(text);
    return username === "" && password === "";
};

const KEY = "the JSON text of a service account key";
/** Any other text would be a key that fails at the first call. */
const isJsonObject = (text: string): boolean => {
    try {
        const value: unknown = JSON.parse(text);
        return typeof value === "object" && value !== null && !Array.isArray(value);
    } catch {
        return false;
    }
};

/** Whether a field of a bot is secret. */
export const isSecret = (field: string): boolean => SECRET_FIELDS.some((secret) => secret === field);

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

const numberOf = (item: unknown): unknown => (typeof item === "object" && item !== null && "number" in item ? item.number : undefined);

/** All of them, made when a project is first looked at. */
export const projectShapes = lazily(() => {
    const Text = z.string(TEXT).min(1, TEXT);
    const Language = z.string(LANGUAGE).regex(/^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, LANGUAGE);
    const SpeechVendor = z.strictObject({ vendor: Text, profileToken: Text.optional() });
    const SpeechList = z.array(SpeechVendor).min(1, "a list of at least one vendor");
    const Number164 = z.string(NUMBER).refine(isE164, NUMBER);
    const Reachable = z.string(REACHABLE).refine((text) => isE164(text) || SIP.test(text), REACHABLE);
    const Fallback = z.strictObject({ number: Reachable, text: Text });
    const Url = z.string(URL_TEXT).refine(isPlainUrl, URL_TEXT);
    const ServiceAccountKey = z.string(KEY).refine(isJsonObject, KEY);
    const withUrl = <const Type extends string>(type: Type) => z.strictObject({ type: z.literal(type), url: Url, token: Text });
    const withKey = <const Type extends string>(type: Type) =>
        z.strictObject({ type: z.literal(type), serviceAccountKey: ServiceAccountKey, agent: Text.optional() });
    /** The bot of a project, by its type. `token` and `serviceAccountKey` are secrets. */
    const BotShape = z.discriminatedUnion("type", [
        z.strictObject({ type: z.literal("cognigy"), endpointUrl: Url, channel: Text.optional() }),
        ...DIALOGFLOW_BOTS.map(withKey),
        ...URL_BOTS.map(withUrl),
    ]);
    const Numbers = once(z.array(Number164), (number) => number);
    const External = z.strictObject({ number: Text, type: z.enum(EXTERNAL_NUMBER_TYPES) });
    const ExternalNumbers = once(z.array(External), numberOf, ["number"]);
    return { Text, Language, SpeechVendor, SpeechList, Number164, Reachable, Fallback, Url, BotShape, Numbers, External, ExternalNumbers };
});

export function range(number: (words: string) => z.ZodNumber, from: number, to: number, of: string): z.ZodNumber {
    const words = `${of}, ${from} to ${to}`;
    return number(words).min(from, words).max(to, words);
}
