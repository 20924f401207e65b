/** `-o sarif=audit.sarif`: in which form something is written, and where. */
import { realpathSync, statSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { CATALOGUE, CvgError, series, unbroken } from "../errors/index.js";
import { mustBeWritable } from "./named-files.js";

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

export interface WrittenFile {
    /** `--output`, or what else names it. */
    readonly option: string;
    /** Undefined: standard output. */
    readonly path: string | undefined;
}

/** The file that is meant, whatever it is called; nothing for what no text replaces, as /dev/null. */
function fileAt(path: string): string | undefined {
    const found = statSync(path, { throwIfNoEntry: false });
    if (found !== undefined) return found.isFile() ? realpathSync(path) : undefined;
    const whole = resolve(path);
    const folder = dirname(whole);
    return join(statSync(folder, { throwIfNoEntry: false }) === undefined ? folder : realpathSync(folder), basename(whole));
}

/** Two texts into one file: the second would replace the first. @throws CvgError CVG602 */
export function mustBeApart(files: readonly WrittenFile[]): void {
    const seen = new Map<string, string>();
    for (const { option, path } of files) {
        const file = path === undefined ? undefined : fileAt(path);
        if (path === undefined || file === undefined) continue;
        const first = seen.get(file);
        if (first !== undefined) throw CvgError.of(CATALOGUE.CVG602.says.oneFile({ first, second: option, file: unbroken(path) }));
        seen.set(file, option);
    }
}

/** Whether each `-o FORMAT=FILE` can be written, and none over another. @throws CvgError CVG602, CVG607 */
export async function outputsMustBePossible(outputs: readonly Output<string>[]): Promise<void> {
    mustBeApart(outputs.map(({ format, file }) => ({ option: `-o ${format}`, path: file })));
    for (const { file } of outputs) await mustBeWritable("--output", file);
}

/** With a slash at the end, without one at the start. */
export const folderOf = (folder: string): string => {
    const path = folder
        .replaceAll("\\", "/")
        .replace(/^(?:\.?\/)+/, "")
        .replace(/\/+$/, "");
    return path === "" || path === "." ? "" : `${path}/`;
};
