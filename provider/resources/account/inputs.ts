import * as z from "zod";
import { lazily } from "../../definition/lazily.js";
import { unitShapes, unitToken } from "../unit/inputs.js";

/** What a user writes for an account. */
export const accountShape = lazily(() => z.strictObject({ ...unitShapes(), customer: unitToken() }));
