/** A report with what holds it back. */
import type { Report } from "../report/report.js";
import { judge } from "./approvals.js";
import { type Gate, heldBack } from "./gates.js";
import type { Approval } from "./parse-approvals.js";

/** @param today ISO day */
export function guarded(report: Report, gates: readonly Gate[], approvals: readonly Approval[], today: string): Report {
    const ours = approvals.filter(({ finding }) => !finding.startsWith("rule:"));
    const { approved, idle } = judge(ours, report.findings, today);
    return { ...report, approved, idle, gates: heldBack(gates, report.findings, approved, report.counts) };
}
