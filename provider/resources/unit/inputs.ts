/** What all units have in common, as a user writes it. */
import { z } from "zod";
import { PrivacyShape } from "../privacy/inputs.js";
import { IfExistsShape } from "./if-exists.js";

const NAME = "1 to 200 characters, not counting blanks around them";

/** 1 to 200 characters after trimming; not unique. Never an id. The length is our reading: no source names one. */
export const UnitName = z.string(NAME).trim().min(1, NAME).max(200, NAME);

const TOKEN = "a unit or its token";

/** The token of another unit: a text that the server made. */
export const Token = z.string(TOKEN).min(1, TOKEN);

export const UNIT_SHAPES = {
    name: UnitName,
    active: z.boolean("true or false").optional(),
    ifExists: IfExistsShape.optional(),
    privacy: PrivacyShape.optional(),
};
