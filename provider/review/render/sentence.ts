/** One finding as one sentence, for outputs that show findings one by one. */
import type { Finding } from "../findings/finding.js";
import { KINDS } from "../findings/kinds.js";

export function unitOf({ whom }: Finding): string {
    const { level, path } = whom;
    return level === "reseller" ? path.join(" / ") : `${level} ${path.join(" / ")}`;
}

/** "project Acme / Schaden / Hotline: bots and integrations see callers' numbers from now on (bot at bots.acme.example). May this bot ...?" */
export function sentenceOf(finding: Finding): string {
    const details = finding.details.length === 0 ? "" : ` (${KINDS[finding.kind].detail(finding.details.join(", "))})`;
    return `${unitOf(finding)}: ${finding.says}${details}. ${finding.ask}`;
}
