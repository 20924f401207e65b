/** What a unit takes in a file: what it takes in a program, without what only programs have. */
import * as z from "zod";
import { PrivacyShape } from "../resources/privacy/inputs.js";
import { FIELD_SHAPES } from "../resources/project/fields.js";
import { UNIT_SHAPES } from "../resources/unit/inputs.js";

const NAME = "text that is not empty";
const FORMER = "keys that it had in this tenant, or { tenant, key }, { name } or { urn }";
const Text = z.string(NAME).min(1, NAME);

export const Former = z.union([
    Text,
    z.strictObject({ tenant: Text, key: Text.exactOptional() }),
    z.strictObject({ name: Text }),
    z.strictObject({ urn: Text }),
]);
export const FormerlyShape = z.custom<readonly z.infer<typeof Former>[]>((value) => z.array(Former).safeParse(value).success, FORMER);

const COMMON = { ...UNIT_SHAPES, preset: Text.optional(), formerly: FormerlyShape.optional() };
/** Checked by themselves, unit by unit. */
const below = z.unknown().optional();

/** One unit at a time: `accounts` and `projects` have units of their own. */
export const UNITS_IN_FILES = {
    tenant: z.strictObject({ ...COMMON, accounts: below }),
    account: z.strictObject({ ...COMMON, projects: below }),
    project: z.strictObject({ ...COMMON, ...FIELD_SHAPES }),
} as const;

export type FileLevel = keyof typeof UNITS_IN_FILES;

/** What the units of a level take where they say nothing themselves: nothing is required. */
export const DEFAULTS_IN_FILES = {
    tenant: UNITS_IN_FILES.tenant.omit({ name: true, formerly: true, accounts: true }).partial(),
    account: UNITS_IN_FILES.account.omit({ name: true, formerly: true, projects: true }).partial(),
    project: UNITS_IN_FILES.project.omit({ name: true, formerly: true }).partial(),
} as const;

/** The program has it, not the file. */
const Preset = z.record(z.string(), z.unknown()).optional();
const Privacy = z.union([z.literal(false), PrivacyShape]).optional();
const project = UNITS_IN_FILES.project.extend({ preset: Preset, privacy: Privacy });
const account = UNITS_IN_FILES.account.extend({ preset: Preset, privacy: Privacy, projects: z.record(z.string(), project).optional() });
const tenant = UNITS_IN_FILES.tenant.extend({ preset: Preset, privacy: Privacy, accounts: z.record(z.string(), account).optional() });

/** Whole tenants as a program declares them, every value known. */
export const TENANTS = z.record(z.string(), tenant);
