import * as z from "zod";
import { lazily } from "../../definition/lazily.js";
import { LEVELS } from "../../gateway/index.js";
import { reason, settingShapes } from "../privacy/inputs.js";
import { unitToken } from "../unit/inputs.js";

/** What a user writes for a privacy policy. */
export const policyShape = lazily(() =>
    z.strictObject({
        scope: unitToken(),
        ...settingShapes(),
        because: reason(),
        onDelete: z.enum(["keep", "reset"]).optional(),
        below: z.enum(["cut", "refuse"]).optional(),
    }),
);

/** Inputs after check: the settings as written, the level of the unit, and what applies there. What is the default is left out. */
export const CheckedPolicy = z.lazy(() =>
    z.looseObject({
        scope: z.string(),
        level: z.enum(LEVELS),
        effective: z.unknown(),
        onDelete: z.literal("reset").optional(),
        below: z.literal("refuse").optional(),
        /** The unit is inactive, and the settings wait for it. */
        pending: z.literal(true).optional(),
    }),
);
