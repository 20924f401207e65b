/** A report as JSON, in a shape that is published and kept. */
import type { z } from "zod";
import type { Finding } from "../findings/finding.js";
import { sectionsOf } from "../report/fold.js";
import type { Report } from "../report/report.js";
import type { FindingShape, ReportShape } from "./json-shape.js";

function findingJson({ whom, source, decidedBy, ...finding }: Finding, approvedBy: string | undefined): z.infer<typeof FindingShape> {
    const { level, path, tenant, tenantToken, token, resource, urn } = whom;
    return {
        ...{ class: finding.class, kind: finding.kind, level, path: [...path], tenant, tenantToken, token, resource, urn },
        ...{ setting: finding.setting, from: finding.from, to: finding.to, says: finding.says, details: [...finding.details] },
        ...{ ask: finding.ask, decidedBy, source, because: finding.because, approvedBy },
    };
}

export function toJson(report: Report): string {
    const { of, errors, headline, counts, gates, findings, said, approved } = report;
    const value: z.infer<typeof ReportShape> = {
        ...{ version: 1, of, complete: errors.length === 0, errors: [...errors], headline: [...headline], counts, held: [...gates] },
        findings: findings.map((finding) => findingJson(finding, approved.get(finding))),
        folded: sectionsOf(findings).flatMap((section) =>
            section.folds.map(({ says, whom, findings: equal }) => ({ class: section.class, says, whom, count: equal.length })),
        ),
        said: [...said],
    };
    return `${JSON.stringify(value, null, 2)}\n`;
}
