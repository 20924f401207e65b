/** `-o sarif=audit.sarif`: in which form something is written, and where. */
import { CATALOGUE, CvgError, series } from "../errors/index.js";

export interface Output<Format extends string> {
    readonly format: Format;
    /** Undefined: standard output. */
    readonly file: string | undefined;
}

/** @throws CvgError CVG602 for a form that is not one of these */
export function outputFrom<Format extends string>(text: string, formats: readonly Format[]): Output<Format> {
    const [written = "", ...file] = text.split("=");
    const format = formats.find((known) => known === written);
    if (format === undefined)
        throw CvgError.of(CATALOGUE.CVG602.says.format({ format: written.slice(0, 100), formats: series(formats, "or") }));
    const path = file.join("=");
    return { format, file: path === "" ? undefined : path };
}

/** With a slash at the end, without one at the start. */
export const folderOf = (folder: string): string => {
    const path = folder
        .replaceAll("\\", "/")
        .replace(/^(?:\.?\/)+/, "")
        .replace(/\/+$/, "");
    return path === "" || path === "." ? "" : `${path}/`;
};
