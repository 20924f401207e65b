/**
 * A project's own fields, one row each: what it takes, how it stands in the gateway's bodies and what removing its line does, and which parts of
 * it are secret. Shape and definition follow from the rows; `ProjectArgs` says the same to an editor, and does not compile otherwise.
 */
import * as z from "zod";
import { lazily } from "../../definition/lazily.js";
import type { Path } from "../../definition/resource-definition.js";
import { type RawBody, SECRET_FIELDS, type UserDetails } from "../../gateway/index.js";
import { optionalSet, plainField, setField } from "../unit/field.js";
import type { Field } from "../unit/kind.js";
import { bot, fallback, listOf, orDefault, ownNumbers, restriction } from "./field-bodies.js";
import { projectShapes, range } from "./shapes.js";

interface Row {
    /** What a user may write; optional where the gateway has a value of its own. */
    readonly takes: () => z.ZodType;
    /**
     * Its place in the bodies, under its own name or another. A field with `whenRemoved` is one that every body has: that value stands in a new
     * project's, too, where the user has no line for it.
     */
    readonly field: (input: string) => Field;
    /** The parts of it that are secret, whether the user marked them or not. */
    readonly secrets?: readonly string[];
}

const speech = { takes: () => projectShapes().SpeechList, field: listOf(() => projectShapes().SpeechVendor, "vendor") };

const ROWS = {
    bot: { takes: () => projectShapes().BotShape, field: bot, secrets: SECRET_FIELDS },
    transcribers: speech,
    synthesizers: speech,
    transcriberLanguage: { takes: () => projectShapes().Language, field: plainField },
    synthesizerLanguage: { takes: () => projectShapes().Language, field: plainField },
    platformNumbers: { takes: () => projectShapes().Numbers.optional(), field: ownNumbers },
    externalNumbers: {
        takes: () => projectShapes().ExternalNumbers.optional(),
        field: listOf(() => projectShapes().External, "number", setField),
    },
    allowedOrigins: { takes: () => projectShapes().Numbers.optional(), field: restriction },
    fallback: { takes: () => projectShapes().Fallback.optional(), field: fallback },
    defaultCallerId: { takes: () => projectShapes().Number164.optional(), field: plainField },
    color: { takes: () => projectShapes().Text.optional(), field: plainField },
    featureFlags: { takes: () => z.array(projectShapes().Text).optional(), field: optionalSet },
    utteranceTimeout: { takes: () => range(z.int, 200, 1000, "whole milliseconds").optional(), field: orDefault },
    inactivityTimeout: { takes: () => range(z.int, 2000, 20_000, "whole milliseconds").optional(), field: plainField },
    minimumNoiseLevel: { takes: () => range(z.number, -60, -30, "decibels").optional(), field: orDefault },
} as const satisfies Readonly<Record<string, Row>>;

type Shapes = { readonly [F in keyof typeof ROWS]: ReturnType<(typeof ROWS)[F]["takes"]> };
const rows: readonly (readonly [string, Row])[] = Object.entries(ROWS);

/** What a user may write for each field. The names are those of the rows, which the compiler does not see. */
export const fieldShapes = lazily(() => Object.fromEntries(rows.map(([input, { takes }]) => [input, takes()])) as Shapes);

export const PROJECT_FIELDS: readonly Field[] = [
    plainField("name", { wire: "projectName" }),
    ...rows.map(([input, { field }]) => field(input)),
];

/** What every project's body has, although a user may leave it out. */
export const requiredOfProjects = (defaults: UserDetails): RawBody => ({
    provisioningBlocks: [],
    ...Object.fromEntries(
        PROJECT_FIELDS.flatMap(({ wire, whenRemoved }) => (whenRemoved === undefined ? [] : [[wire, whenRemoved(defaults, undefined)]])),
    ),
});

export const PROJECT_SECRETS: readonly Path[] = rows.flatMap(([input, { secrets = [] }]) => secrets.map((secret) => [input, secret]));
