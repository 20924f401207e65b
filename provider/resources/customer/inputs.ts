import * as z from "zod";
import { lazily } from "../../definition/lazily.js";
import { unitShapes } from "../unit/inputs.js";

/** What a user writes for a customer. */
export const customerShape = lazily(() => z.strictObject(unitShapes()));
