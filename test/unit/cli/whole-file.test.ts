/** What becomes of a file when it is written anew, and when that ends in the middle. */
import {
    chmodSync,
    linkSync,
    mkdtempSync,
    readdirSync,
    readFileSync,
    readlinkSync,
    rmSync,
    statSync,
    symlinkSync,
    writeFileSync,
} from "node:fs";
import { appendFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { NotWritten, wholly } from "../../../provider/cli/whole-file.js";

let folder: string;
const at = (name: string): string => join(folder, name);
beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "cvg-whole-file-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const full = Object.assign(new Error("no room"), { code: "ENOSPC" });
const half = async (path: string): Promise<void> => {
    await appendFile(path, "half");
    throw full;
};
const all = (path: string): Promise<void> => writeFile(path, "new");

test("what ends in the middle leaves what was there, and nothing where nothing was", async () => {
    writeFileSync(at("there"), "old");
    for (const name of ["there", "fresh"])
        await expect(wholly(at(name), half, "as before")).rejects.toEqual(expect.objectContaining({ cause: full, untouched: true }));
    expect(readFileSync(at("there"), "utf8")).toBe("old");
    expect(readdirSync(folder)).toEqual(["there"]);
});

test("what is written whole takes its place, for the same readers unless they are to be fewer", async () => {
    for (const [name, mode, readers] of [
        ["script", 0o755, "as before"],
        ["private", 0o600, "as before"],
        ["narrower", 0o644, "as written"],
    ] as const) {
        writeFileSync(at(name), "old");
        chmodSync(at(name), mode);
        await wholly(at(name), (path) => writeFile(path, "new", { mode: 0o600 }), readers);
    }
    await wholly(at("fresh"), all, "as before");
    const modes = readdirSync(folder).map((name) => [name, readFileSync(at(name), "utf8"), statSync(at(name)).mode & 0o777]);
    expect(modes).toEqual([
        ["fresh", "new", 0o666 & ~process.umask()],
        ["narrower", "new", 0o600],
        ["private", "new", 0o600],
        ["script", "new", 0o755],
    ]);
});

test("a link stays a link, to the file that is written", async () => {
    writeFileSync(at("file"), "old");
    symlinkSync("file", at("link"));
    await wholly(at("link"), all, "as before");
    expect([readlinkSync(at("link")), readFileSync(at("file"), "utf8")]).toEqual(["file", "new"]);
});

test("a file of two names is written itself, and so is a device: what was there may be gone", async () => {
    writeFileSync(at("one"), "old");
    linkSync(at("one"), at("two"));
    await wholly(at("one"), all, "as before");
    expect(readFileSync(at("two"), "utf8")).toBe("new");
    const failed = wholly(at("one"), half, "as before");
    await expect(failed).rejects.toBeInstanceOf(NotWritten);
    await expect(failed).rejects.toMatchObject({ untouched: false });
    await wholly("/dev/null", all, "as before");
    expect(statSync("/dev/null").isCharacterDevice()).toBe(true);
    expect(readdirSync(folder)).toEqual(["one", "two"]);
});

test("what may not be replaced is written itself", async () => {
    writeFileSync(at("mounted"), "old");
    const written: string[] = [];
    const busy = async (path: string): Promise<void> => {
        written.push(path);
        if (path !== at("mounted")) throw Object.assign(new Error("busy"), { code: "EBUSY" });
        await all(path);
    };
    await wholly(at("mounted"), busy, "as before");
    expect([written.length, readFileSync(at("mounted"), "utf8"), readdirSync(folder)]).toEqual([2, "new", ["mounted"]]);
});
