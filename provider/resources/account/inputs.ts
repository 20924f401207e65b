import * as z from "zod";
import { Token, UNIT_SHAPES } from "../unit/inputs.js";

/** What a user writes for an account. */
export const AccountShape = z.strictObject({ ...UNIT_SHAPES, customer: Token });
