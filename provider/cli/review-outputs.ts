/** Where a report goes, and in which form. */
import {
    type Report,
    toCodeQuality,
    toGitlabTerraform,
    toHtml,
    toJson,
    toJunit,
    toMarkdown,
    toSarif,
    toTerminal,
} from "../review/index.js";
import { folderOf } from "./outputs.js";

const RENDERERS = {
    terminal: (report: Report) => toTerminal(report, terminal()),
    markdown: (report: Report) => toMarkdown(report),
    json: (report: Report) => toJson(report),
    sarif: (report: Report, folder: string) => toSarif(report, folder),
    junit: (report: Report) => toJunit(report),
    "gitlab-terraform": (report: Report) => toGitlabTerraform(report),
    "code-quality": (report: Report, folder: string) => toCodeQuality(report, folder),
    html: (report: Report) => toHtml(report),
} as const;
export type Format = keyof typeof RENDERERS;

const isFormat = (text: string): text is Format => Object.hasOwn(RENDERERS, text);
/** As messages and help name them. */
export const FORMATS: readonly Format[] = Object.keys(RENDERERS).filter(isFormat);

const NARROWEST = 40;
const USUAL = 100;

/** NO_COLOR and FORCE_COLOR count, as they do elsewhere. Source: no-color.org. */
function terminal(): { readonly width: number; readonly color: boolean } {
    const { NO_COLOR, FORCE_COLOR, COLUMNS } = process.env;
    const asked = Number(COLUMNS);
    const columns = process.stdout.columns ?? (Number.isInteger(asked) && asked > 0 ? asked : USUAL);
    const forced = FORCE_COLOR !== undefined && FORCE_COLOR !== "0" && FORCE_COLOR !== "";
    const color = (NO_COLOR ?? "") === "" && (forced || (process.stdout.isTTY === true && process.env.TERM !== "dumb"));
    return { width: Math.max(NARROWEST, columns), color };
}

export const rendered = (report: Report, format: Format, folder: string): string => RENDERERS[format](report, folderOf(folder));
