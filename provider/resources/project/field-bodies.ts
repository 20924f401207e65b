/** How a project's fields stand in the gateway's bodies, where that is not the user's value itself. What a body holds that we do not know is kept. */
import { isDeepStrictEqual } from "node:util";
import type * as z from "zod";
import type { Draft } from "../../definition/draft.js";
import { lazily } from "../../definition/lazily.js";
import { isMask, isObject, SECRET_FIELDS } from "../../gateway/index.js";
import { plainField, setField } from "../unit/field.js";
import type { Field } from "../unit/kind.js";
import { paired } from "./paired.js";
import { projectShapes } from "./shapes.js";

const known = (value: Draft, keys: readonly string[]): Draft =>
    Object.fromEntries(keys.filter((key) => value[key] !== undefined && value[key] !== null).map((key) => [key, value[key]]));

const botKeys = lazily(() => [...new Set(projectShapes().BotShape.options.flatMap((option) => Object.keys(option.shape)))]);

/**
 * A secret that the gateway hides reads as the one that we recorded: hiding is no change. Where none is recorded there is none: a mask is no
 * secret, and a program that had it would make bots with it.
 */
function unhidden(bot: Draft, recorded: unknown): Draft {
    const own = isObject(recorded) && recorded.type === bot.type ? recorded : {};
    const hidden = SECRET_FIELDS.filter((key) => bot[key] === undefined || isMask(bot[key]));
    const told = Object.entries({ ...bot, ...Object.fromEntries(hidden.map((key) => [key, own[key]])) });
    return Object.fromEntries(told.filter(([, value]) => value !== undefined));
}

export const bot = (input: string): Field => ({
    input,
    wire: "botConfiguration",
    write: (value, before) => {
        if (!isObject(value)) return value;
        if (!isObject(before) || before.type !== value.type) return value;
        const foreign = Object.entries(before).filter(([key]) => !botKeys().includes(key));
        return { ...Object.fromEntries(foreign), ...value };
    },
    always: true,
    read: (raw, recorded) => (isObject(raw) ? unhidden(known(raw, botKeys()), recorded) : undefined),
    same: isDeepStrictEqual,
});

/**
 * A list of objects of a shape: fields of an entry that we do not know stay with the entry, wherever it stands by now. Which entry was which is
 * told by everything that we know of it, then by `key` at the same position, then by `key`.
 */
export function listOf(shapeOf: () => z.ZodObject, key: string, make: (input: string) => Field = plainField): (input: string) => Field {
    const keys = lazily(() => Object.keys(shapeOf().shape));
    const foreign = (entry: Draft): Draft => Object.fromEntries(Object.entries(entry).filter(([name]) => !keys().includes(name)));
    const sameKey = (a: Draft, b: Draft): boolean => a[key] === b[key];
    const sameEntry = (a: Draft, b: Draft): boolean => isDeepStrictEqual(known(a, keys()), known(b, keys()));
    return (input) => ({
        ...make(input),
        write: (value, before) => {
            if (!Array.isArray(value) || !Array.isArray(before)) return value;
            const entries = value.filter(isObject);
            const pairs = paired(entries, before.filter(isObject), [sameEntry, sameKey]);
            return entries.map((entry, index) => ({ ...foreign(pairs.get(index) ?? {}), ...entry }));
        },
        read: (raw) => (Array.isArray(raw) ? raw.filter(isObject).map((entry) => known(entry, keys())) : undefined),
    });
}

export const fallback = (input: string): Field => ({
    input,
    wire: "fallback",
    write: (value, before) =>
        isObject(value) ? { ...(isObject(before) ? before : {}), fallbackNumber: value.number, fallbackText: value.text } : value,
    read: (raw) => (isObject(raw) && raw.fallbackNumber !== undefined ? { number: raw.fallbackNumber, text: raw.fallbackText } : undefined),
    same: isDeepStrictEqual,
});

/** Numbers that may call: given means that the restriction is on. */
export const restriction = (input: string): Field => ({
    ...setField(input),
    wire: "callOriginRestriction",
    write: (value, before) => ({ ...(isObject(before) ? before : {}), enabled: true, allowedNumbers: value }),
    read: (raw) => (isObject(raw) && raw.enabled === true ? raw.allowedNumbers : undefined),
    whenRemoved: (_defaults, before) => ({ ...(isObject(before) ? before : {}), enabled: false, allowedNumbers: [] }),
});

/** The project's numbers: the gateway takes them away while the project is inactive. */
export const ownNumbers = (input: string): Field => ({ ...setField(input), emptyWhileInactive: true });

/** What the gateway's own default for new projects replaces, where the line is removed. */
export const orDefault = (input: string): Field => plainField(input, { whenRemoved: ({ defaults }) => defaults[input] });
