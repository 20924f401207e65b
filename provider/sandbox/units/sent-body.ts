/**
 * Bodies of units: read strictly, kept as they came.
 *
 * What is stored is what was sent, number for number (`1.0` and `12345678901234567890` too), without the fields that only reads have.
 * Source of the technique: the "JSON.parse source text access" proposal.
 */
import { z } from "zod";
import { BODY, type Level, type RawBody } from "../../gateway/wire/contract.js";
import type { Settings } from "../data/settings.js";
import { isObject, parseJson, validate, without } from "../json.js";
import { Refusal } from "../refusal.js";

/** Fields of a read that a write ignores. */
const READ_ONLY: Readonly<Record<Level, readonly string[]>> = {
    reseller: ["resellerToken"],
    customer: ["customerToken", "inactive"],
    account: ["accountToken", "customerToken", "customerName", "inactive"],
    project: ["projectToken", "inactive"],
};

export interface SentBody {
    /** To be stored: every field as it was sent, every number as it was spelled. */
    readonly raw: RawBody;
    readonly settings: Settings;
}

/** @throws Refusal VALIDATION naming every wrong or missing field */
export function readSent(level: Level, text: string): SentBody {
    const raw = parseJson(text);
    const wire = validate(SHAPE[level], JSON.parse(text));
    // What fits the shape is an object; TypeScript cannot know that both come of the same text.
    if (!isObject(raw)) throw new Refusal("VALIDATION", "The body is not a JSON object.");
    return { raw: without(raw, READ_ONLY[level]), settings: wire.commonConfiguration };
}

const onlyOnce = z.array(z.unknown()).refine((list) => new Set(list).size === list.length, "a number stands twice");

/** The contract's shapes; a project's with the one rule that is about a list as a whole. Both are looked at, so that all offending fields are named. */
const SHAPE = { ...BODY, project: BODY.project.and(z.looseObject({ platformNumbers: onlyOnce.optional() })) } as const;
