/** What is wrong with what a user wrote, in the program: the provider would tell of the first resource only. */
import type * as z from "zod";
import { validate } from "../../definition/validate.js";
import { CvgError } from "../../errors/index.js";

/** @param inputs as far as they are known; UNKNOWN for the others */
export const mistakesIn = (accepts: z.ZodType, by: string, inputs: Readonly<Record<string, unknown>>): readonly CvgError[] =>
    validate(accepts, inputs, by).failures.map((refusal) => CvgError.of(refusal));
