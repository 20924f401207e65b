import * as z from "zod";
import { LEVELS } from "../../gateway/index.js";
import { Reason, SETTING_SHAPES } from "../privacy/inputs.js";
import { Token } from "../unit/inputs.js";

/** What a user writes for a privacy policy. */
export const PrivacyPolicyShape = z.strictObject({
    scope: Token,
    ...SETTING_SHAPES,
    because: Reason,
    onDelete: z.enum(["keep", "reset"]).optional(),
    below: z.enum(["cut", "refuse"]).optional(),
});

/** Inputs after check: the settings as written, the level of the unit, and what applies there. What is the default is left out. */
export const CheckedPolicy = z.looseObject({
    scope: z.string(),
    level: z.enum(LEVELS),
    effective: z.unknown(),
    onDelete: z.literal("reset").optional(),
    below: z.literal("refuse").optional(),
    /** The unit is inactive, and the settings wait for it. */
    pending: z.literal(true).optional(),
});
