/** What a preview means to a reviewer. Pure: reads bytes, makes findings, renders them. */
export { CLASSES, type FindingClass } from "./findings/classes.js";
export type { Finding, Whom } from "./findings/finding.js";
export type { Live, LiveUnit } from "./fleet/live.js";
export { judge } from "./gates/approvals.js";
export { type Gate, parseGates } from "./gates/gates.js";
export { guarded } from "./gates/guarded.js";
export type { Approval } from "./gates/parse-approvals.js";
export { toTerminal } from "./render/terminal.js";
export type { Report } from "./report/report.js";
export type { ShownUnit } from "./report/units.js";
export { review } from "./review.js";
