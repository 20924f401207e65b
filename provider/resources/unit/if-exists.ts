import { z } from "zod";

const MODES = ["fail", "restore", "adopt", "create"] as const;
const HOW = '"fail", "restore", "adopt", "create" or { token: "..." }';

/** What a user writes for `ifExists`. */
export const IfExistsShape = z.union([z.enum(MODES), z.strictObject({ token: z.string().min(1) })], HOW);
export type IfExists = z.infer<typeof IfExistsShape>;
