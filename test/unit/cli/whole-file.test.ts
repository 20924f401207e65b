/** What becomes of a file when it is written anew, and when that ends in the middle. */
import {
    chmodSync,
    chownSync,
    existsSync,
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
import { appendFile, open, writeFile } from "node:fs/promises";
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

test("a link to what is not there stays a link, and what it names is made", async () => {
    symlinkSync("later", at("link"));
    await wholly(at("link"), all, "as before");
    expect([readlinkSync(at("link")), readFileSync(at("later"), "utf8")]).toEqual(["later", "new"]);
});

test("a file keeps its group: whoever is in that could read it", async () => {
    const group = process.getuid?.() === 0 ? 4242 : (process.getgroups?.().at(-1) ?? 0);
    writeFileSync(at("shared"), "old");
    chownSync(at("shared"), process.getuid?.() ?? 0, group);
    chmodSync(at("shared"), 0o640);
    await wholly(at("shared"), all, "as before");
    const { gid, mode } = statSync(at("shared"));
    expect([readFileSync(at("shared"), "utf8"), gid, mode & 0o777]).toEqual(["new", group, 0o640]);
});

test("a file into which standard output goes is written itself: what others print after it is in it too", async () => {
    await using out = await open(at("out"), "a");
    await wholly(`/dev/fd/${out.fd}`, all, "as before");
    await out.appendFile(", and more");
    expect(readFileSync(at("out"), "utf8")).toBe("new, and more");
});

test("what is written meanwhile is where nobody has put anything, under a name that is not too long", async () => {
    const longest = "x".repeat(255);
    symlinkSync(at("elsewhere"), at(`file.${process.pid}.part`));
    const asked: string[] = [];
    const noted = async (path: string): Promise<void> => {
        asked.push(path);
        await all(path);
    };
    await Promise.all(["file", longest, "file"].map((name) => wholly(at(name), noted, "as before")));
    expect(new Set(asked).size).toBe(3);
    expect(existsSync(at("elsewhere"))).toBe(false);
    expect([readFileSync(at("file"), "utf8"), readFileSync(at(longest), "utf8")]).toEqual(["new", "new"]);
    expect(readdirSync(folder).sort()).toEqual(["file", `file.${process.pid}.part`, longest]);
});
