/** Reads a file of approvals. Apart from what judges by them: most reviews have none, and do without the library of shapes. */
import { z } from "zod";
import { CATALOGUE, CvgError, problemsIn } from "../../errors/index.js";
import { KIND_NAMES } from "../findings/kinds.js";

const DAY = /^\d{4}-\d{2}-\d{2}$/;

const KINDS: ReadonlySet<string> = new Set(KIND_NAMES);

const Approval = z.strictObject({
    /** Display name of the customer, or its token. */
    tenant: z.string().min(1),
    /** Of `cvg review`, or `rule:` and the name of a rule of `cvg audit`: one file serves both. */
    finding: z.string().refine((text) => KINDS.has(text) || /^rule:./.test(text), {
        error: `one that \`cvg review\` finds (${KIND_NAMES.join(", ")}), or rule: and the name of a rule of \`cvg audit\``,
    }),
    /** The exact new value; what a finding has as `to`. */
    to: z.string(),
    /** One unit below the tenant: `Schaden / Hotline`. Left out: all of the tenant. */
    unit: z.string().min(1).optional(),
    by: z.string().min(1),
    because: z.string().min(1),
    /** The last day on which it counts. */
    until: z.string().regex(DAY, "a day like 2027-01-31"),
});
export type Approval = z.infer<typeof Approval>;

const Approvals = z.strictObject({ approvals: z.array(Approval) });

/** @throws CvgError CVG622 naming what is wrong, and where */
export function parseApprovals(text: string): readonly Approval[] {
    let value: unknown;
    try {
        value = JSON.parse(text.replace(/^\uFEFF/, ""));
    } catch {
        throw CvgError.of(CATALOGUE.CVG622.says.notJson());
    }
    const read = Approvals.safeParse(value);
    if (read.success) return read.data.approvals;
    throw CvgError.of(CATALOGUE.CVG622.says.problems({ problems: problemsIn(read.error.issues, value) }));
}
