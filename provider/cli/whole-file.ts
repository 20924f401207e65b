/** A file that is written is there whole, or as it was before: half of a file of tenants reads as fewer tenants. */
import { constants, type Stats } from "node:fs";
import { access, chmod, chown, lstat, mkdtemp, realpath, rename, rm, stat } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
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

/** What is open already, under another name: whoever opened it goes on with it. It may be a usual file (`> report.txt`). */
const IS_OPEN = /^\/(?:proc|dev\/(?:fd|stdin|stdout|stderr))(?:\/|$)/;

const exists = (checked: Promise<unknown>): Promise<boolean> =>
    checked.then(
        () => true,
        () => false,
    );

/** Whether another file may take its place: no device or pipe, nobody else's, of one name, that this user may write, in a folder that this user may write into. */
async function isReplaceable(file: string, found: Stats | undefined): Promise<boolean> {
    if (!(await exists(access(dirname(file), constants.W_OK)))) return false;
    // A link to what is not there: that would be made.
    if (found === undefined) return !(await exists(lstat(file)));
    const isOurs = found.uid === (process.getuid?.() ?? found.uid);
    return found.isFile() && found.nlink === 1 && isOurs && (await exists(access(file, constants.W_OK)));
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
    if (IS_OPEN.test(resolve(path)) || !(await isReplaceable(file, before))) return await writtenItself(path, write);
    let folder: string | undefined;
    try {
        // A folder of its own: in one that others write into, nobody has put a link where ours is written, and no name becomes too long.
        folder = await mkdtemp(join(dirname(file), ".cvg-"));
        const beside = join(folder, basename(file));
        await write(beside);
        if (before !== undefined && readers === "as before") await forReadersOf(before, beside);
        await rename(beside, file);
    } catch (cause) {
        if (!CANNOT_BE_REPLACED.includes(foreignCode(cause) ?? "")) throw new NotWritten(cause, true);
        await writtenItself(path, write);
    } finally {
        if (folder !== undefined) await rm(folder, { recursive: true, force: true });
    }
}

async function forReadersOf({ uid, gid, mode }: Stats, beside: string): Promise<void> {
    if ((await stat(beside)).gid !== gid) await chown(beside, uid, gid);
    await chmod(beside, mode & 0o777);
}

async function writtenItself(path: string, write: (path: string) => Promise<void>): Promise<void> {
    await write(path).catch((cause: unknown) => {
        throw new NotWritten(cause, false);
    });
}
