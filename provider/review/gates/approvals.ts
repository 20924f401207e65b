/** Approvals: a checked-in file that names tenant, finding and the exact new value, so that none can approve a later change. */
import type { Finding } from "../findings/finding.js";
import { tame } from "../preview/text.js";
import type { Approval } from "./parse-approvals.js";

export interface Judged {
    /** Who approved a finding, and why. */
    readonly approved: ReadonlyMap<Finding, string>;
    /** Approvals that do nothing here, in words. */
    readonly idle: readonly string[];
}

const named = ({ tenant, finding, to }: Approval): string => `${tame(tenant)}: ${finding} "${tame(to)}"`;

/** Names are not unique: one that several tenants of this report have approves nothing. */
function meant({ tenant }: Approval, findings: readonly Finding[]): readonly Finding[] | "ambiguous" {
    const ofTenant = findings.filter(({ whom }) => whom.tenantToken === tenant || whom.tenant === tenant);
    const tenants = new Set(ofTenant.map(({ whom }) => whom.tenantToken ?? whom.tenant));
    return tenants.size > 1 ? "ambiguous" : ofTenant;
}

function isUnit({ unit }: Approval, { whom }: Finding): boolean {
    return unit === undefined || whom.path.slice(1).join(" / ") === unit;
}

/** @param today ISO day */
export function judge(approvals: readonly Approval[], findings: readonly Finding[], today: string): Judged {
    const approved = new Map<Finding, string>();
    const idle: string[] = [];
    for (const approval of approvals) {
        if (approval.until < today) {
            idle.push(`expired on ${approval.until}: ${named(approval)}`);
            continue;
        }
        const candidates = meant(approval, findings);
        if (candidates === "ambiguous") {
            idle.push(`several tenants are called that, so name its token instead: ${named(approval)}`);
            continue;
        }
        const same = candidates.filter(({ kind }) => kind === approval.finding).filter((finding) => isUnit(approval, finding));
        const exact = same.filter(({ to }) => to === approval.to);
        for (const finding of exact) approved.set(finding, tame(`${approval.by}: ${approval.because}`));
        if (exact.length > 0) continue;
        const [other] = same;
        idle.push(
            other === undefined ? `not used: ${named(approval)}` : `not used, because the new value is "${other.to}": ${named(approval)}`,
        );
    }
    return { approved, idle };
}
