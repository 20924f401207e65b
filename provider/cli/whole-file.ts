/** A file that is written is there whole, or as it was before: half of a file of tenants reads as fewer tenants. */
import { constants, type Stats } from "node:fs";
import { access, chmod, realpath, rename, rm, stat } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { foreignCode } from "../errors/index.js";

/** It could not be written. */
export class NotWritten extends Error {
    /** @param untouched what was there before, if anything, is as it was */
    constructor(
        override readonly cause: unknown,
        readonly untouched: boolean,
    ) {
        super("it could not be written");
    }
}

/** Whether another file may take its place: no device or pipe, nobody else's, of one name, in a folder that this user may write into. */
async function isReplaceable(file: string, found: Stats | undefined): Promise<boolean> {
    if (found !== undefined && !(found.isFile() && found.nlink === 1 && found.uid === (process.getuid?.() ?? found.uid))) return false;
    return await access(dirname(file), constants.W_OK).then(
        () => true,
        () => false,
    );
}

/** Of a file that was there already: whoever could read it, or whom the new one lets. */
export type Readers = "as before" | "as written";

/** A file that a container has mounted, say. */
const CANNOT_BE_REPLACED = ["EBUSY", "EPERM", "EACCES", "EXDEV"];

/**
 * Writes it beside, and then puts it in its place; what cannot be replaced is written itself. `write` may be called twice.
 *
 * @throws NotWritten
 */
export async function wholly(path: string, write: (path: string) => Promise<void>, readers: Readers): Promise<void> {
    const file = await realpath(path).catch(() => resolve(path));
    const before = await stat(file).catch(() => undefined);
    if (!(await isReplaceable(file, before))) return await writtenItself(path, write);
    const beside = `${file}.${process.pid}.part`;
    try {
        await write(beside);
        if (before !== undefined && readers === "as before") await chmod(beside, before.mode & 0o777);
        await rename(beside, file);
    } catch (cause) {
        await rm(beside, { force: true });
        if (!CANNOT_BE_REPLACED.includes(foreignCode(cause) ?? "")) throw new NotWritten(cause, true);
        await writtenItself(path, write);
    }
}

async function writtenItself(path: string, write: (path: string) => Promise<void>): Promise<void> {
    await write(path).catch((cause: unknown) => {
        throw new NotWritten(cause, false);
    });
}
