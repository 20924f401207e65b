/** Approvals: a checked-in file that names tenant, finding and the exact new value, so that none can approve a later change. */
import type { Whom } from "../findings/finding.js";
import { tame } from "../preview/text.js";
import type { Approval } from "./parse-approvals.js";

/** What an approval can be about. */
export interface Approvable {
    readonly kind: string;
    readonly whom: Pick<Whom, "tenant" | "tenantToken" | "path">;
    readonly to: string;
}

export interface Judged<Of extends Approvable> {
    /** Who approved a finding, and why. */
    readonly approved: ReadonlyMap<Of, string>;
    /** Approvals that do nothing here, in words. */
    readonly idle: readonly string[];
}

const named = ({ tenant, finding, to }: Approval): string => `${tame(tenant)}: ${finding} "${tame(to)}"`;

/** Names are not unique: one that several tenants of this report have approves nothing. */
function meant<Of extends Approvable>({ tenant }: Approval, findings: readonly Of[]): readonly Of[] | "ambiguous" {
    const ofTenant = findings.filter(({ whom }) => whom.tenantToken === tenant || whom.tenant === tenant);
    const tenants = new Set(ofTenant.map(({ whom }) => whom.tenantToken ?? whom.tenant));
    return tenants.size > 1 ? "ambiguous" : ofTenant;
}

function isUnit({ unit }: Approval, { whom }: Approvable): boolean {
    return unit === undefined || whom.path.slice(1).join(" / ") === unit;
}

/** @param today ISO day */
export function judge<Of extends Approvable>(approvals: readonly Approval[], findings: readonly Of[], today: string): Judged<Of> {
    const approved = new Map<Of, string>();
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
