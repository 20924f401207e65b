/** What all outputs say in the same words. */
import type { Report } from "../report/report.js";

export const TITLE = { change: "What this change does to callers' data", drift: "What others changed at the gateway" } as const;

/** Of a report without findings. */
export function nothingIn({ of, unread }: Pick<Report, "of" | "unread">): string {
    if (of === "change") return "Nothing changes for anybody's data.";
    if (unread === 0) return "Nothing: the gateway holds what was last applied.";
    return `Nothing at what was looked at. ${unread} ${unread === 1 ? "unit was" : "units were"} not looked at: --target or --exclude left ${unread === 1 ? "it" : "them"} out.`;
}
