/** The two reports that GitLab shows in merge requests. Source: GitLab's docs, "Terraform reports" and "Code Quality report format". */
import { createHash } from "node:crypto";
import type { FindingClass } from "../findings/classes.js";
import type { Finding } from "../findings/finding.js";
import type { Report } from "../report/report.js";
import { sentenceOf } from "./sentence.js";

/** `artifacts:reports:terraform`. A replacement is one of each. */
export function toGitlabTerraform({ counts }: Report): string {
    const { created, changed, deleted, replaced, policies } = counts;
    return `${JSON.stringify({ create: created + replaced, update: changed + policies, delete: deleted + replaced })}\n`;
}

const SEVERITIES: Readonly<Record<FindingClass, "blocker" | "critical" | "major" | "minor" | "info">> = {
    irrevocable: "blocker",
    "data-lost": "critical",
    exposed: "critical",
    "bot-host": "major",
    unverified: "major",
    "out-of-use": "major",
    "meant-as-move": "major",
    moved: "minor",
    restored: "minor",
    stricter: "info",
    new: "info",
    other: "info",
};

function fingerprint({ kind, whom, setting, to }: Finding): string {
    return createHash("sha256")
        .update(JSON.stringify([kind, whom.urn ?? whom.token ?? whom.path, setting ?? "", to]))
        .digest("hex");
}

/** `artifacts:reports:codequality`. @param folder as for SARIF */
export function toCodeQuality({ findings }: Report, folder: string): string {
    const entries = findings.map((finding) => {
        const at = finding.source?.caller ?? finding.source;
        return {
            description: sentenceOf(finding),
            check_name: finding.kind,
            fingerprint: fingerprint(finding),
            severity: SEVERITIES[finding.class],
            location: { path: `${folder}${at?.file ?? "Pulumi.yaml"}`, lines: { begin: at?.line ?? 1 } },
        };
    });
    return `${JSON.stringify(entries, null, 2)}\n`;
}
