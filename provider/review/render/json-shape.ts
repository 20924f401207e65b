/** The published shape of a report as JSON, and its schema. Apart from what writes one: a review does not need the library of shapes. */
import { z } from "zod";
import { LEVELS, SETTING_NAMES } from "../../policy/index.js";
import { CLASSES } from "../findings/classes.js";
import { KIND_NAMES } from "../findings/kinds.js";

const Line = z.object({ file: z.string(), line: z.number().int().positive(), column: z.number().int().nonnegative() });

export const FindingShape = z.object({
    class: z.enum(CLASSES).describe("what it means to people; worst first in this list, and in the report"),
    kind: z.enum(KIND_NAMES).describe("what happens"),
    level: z.enum(LEVELS),
    path: z.array(z.string()).describe("display names from the customer down to the unit"),
    tenant: z.string().describe("display name of the customer"),
    tenantToken: z.string().optional(),
    token: z.string().optional().describe("of the unit; a new one has none yet"),
    resource: z.string().optional().describe("logical name in the program; missing where the program does not declare the unit"),
    urn: z.string().optional(),
    setting: z.enum(SETTING_NAMES).optional(),
    from: z.string().optional(),
    to: z.string().describe("the exact new value, as an approval has to name it"),
    says: z.string(),
    details: z.array(z.string()),
    ask: z.string(),
    decidedBy: z.object({ level: z.enum(LEVELS), by: z.string() }).optional(),
    source: Line.extend({ caller: Line.optional() }).optional(),
    because: z.string().optional(),
    approvedBy: z.string().optional().describe("who approved it, by the file of approvals"),
});

/** The shape of `cvg review --output json`. A field is never taken away or given another meaning under the same version. */
export const ReportShape = z.object({
    version: z.literal(1),
    of: z.enum(["change", "drift"]),
    complete: z.boolean().describe("false: the preview failed, and this is not the whole truth"),
    errors: z.array(z.string()),
    headline: z.array(z.string()),
    counts: z.object({
        tenants: z.number().int(),
        units: z.number().int(),
        created: z.number().int(),
        changed: z.number().int(),
        deleted: z.number().int(),
        replaced: z.number().int(),
        policies: z.number().int(),
    }),
    held: z.array(z.string()).describe("gates that hold the change back"),
    findings: z.array(FindingShape),
    folded: z.array(z.object({ class: z.enum(CLASSES), says: z.string(), whom: z.string(), count: z.number().int() })),
    said: z.array(z.string()).describe("what the provider said that no finding says"),
});

/** The published schema (JSON Schema, draft 2020-12). */
export const reportSchema = (): string => `${JSON.stringify(z.toJSONSchema(ReportShape, { unrepresentable: "throw" }), null, 4)}\n`;
