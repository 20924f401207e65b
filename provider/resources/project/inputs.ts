import * as z from "zod";
import { Token, UNIT_SHAPES } from "../unit/inputs.js";
import { FIELD_SHAPES } from "./fields.js";

/** What a user writes for a project. */
export const ProjectShape = z.strictObject({ ...UNIT_SHAPES, account: Token, ...FIELD_SHAPES });
