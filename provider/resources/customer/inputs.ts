import * as z from "zod";
import { UNIT_SHAPES } from "../unit/inputs.js";

/** What a user writes for a customer. */
export const CustomerShape = z.strictObject(UNIT_SHAPES);
