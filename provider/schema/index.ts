/** What is taken, for programs that check values before Pulumi runs: the shapes that check programs and files, and the JSON Schema of files. */
import type { z } from "zod";
import { TenantsFile } from "../files/tenants-file.js";
import { accountShape } from "../resources/account/inputs.js";
import { customerShape } from "../resources/customer/inputs.js";
import { privacyShape } from "../resources/privacy/inputs.js";
import { projectShape } from "../resources/project/inputs.js";

export { type JsonSchema, tenantsJsonSchema } from "../files/json-schema.js";

/**
 * The privacy settings, as `privacy` of a unit takes them, every value known.
 *
 * @example privacy.safeParse({ dialogRetention: "1 day" }).success // true
 */
export const privacy: z.ZodObject = privacyShape();
/** What a Customer takes, every value known. */
export const customer: z.ZodObject = customerShape();
/** What an Account takes, every value known; `customer` is a token. */
export const account: z.ZodObject = accountShape();
/** What a Project takes, every value known; `account` is a token. */
export const project: z.ZodObject = projectShape();
/**
 * A file of tenants as plain data, such as a YAML reader makes of it. It sees neither presets nor what `defaults` leave open: `parseTenants` judges.
 */
export const tenantsFile: z.ZodObject = TenantsFile;
