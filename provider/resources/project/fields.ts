/** A project's own fields, between what a user writes and the gateway's bodies. */
import { isDeepStrictEqual } from "node:util";
import type { Draft } from "../../definition/resource-definition.js";
import { isMask, isObject, SECRET_FIELDS } from "../../gateway/index.js";
import { plainField, setField } from "../unit/field.js";
import type { Field } from "../unit/kind.js";

const known = (value: Draft, keys: readonly string[]): Draft =>
    Object.fromEntries(keys.filter((key) => value[key] !== undefined && value[key] !== null).map((key) => [key, value[key]]));

const BOT_KEYS = ["type", "endpointUrl", "channel", "serviceAccountKey", "agent", "url", "token"];

/** A secret that the gateway hides reads as the one that we recorded: hiding is no change. */
function unhidden(bot: Draft, recorded: unknown): Draft {
    if (!isObject(recorded) || recorded.type !== bot.type) return bot;
    const hidden = SECRET_FIELDS.filter((key) => recorded[key] !== undefined && (bot[key] === undefined || isMask(bot[key])));
    return { ...bot, ...Object.fromEntries(hidden.map((key) => [key, recorded[key]])) };
}

const bot: Field = {
    input: "bot",
    wire: "botConfiguration",
    write: (value, before) => {
        if (!isObject(value)) return value;
        if (!isObject(before) || before.type !== value.type) return value;
        const foreign = Object.entries(before).filter(([key]) => !BOT_KEYS.includes(key));
        return { ...Object.fromEntries(foreign), ...value };
    },
    always: true,
    read: (raw, recorded) => (isObject(raw) ? unhidden(known(raw, BOT_KEYS), recorded) : undefined),
    same: isDeepStrictEqual,
};

/** A list of objects: fields of an entry that we do not know stay with the entry of the same `key`. */
function list(field: Field, key: string, keys: readonly string[]): Field {
    return {
        ...field,
        write: (value, before) => {
            if (!Array.isArray(value) || !Array.isArray(before)) return value;
            const kept = before.filter(isObject);
            return value.filter(isObject).map((entry) => {
                const old = kept.find((candidate) => candidate[key] === entry[key]) ?? {};
                return { ...Object.fromEntries(Object.entries(old).filter(([name]) => !keys.includes(name))), ...entry };
            });
        },
        read: (raw) => (Array.isArray(raw) ? raw.filter(isObject).map((entry) => known(entry, keys)) : undefined),
    };
}

const speech = (input: string): Field => list(plainField(input), "vendor", ["vendor", "profileToken"]);

const fallback: Field = {
    input: "fallback",
    wire: "fallback",
    write: (value, before) =>
        isObject(value) ? { ...(isObject(before) ? before : {}), fallbackNumber: value.number, fallbackText: value.text } : value,
    read: (raw) => (isObject(raw) && raw.fallbackNumber !== undefined ? { number: raw.fallbackNumber, text: raw.fallbackText } : undefined),
    same: isDeepStrictEqual,
};

/** `allowedOrigins` given means that the restriction is on. */
const allowedOrigins: Field = {
    ...setField("allowedOrigins"),
    wire: "callOriginRestriction",
    write: (value, before) => ({ ...(isObject(before) ? before : {}), enabled: true, allowedNumbers: value }),
    read: (raw) => (isObject(raw) && raw.enabled === true ? raw.allowedNumbers : undefined),
    whenRemoved: (_defaults, before) => ({ ...(isObject(before) ? before : {}), enabled: false, allowedNumbers: [] }),
};

export const PROJECT_FIELDS: readonly Field[] = [
    plainField("name", { wire: "projectName" }),
    bot,
    speech("transcribers"),
    speech("synthesizers"),
    plainField("transcriberLanguage"),
    plainField("synthesizerLanguage"),
    { ...setField("platformNumbers"), emptyWhileInactive: true },
    list(setField("externalNumbers"), "number", ["number", "type"]),
    allowedOrigins,
    fallback,
    plainField("defaultCallerId"),
    plainField("color"),
    plainField("featureFlags"),
    plainField("utteranceTimeout", { whenRemoved: ({ defaults }) => defaults.utteranceTimeout }),
    plainField("inactivityTimeout"),
    plainField("minimumNoiseLevel", { whenRemoved: ({ defaults }) => defaults.minimumNoiseLevel }),
];
