/** Files and folders that the command line names: read, written, and refused in words. */
import { closeSync, constants, openSync, statSync } from "node:fs";
import { access, open, readFile, stat } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { CATALOGUE, CvgError, foreignCode, unbroken } from "../errors/index.js";
import { NotWritten, type Readers, wholly } from "./whole-file.js";

/** As it was typed. */
export interface NamedFile {
    /** `--rules`; undefined: an argument, which has no name. */
    readonly option?: string;
    readonly path: string;
}

const { says } = CATALOGUE.CVG607;
const quoted = (path: string): string => `"${unbroken(path)}"`;
const shown = ({ option, path }: NamedFile): string => (option === undefined ? quoted(path) : `${option} ${quoted(path)}`);

const codeOf = (error: unknown): string => foreignCode(error) ?? String(error);

/** Node adds a part of it to a message of its own: the code alone is what people look up. */
const NOT_ALLOWED = ["EACCES", "EPERM"];
const FULL = ["ENOSPC", "EDQUOT", "EFBIG"];

function unreadable(file: NamedFile, cause: unknown): CvgError {
    const [named, code] = [shown(file), codeOf(cause)];
    if (code === "ENOENT" || code === "ENOTDIR") return CvgError.of(says.noFile({ named }), { cause });
    if (code === "EISDIR") return CvgError.of(says.folder({ named }), { cause });
    if (NOT_ALLOWED.includes(code)) return CvgError.of(says.notAllowed({ named, what: "read" }), { cause });
    return CvgError.of(says.other({ named, what: "read", code }), { cause });
}

function unwritable(file: NamedFile, thrown: unknown): CvgError {
    const { cause, untouched } = thrown instanceof NotWritten ? thrown : { cause: thrown, untouched: true };
    const [named, code] = [shown(file), codeOf(cause)];
    if (code === "ENOENT" || code === "ENOTDIR")
        return CvgError.of(says.noFolder({ named, folder: quoted(dirname(file.path)) }), { cause });
    if (code === "EISDIR") return CvgError.of(says.folder({ named }), { cause });
    if (NOT_ALLOWED.includes(code)) return CvgError.of(says.notAllowed({ named, what: "write" }), { cause });
    if (FULL.includes(code)) return CvgError.of(untouched ? says.noRoom({ named }) : says.full({ named }), { cause });
    return CvgError.of(says.other({ named, what: "written", code }), { cause });
}

/** @throws CvgError CVG607 */
export async function readNamed(file: NamedFile): Promise<string> {
    return await readFile(file.path, "utf8").catch((cause: unknown) => {
        throw unreadable(file, cause);
    });
}

/** Opens it for reading, does something with it, and closes it. @throws CvgError CVG607 */
export async function* openedNamed(file: NamedFile, read: (descriptor: number) => Iterable<Buffer>): AsyncGenerator<Buffer> {
    const descriptor = opened(file);
    try {
        yield* read(descriptor);
    } finally {
        closeSync(descriptor);
    }
}

function opened(file: NamedFile): number {
    try {
        if (statSync(file.path).isDirectory()) throw CvgError.of(says.folder({ named: shown(file) }));
        return openSync(file.path, "r");
    } catch (cause) {
        throw cause instanceof CvgError ? cause : unreadable(file, cause);
    }
}

/** Only for its owner: it holds secrets. */
const PRIVATE = 0o600;
const USUAL = 0o666;

/**
 * Writes a file anew, whole or not at all. One that is private is so before anything stands in it, also where it was there already and others could read it.
 *
 * @throws CvgError CVG607
 */
export async function writeNamed(file: NamedFile, text: string, readers: "everybody" | "owner" = "everybody"): Promise<void> {
    const write = async (path: string): Promise<void> => {
        await using handle = await open(path, "w", readers === "owner" ? PRIVATE : USUAL);
        if (readers === "owner" && (await handle.stat()).isFile()) await handle.chmod(PRIVATE);
        await handle.writeFile(text);
    };
    await writtenBy(file, write, readers === "owner" ? "as written" : "as before");
}

/** What a library writes itself, whole or not at all. @throws CvgError CVG607 */
export async function writtenBy(file: NamedFile, write: (path: string) => Promise<void>, readers: Readers = "as before"): Promise<void> {
    await wholly(file.path, write, readers).catch((cause: unknown) => {
        throw unwritable(file, cause);
    });
}

/**
 * Whether it could be written, as far as that can be known without doing it: a slip is told before a thousand units are read.
 *
 * @throws CvgError CVG607
 */
export async function mustBeWritable(option: string, path: string | undefined): Promise<void> {
    if (path === undefined) return;
    const file = { option, path };
    const found = await stat(file.path).catch(() => undefined);
    if (found?.isDirectory() === true) throw CvgError.of(says.folder({ named: shown(file) }));
    const folder = dirname(resolve(file.path));
    try {
        if (found === undefined && !(await stat(folder)).isDirectory())
            throw CvgError.of(says.noFolder({ named: shown(file), folder: quoted(dirname(file.path)) }));
        await access(found === undefined ? folder : file.path, constants.W_OK);
    } catch (cause) {
        throw cause instanceof CvgError ? cause : unwritable(file, cause);
    }
}

/** @throws CvgError CVG607 */
export async function mustBeFolder(file: NamedFile): Promise<void> {
    const found = await stat(file.path).catch(() => undefined);
    if (found?.isDirectory() !== true) throw CvgError.of(says.notFolder({ named: shown(file) }));
}

/** Writes a text to a file, or to standard output where none is named. @throws CvgError CVG607 */
export async function put(text: string, path: string | undefined, option = "--output"): Promise<void> {
    if (path === undefined) process.stdout.write(text);
    else await writeNamed({ option, path }, text);
}

/**
 * What a command prints into may end before it has said everything (`cvg tenants | head`), or be full. Whoever reads has seen enough then; the command goes
 * on to what else it is for: its exit code (`cvg audit`), the files it writes (`cvg export --secrets`).
 * The same of what it says besides (`cvg sandbox 2>&1 | head`); where that cannot be written, there is nobody to be told.
 */
export function watchStandardStreams(): void {
    process.stderr.on("error", () => undefined);
    process.stdout.on("error", (cause: unknown) => {
        if (codeOf(cause) === "EPIPE") return;
        const named = "What was printed";
        const error = FULL.includes(codeOf(cause)) ? says.full({ named }) : says.other({ named, what: "written", code: codeOf(cause) });
        process.stderr.write(`${CvgError.of(error).message}\n`);
        process.exit(1);
    });
}
