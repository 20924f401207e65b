/** Where results are written. */
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { mustBeApart, outputFrom, outputsMustBePossible } from "../../../provider/cli/outputs.js";

let folder: string;
beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "cvg-outputs-"));
    mkdirSync(join(folder, "out"));
    writeFileSync(join(folder, "there.ts"), "");
    symlinkSync("there.ts", join(folder, "link.ts"));
    symlinkSync("out", join(folder, "linked"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const both = (first: string, second: string) => () =>
    mustBeApart([
        { option: "--output", path: first },
        { option: "--secrets", path: second },
    ]);

test("two texts into one file are refused, whatever the file is called", () => {
    const [file, there] = [join(folder, "out/same.ts"), join(folder, "there.ts")];
    expect(both(file, file)).toThrow(
        `CVG602 --output and --secrets would both be written into "${file}": only the last would be left.\n  Name two files.`,
    );
    expect(both(file, `${folder}/./out/../out/same.ts`)).toThrow("CVG602");
    expect(both(file, relative(process.cwd(), file))).toThrow("CVG602");
    expect(both(file, join(folder, "linked/same.ts"))).toThrow("CVG602");
    expect(both(there, join(folder, "link.ts"))).toThrow("CVG602");
});

test("two files are two, and what nothing replaces may be named twice", () => {
    for (const [first, second] of [
        [join(folder, "a"), join(folder, "out/a")],
        [join(folder, "nowhere/a"), join(folder, "there.ts")],
        ["/dev/null", "/dev/null"],
    ] as const)
        expect(both(first, second)).not.toThrow();
    expect(() =>
        mustBeApart([
            { option: "--output", path: undefined },
            { option: "--secrets", path: undefined },
        ]),
    ).not.toThrow();
});

test("so are two forms of one report", async () => {
    const outputs = ["json=z", "html=./z"].map((text) => outputFrom(text, ["json", "html"]));
    await expect(outputsMustBePossible(outputs)).rejects.toThrow('CVG602 -o json and -o html would both be written into "./z"');
});
