import { z } from "zod";
import { LEVELS } from "../../gateway/index.js";
import { SETTING_SHAPES } from "../privacy/inputs.js";
import { Token } from "../unit/inputs.js";

/** What a user writes for a privacy policy. */
export const PrivacyPolicyShape = z.strictObject({ scope: Token, ...SETTING_SHAPES });

/** Inputs after check: the settings as written, the level of the unit, and what applies there. */
export const CheckedPolicy = z.looseObject({ scope: z.string(), level: z.enum(LEVELS), effective: z.unknown() });
export type CheckedPolicy = z.infer<typeof CheckedPolicy>;
