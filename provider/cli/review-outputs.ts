/** Where a report goes, and in which form. */
import { type Report, toTerminal } from "../review/index.js";
import { folderOf } from "./outputs.js";

/** Loaded only where one of them is asked for. */
const renderers = () => import("../review/renderers.js");

const RENDERERS = {
    terminal: async (report: Report) => toTerminal(report, terminal()),
    markdown: async (report: Report) => (await renderers()).toMarkdown(report),
    json: async (report: Report) => (await renderers()).toJson(report),
    sarif: async (report: Report, folder: string) => (await renderers()).toSarif(report, folder),
    junit: async (report: Report) => (await renderers()).toJunit(report),
    "gitlab-terraform": async (report: Report) => (await renderers()).toGitlabTerraform(report),
    "code-quality": async (report: Report, folder: string) => (await renderers()).toCodeQuality(report, folder),
    html: async (report: Report) => (await renderers()).toHtml(report),
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

/** The text of a report in this form. */
export const rendered = (report: Report, format: Format, folder: string): Promise<string> => RENDERERS[format](report, folderOf(folder));
