/** What a review needs only when asked: to read a file of approvals, and to print the schema of a report. Both load the library of shapes. */
export { parseApprovals } from "./gates/parse-approvals.js";
export { ReportShape, reportSchema } from "./render/json-shape.js";
