import * as z from "zod";
import { lazily } from "../../definition/lazily.js";
import { unitShapes, unitToken } from "../unit/inputs.js";
import { fieldShapes } from "./fields.js";

/** What a user writes for a project. */
export const projectShape = lazily(() => z.strictObject({ ...unitShapes(), account: unitToken(), ...fieldShapes() }));
