import { z } from "zod";

const MODES = ["fail", "restore", "adopt", "create"] as const;
const HOW = '"fail", "restore", "adopt", "create" or { token: "..." }';

/** As check uses it. */
export const IfExists = z.union([z.enum(MODES), z.strictObject({ token: z.string().min(1) })]);
export type IfExists = z.infer<typeof IfExists>;

/** What a user writes for `ifExists`. One shape, so that one message says all that it takes. */
export const IfExistsShape = z.custom<IfExists>((value) => IfExists.safeParse(value).success, HOW);
