/** What all units have in common, as a user writes it. */
import { z } from "zod";
import { PrivacyShape } from "../privacy/inputs.js";

/** 1 to 200 characters after trimming; not unique. Never an id. The length is our reading: no source names one. */
export const UnitName = z
    .string("it takes text")
    .refine(
        (name) => name.trim().length >= 1 && name.trim().length <= 200,
        "it takes 1 to 200 characters, not counting blanks around them",
    );

/** The token of another unit: a text that the server made. */
export const Token = z.string("it takes a unit or its token").min(1, "it takes a unit or its token, and a token is never empty");

export const UNIT_SHAPES = {
    name: UnitName,
    active: z.boolean("it takes true or false").optional(),
    privacy: PrivacyShape.optional(),
};
